//! Words that are searched for as they are stored: sorted, with a meaning each.
//!
//! An automaton finds them faster, but has to be made anew in every page that is cleaned, which took a third of a first pass; stored
//! ready-made it is larger than all the rest of the wording.

use std::ops::Range;

/// Words, sorted by their bytes. One may stand there several times, with several meanings.
#[derive(Debug)]
pub struct Words<V> {
    sorted: Vec<(&'static str, V)>,
    /// For each byte, the first word that begins with it or with a higher one; one more for the end.
    first: Vec<usize>,
    /// A bit for each three bytes (some share one), set where a word begins with them: most places in a text need no further look.
    starts: Vec<u32>,
}

const BITS: usize = 1 << 16;

fn bit([one, two, three]: [u8; 3]) -> usize {
    (usize::from(one) * 961 + usize::from(two) * 31 + usize::from(three)) % BITS
}

impl<V: Copy> Words<V> {
    /// Takes words that are sorted.
    pub fn new(sorted: Vec<(&'static str, V)>) -> Words<V> {
        let first = (0..=256).map(|byte| sorted.partition_point(|(word, _)| word.bytes().next().map(usize::from) < Some(byte))).collect();
        let mut starts = vec![0; BITS / 32];
        for (word, _) in &sorted {
            let mut add = |bytes: [u8; 3]| starts[bit(bytes) / 32] |= 1 << (bit(bytes) % 32);
            match *word.as_bytes() {
                [one, two, three, ..] => add([one, two, three]),
                [one, two] => (0..=255).for_each(|three| add([one, two, three])),
                [one] => (0..=u16::MAX).for_each(|rest| add([one, rest as u8, (rest >> 8) as u8])),
                [] => {}
            }
        }
        Words { sorted, first, starts }
    }

    /// Whether there is none.
    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// Every word that stands in a text at this place, the shorter ones first: its meaning and its end.
    pub fn at(&self, text: &str, start: usize, mut found: impl FnMut(V, usize)) {
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        if let Some(bytes) = rest.first_chunk()
            && self.starts[bit(*bytes) / 32] & 1 << (bit(*bytes) % 32) == 0
        {
            return;
        }
        let Some(byte) = rest.first().map(|byte| usize::from(*byte)) else { return };
        let mut range = self.first[byte]..self.first[byte + 1];
        for end in start + 1.. {
            // What ends here sorts before what goes on.
            while let Some((_, meaning)) = self.sorted[range.clone()].first().filter(|(word, _)| word.len() == end - start) {
                found(*meaning, end);
                range.start += 1;
            }
            let Some(&byte) = text.as_bytes().get(end).filter(|_| !range.is_empty()) else { return };
            range = self.narrow(range, end - start, byte);
        }
    }

    /// Of words that are longer than this and alike so far, those that go on with a byte.
    fn narrow(&self, range: Range<usize>, length: usize, byte: u8) -> Range<usize> {
        let alike = &self.sorted[range.clone()];
        let from = alike.partition_point(|(word, _)| word.as_bytes()[length] < byte);
        let count = alike[from..].partition_point(|(word, _)| word.as_bytes()[length] == byte);
        range.start + from..range.start + from + count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_word_at_a_place() {
        let words = Words::new(vec![("$", 7), ("sign", 1), ("sign in", 2), ("sign up", 3), ("sign up", 4), ("signs", 5), ("über", 6)]);
        fn at<'t>(words: &Words<u8>, text: &'t str, start: usize) -> Vec<(u8, &'t str)> {
            let mut found = Vec::new();
            words.at(text, start, |meaning, end| found.push((meaning, &text[start..end])));
            found
        }
        assert_eq!(at(&words, "please sign up", 7), [(1, "sign"), (3, "sign up"), (4, "sign up")]);
        assert_eq!(at(&words, "9$", 1), [(7, "$")]);
        assert_eq!(at(&words, "$9", 0), [(7, "$")]);
        assert_eq!(at(&words, "signs", 0), [(1, "sign"), (5, "signs")]);
        assert_eq!(at(&words, "sig", 0), []);
        assert_eq!(at(&words, "", 0), []);
        assert_eq!(at(&words, "a über", 2), [(6, "über")]);
        assert_eq!(at(&words, "zoo", 0), []);
    }
}
