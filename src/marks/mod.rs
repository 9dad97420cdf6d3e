//! What addresses, class names, vendors' markup and fields say: the lists of `marks.toml` and the search in them.

mod address;
mod class;
mod field;

mod lists {
    include!(concat!(env!("OUT_DIR"), "/marks.rs"));
}

pub use address::{Purpose, Purposes};
pub use class::{Class, Marks, is_fade};
pub use field::{Field, field};
pub use lists::{MONEY_CODES, MONEY_SIGNS};

use daachorse::DoubleArrayAhoCorasick;

/// Words of several lists, searched for in one go. Each word's value is what its lists make of it.
struct Words<V> {
    automaton: DoubleArrayAhoCorasick<u32>,
    values: Vec<V>,
}

impl<V: Copy + Default> Words<V> {
    fn new(entries: impl Iterator<Item = (&'static str, V)>, join: fn(V, V) -> V) -> Words<V> {
        let mut words: Vec<(&'static str, V)> = Vec::new();
        for (word, value) in entries {
            match words.iter_mut().find(|(known, _)| *known == word) {
                Some((_, known)) => *known = join(*known, value),
                None => words.push((word, value)),
            }
        }
        let automaton = DoubleArrayAhoCorasick::with_values(words.iter().map(|(word, _)| *word).zip(0..))
            .unwrap_or_else(|error| unreachable!("marks.toml holds a few hundred different words: {error}"));
        Words { automaton, values: words.into_iter().map(|(_, value)| value).collect() }
    }

    /// Each word in a text in lower case: its value and its place.
    fn search<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (V, std::ops::Range<usize>)> + 'a {
        let found = self.automaton.find_overlapping_iter(text.as_bytes());
        found.map(|found| (self.values[found.value() as usize], found.start()..found.end()))
    }
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
