//! The `dele` command.
fn main() {}
