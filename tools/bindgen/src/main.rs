//! Writes the JavaScript glue of a core built for `wasm32-unknown-unknown`: `bindgen IN.wasm OUT_DIR`.
//!
//! A program of our own, not `wasm-bindgen-cli`: its version comes from the same lock file as the core's and cannot differ.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use walrus::ir::{Instr, InstrLocId, Value, Visitor, dfs_in_order};
use walrus::{ConstExpr, DataId, DataKind, FunctionBuilder, FunctionKind, Module, ModuleConfig};
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
    let mut module = config().parse(&bytes)?;
    // The standard library is compiled with reference types even where the core is not, and says so here. Glue that used them
    // would need a second table, which the JavaScript encoding cannot have.
    module.customs.remove_raw("target_features");
    if trap_at_panics(&mut module) == 0 {
        return Err("no panic was found: the standard library names them in another way than it used to".into());
    }
    if blank_locations(&mut module) == 0 {
        return Err("no source location was found: the compiler lays them out in another way than it used to".into());
    }
    let mut lean = config().parse(&bytes)?;
    trap_at_panics(&mut lean);
    walrus::passes::gc::run(&mut lean);
    blank_unread(&mut module, &lean);
    Bindgen::new().input_module("dele", module).bundler(true)?.typescript(true).generate(output)?;
    shorten_names(&output.join("dele_bg.wasm"), &output.join("dele_bg.js"))
}

/// Nothing about names and tools goes into what is built.
fn config() -> ModuleConfig {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config
}

/// Numbers what the core calls of the glue: the names hold a hash each, which does not compress, and are in both files.
fn shorten_names(core: &Path, glue: &Path) -> Result<(), Box<dyn Error>> {
    let mut module = config().parse_file(core)?;
    let mut script = std::fs::read_to_string(glue)?;
    for (number, import) in module.imports.iter_mut().enumerate() {
        let function = |name: &str| format!("function {name}(");
        let short = format!("i{number}");
        let (from, to) = (function(&import.name), function(&short));
        if script.matches(&from).count() != 1 || script.contains(&to) {
            return Err(format!("{} is not written as one function of the glue", import.name).into());
        }
        script = script.replace(&from, &to);
        import.name = short;
    }
    std::fs::write(glue, script)?;
    Ok(module.emit_wasm_file(core)?)
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

/// Blanks the places in the sources that panics would name, and the files' names; blank data is not stored. Says how many there are.
///
/// The compiler lays one out as four numbers: where the file's name is, how long it is, the line, the column.
fn blank_locations(module: &mut Module) -> usize {
    const FIELDS: usize = 4;
    let mut blanks = Vec::new();
    for (id, start, bytes) in active_data(module) {
        let aligned = (4 - start % 4) % 4;
        for at in (aligned..(bytes.len() + 1).saturating_sub(4 * FIELDS)).step_by(4) {
            let [name, length, line, column] = std::array::from_fn(|field| {
                let number = &bytes[at + 4 * field..][..4];
                u32::from_le_bytes([number[0], number[1], number[2], number[3]]) as usize
            });
            if !(4..300).contains(&length) || !(1..100_000).contains(&line) || !(1..1_000).contains(&column) {
                continue;
            }
            let file = active_data(module).find_map(|(id, start, bytes)| {
                let range = name.checked_sub(start)?..(name + length).checked_sub(start)?;
                bytes.get(range.clone())?.ends_with(b".rs").then_some((id, range))
            });
            if let Some(file) = file {
                blanks.push([(id, at..at + 4 * FIELDS), file]);
            }
        }
    }
    for (id, range) in blanks.iter().flatten() {
        module.data.get_mut(*id).value[range.clone()].fill(0);
    }
    blanks.len()
}

/// Blanks the data to which only functions refer that are not in the lean module any more: tables for writing text for debugging.
///
/// What lies from such a place on, up to the next place that anything else refers to, is read by nobody. Every number that could be an
/// address counts as one.
fn blank_unread(module: &mut Module, lean: &Module) {
    let read = references(lean);
    let unread: BTreeSet<usize> = references(module).difference(&read).copied().collect();
    let read_after = |place: usize| read.range(place..).next().copied().unwrap_or(usize::MAX);
    let mut blanks = Vec::new();
    for (id, start, bytes) in active_data(module) {
        for &place in unread.range(start..start + bytes.len()) {
            let end = read_after(place).min(start + bytes.len());
            blanks.push((id, place - start..end - start));
        }
    }
    for (id, range) in blanks {
        module.data.get_mut(id).value[range].fill(0);
    }
}

/// Every number in the code and the data of a module that could be an address of its data.
fn references(module: &Module) -> BTreeSet<usize> {
    struct Numbers(BTreeSet<usize>);
    impl<'code> Visitor<'code> for Numbers {
        fn visit_instr(&mut self, instr: &'code Instr, _: &'code InstrLocId) {
            match instr {
                Instr::Const(number) => {
                    if let Value::I32(number) = number.value {
                        self.0.insert(number as u32 as usize);
                    }
                }
                Instr::Load(load) => _ = self.0.insert(load.arg.offset as usize),
                Instr::Store(store) => _ = self.0.insert(store.arg.offset as usize),
                _ => {}
            }
        }
    }
    let mut numbers = Numbers(BTreeSet::new());
    for (_, function) in module.funcs.iter_local() {
        dfs_in_order(&mut numbers, function, function.entry_block());
    }
    for (_, _, bytes) in active_data(module) {
        numbers.0.extend(bytes.windows(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]) as usize));
    }
    numbers.0
}

/// The data that are in memory from the start: each with its place there.
fn active_data(module: &Module) -> impl Iterator<Item = (DataId, usize, &[u8])> {
    module.data.iter().filter_map(|data| match data.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } => Some((data.id(), start as usize, data.value.as_slice())),
        _ => None,
    })
}

/// Whether a function of the standard library never comes back but panics, or words what a panic says: nothing else in the core is
/// formatted.
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
    name.contains(" as core::fmt::")
        || name == "core::fmt::write"
        || is_standard && (name.split("::").any(is_named_so) || of_memory.contains(&name.as_str()))
}
