//! The page's text as lines: what stands together between two block boundaries, folded for comparison.

pub mod fold;
mod lines;
mod piece;
mod price;

pub use lines::{Text, is_hidden};
pub use piece::Piece;
pub use price::has_price;

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

/// Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese: no space, or no whole word, bounds a phrase there.
pub fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// How many words this many unspaced characters are worth.
const CHARS_A_WORD: u32 = 2;
