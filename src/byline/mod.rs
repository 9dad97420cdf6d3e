//! Bylines: who wrote the article, and which texts say nothing but that.

mod dates;
mod declared;
mod linked;
mod names;
mod people;
mod statement;

pub use dates::{Date, dates};
pub use declared::{Declared, declared, sites, squeeze};
pub use names::names;
pub use people::{Person, words};
pub use statement::{Statement, Words};

/// Whether a word is on a list, which is smaller than a `match` is.
pub fn is_among(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}
