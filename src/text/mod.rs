//! The page's text as lines: what stands together between two block boundaries, folded for comparison.

mod account;
pub mod find;
pub mod fold;
mod lines;
mod piece;
mod price;

pub use account::{has_account, names_payee};
pub use fold::is_unspaced;
pub use lines::{Line, Text, is_hidden};
pub use piece::Piece;
pub use price::{has_price, prices};

/// The folding table, made by build.rs.
pub static FOLDING: fold::Table = {
    use fold::Table;
    include!(concat!(env!("OUT_DIR"), "/fold_table.rs"))
};

/// Folds a short text and makes every run of white space one space.
pub fn fold(text: &str) -> String {
    let folded = fold::fold_str(text, &FOLDING);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a word goes on at this character.
pub fn continues(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c))
}

/// Texts put together. The standard library's `join` would be compiled once more for them.
pub fn join(texts: &[&str], between: &str) -> String {
    let mut joined = String::new();
    for (place, text) in texts.iter().enumerate() {
        joined.push_str(if place > 0 { between } else { "" });
        joined.push_str(text);
    }
    joined
}

/// How many words this many unspaced characters are worth.
const CHARS_A_WORD: u32 = 2;
