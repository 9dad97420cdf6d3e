//! Writes the JavaScript glue of a core built for `wasm32-unknown-unknown`: `bindgen IN.wasm OUT_DIR`.
//!
//! A program of our own, not `wasm-bindgen-cli`: its version comes from the same lock file as the core's and cannot differ.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use walrus::{FunctionBuilder, FunctionKind, Module, ModuleConfig};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let [input, output] = args.as_slice() else {
        eprintln!("usage: bindgen IN.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    match write_glue(input.as_ref(), output.as_ref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {}: {error}", input.display());
            ExitCode::FAILURE
        }
    }
}

fn write_glue(input: &Path, output: &Path) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(input)?;
    let mut module = ModuleConfig::new().generate_name_section(false).generate_producers_section(false).parse(&bytes)?;
    // The standard library is compiled with reference types even where the core is not, and says so here. Glue that used them
    // would need a second table, which the JavaScript encoding cannot have.
    module.customs.remove_raw("target_features");
    if trap_at_panics(&mut module) == 0 {
        return Err("no panic was found: the standard library names them in another way than it used to".into());
    }
    Bindgen::new().input_module("dele", module).bundler(true)?.typescript(true).generate(output)?;
    Ok(())
}

/// Lets every panic of the standard library trap at once, as it would after its message was written, which goes nowhere in a browser.
/// With the message goes all the code that formats it, and what hands it over at each place that can panic. Says how many there are.
fn trap_at_panics(module: &mut Module) -> usize {
    let panics: Vec<_> =
        module.funcs.iter().filter(|function| function.name.as_deref().is_some_and(is_panic)).map(|function| function.id()).collect();
    for &id in &panics {
        let kind = module.types.get(module.funcs.get(id).ty());
        let (params, results) = (kind.params().to_vec(), kind.results().to_vec());
        let locals = params.iter().map(|kind| module.locals.add(*kind)).collect();
        let mut body = FunctionBuilder::new(&mut module.types, &params, &results);
        body.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(locals));
    }
    panics.len()
}

/// Whether a function of the standard library never comes back but panics, or words what a panic says: nothing else in the core is
/// written with `{:?}`.
fn is_panic(mangled: &str) -> bool {
    let name = format!("{:#}", rustc_demangle::demangle(mangled));
    let is_standard = ["core::", "alloc::", "std::", "<alloc::"].iter().any(|start| name.starts_with(start));
    let is_named_so = |part: &str| {
        let whole = ["panic", "panic_fmt", "panic_bounds_check", "panic_poisoned", "panic_access_error", "panic_on_ord_violation"];
        whole.contains(&part)
            || ["panic_already_", "panic_nounwind", "assert_failed"].iter().any(|start| part.starts_with(start))
            || ["_fail", "_fail_rt", "_failed"].iter().any(|end| part.ends_with(end))
    };
    let of_memory = ["alloc::raw_vec::handle_error", "alloc::raw_vec::capacity_overflow", "alloc::alloc::handle_alloc_error"];
    name.ends_with(" as core::fmt::Debug>::fmt") || is_standard && (name.split("::").any(is_named_so) || of_memory.contains(&name.as_str()))
}
