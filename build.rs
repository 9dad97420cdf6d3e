//! Packs the lexicons.
fn main() {}
