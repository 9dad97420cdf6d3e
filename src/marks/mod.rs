//! What addresses, class names, vendors' markup and fields say: the lists of `marks.toml` and the search in them.

mod address;
mod class;
mod field;

mod lists {
    include!(concat!(env!("OUT_DIR"), "/marks.rs"));
}

pub use address::{Purpose, Purposes};
pub use class::{Class, Marks, is_backdrop, is_fade};
pub use field::{Field, field};
pub use lists::{MONEY_CODES, MONEY_SIGNS};

use crate::words::Words;

/// Takes the words that build.rs has put together from several lists. The meaning of a word has a bit for each list that has it.
fn listed(lines: &'static str) -> Words<u32> {
    Words::new(
        lines.lines().filter_map(|line| line.split_once(' ')).filter_map(|(word, meaning)| Some((word, meaning.parse().ok()?))).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_it_is_for() {
        assert!(Purposes::of("https://example.com/subscribe").has(Purpose::Subscribe));
        assert!(Purposes::of("#/portal/signup").has(Purpose::Newsletter));
        assert!(Purposes::of("/abonnement/").has(Purpose::Subscribe));
        assert!(Purposes::of("/share?u=https%3A%2F%2Fexample.com%2Fsubscribe").is_empty(), "the query is not its own");
        assert!(Purposes::of("/laboratory/about").is_empty(), "whole words only");
    }
}
