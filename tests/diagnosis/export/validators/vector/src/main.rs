//! Compiles the program on standard input as Vector does when it loads a remap transform.

use std::io::Read;

fn main() {
    let mut source = String::new();
    std::io::stdin()
        .read_to_string(&mut source)
        .expect("standard input is text");
    match vrl::compiler::compile(&source, &vrl::stdlib::all()) {
        Ok(compiled) => println!("compiled, {} warnings", compiled.warnings.len()),
        Err(problems) => {
            println!("{problems:?}");
            std::process::exit(1);
        }
    }
}
