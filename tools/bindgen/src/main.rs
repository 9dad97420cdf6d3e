//! Writes the JavaScript glue of a core built for `wasm32-unknown-unknown`: `bindgen IN.wasm OUT_DIR`.
//!
//! A program of our own, not `wasm-bindgen-cli`: its version comes from the same lock file as the core's and cannot differ.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use walrus::ModuleConfig;
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
    Bindgen::new().input_module("dele", module).bundler(true)?.typescript(true).generate(output)?;
    Ok(())
}
