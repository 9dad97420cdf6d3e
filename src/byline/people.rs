//! People's names, compared without case, accents, order and punctuation.

use super::is_among;
use crate::text::find::holds;
use crate::text::{fold, is_unspaced, join};

/// A person, or an agency that signs like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name's words, folded, in their order.
    pub words: Vec<String>,
    /// Written without spaces between words: 佐倉美緒.
    pub unspaced: bool,
}

/// A name has at most so many words.
const LONGEST: usize = 6;
/// One in a script without spaces has at most so many characters.
const LONGEST_UNSPACED: usize = 12;

impl Person {
    /// A name as it is written: "Maren Oduya", "ODUYA, Maren", "Dr. M. Oduya". `None` for what can't be a name.
    pub fn parse(name: &str) -> Option<Person> {
        if name.contains(['@', '/']) {
            return None;
        }
        let folded = fold(name);
        let ordered = match folded.split_once(',') {
            Some((last, first))
                if !first.trim().is_empty() && first.split_whitespace().count() <= 2 && last.split_whitespace().count() <= 2 =>
            {
                join(&[first.trim(), last.trim()], " ")
            }
            _ => folded,
        };
        let named = |titles: bool| words(&ordered).filter(move |word| titles || !is_title(word)).map(str::to_owned);
        let mut words: Vec<String> = named(false).collect();
        if words.len() == 1 {
            words = named(true).collect(); // "Frau Elster" is all that some go by
        }
        let letters = words.iter().map(|word| word.chars().filter(|c| c.is_alphabetic()).count()).sum::<usize>();
        let unspaced = words.iter().any(|word| word.chars().any(is_unspaced));
        // Some write 佐倉 美緒, some 佐倉美緒.
        if unspaced && words.iter().all(|word| word.chars().any(is_unspaced)) {
            words = vec![words.concat()];
        }
        let fits = if unspaced { (2..=LONGEST_UNSPACED).contains(&letters) } else { letters >= 3 && words.len() <= LONGEST };
        let figures = words.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()));
        (fits && !figures).then_some(Person { words, unspaced })
    }

    /// The same person: every word of the shorter name stands in the longer one, initials for words, and the shorter
    /// one has at least two words or is all there is.
    pub fn is(&self, other: &Person) -> bool {
        if self.unspaced {
            return self.words == other.words;
        }
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        if short.words.len() == 1 {
            return long.words.len() == 1 && short.words[0] == long.words[0];
        }
        let mut used = vec![false; long.words.len()];
        let mut whole = 0;
        for word in &short.words {
            let found = (0..long.words.len())
                .find(|i| !used[*i] && long.words[*i] == *word)
                .or_else(|| (0..long.words.len()).find(|i| !used[*i] && is_initial(word, &long.words[*i])));
            let Some(found) = found else { return false };
            whole += usize::from(long.words[found] == *word);
            used[found] = true;
        }
        whole >= 1
    }

    /// Whether the name is of one word, so that it could as well be any word.
    pub fn is_single(&self) -> bool {
        self.words.len() == 1 && !self.unspaced
    }

    /// Whether a folded text may have the name in it: a look at its last word.
    pub fn may_be_in(&self, folded: &str) -> bool {
        let Some(last) = self.words.last() else { return false };
        // Its words may run together, or stand apart.
        if self.unspaced { last.chars().next_back().is_some_and(|c| folded.contains([c])) } else { holds(folded, last) }
    }

    /// Of how many words the name is that begins with the first of these, in any order, with or without middle names.
    pub fn length_in(&self, text: &[Option<&str>]) -> Option<usize> {
        let words = &self.words;
        let is = |i: usize, word: &str| text.get(i).copied().flatten() == Some(word);
        let all = |from: usize, words: &[String]| words.iter().enumerate().all(|(i, word)| is(from + i, word));
        let (first, last) = (words.first()?, words.last()?);
        let starts = text.first().copied().flatten()?;
        if starts.chars().next() != first.chars().next() && starts != last {
            return None;
        }
        if all(0, words) {
            return Some(words.len());
        }
        if words.len() < 2 {
            return None;
        }
        if starts == last {
            if all(1, &words[..words.len() - 1]) {
                return Some(words.len());
            }
            return is(1, first).then_some(2);
        }
        // An initial for a name, or a name for a declared initial.
        if starts != first && !is_initial(starts, first) {
            return None;
        }
        // A middle name more, or some left out.
        let middle =
            |i: usize| text.get(i).copied().flatten().is_some_and(|word| word.chars().count() <= 2 || words.iter().any(|own| own == word));
        (1..=3).take_while(|i| *i == 1 || middle(i - 1)).find(|i| is(*i, last)).map(|i| i + 1)
    }
}

/// The words of a folded text: letters, figures, apostrophes, and the signs that Indian scripts write above and below.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !(is_of_word(c) || matches!(c, '\'' | '&'))).map(|word| word.trim_matches('\'')).filter(|word| !word.is_empty())
}

/// A letter, a figure, or a sign above or below a letter of an Indian script.
pub fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{900}'..='\u{963}' | '\u{971}'..='\u{E4E}')
}

fn is_initial(a: &str, b: &str) -> bool {
    let one = |word: &str| word.chars().count() == 1;
    (one(a) || one(b)) && a.chars().next() == b.chars().next()
}

/// Titles that come and go before one name.
fn is_title(word: &str) -> bool {
    is_among("dr prof professor mr mrs ms sir dame phd md herr frau dott ing", word)
}

#[cfg(test)]
mod tests {
    use super::{Person, words};

    #[test]
    fn one_person_in_many_spellings() {
        let maren = Person::parse("Maren Oduya").expect("a name");
        for same in ["MAREN ODUYA", "Oduya, Maren", "M. Oduya", "Dr. Maren Oduya", "Máren Ödüya", "Maren K. Oduya"] {
            assert!(maren.is(&Person::parse(same).expect(same)), "{same}");
        }
        for other in ["Marek Oduya", "Oduya", "Maren", "Philippa Oduya"] {
            assert!(!maren.is(&Person::parse(other).expect(other)), "{other}");
        }
        assert_eq!(Person::parse("佐倉 美緒"), Person::parse("佐倉美緒"));
        assert_eq!(Person::parse("https://example.com/author"), None);
        assert_eq!(Person::parse("12"), None);
    }

    #[test]
    fn a_name_is_found_in_any_order() {
        let length = |name: &str, text: &str| {
            let text: Vec<Option<&str>> = words(text).map(Some).collect();
            Person::parse(name).expect(name).length_in(&text)
        };
        for (name, text, found) in [
            ("Maren Oduya", "maren oduya says", 2),
            ("Maren Oduya", "oduya maren", 2),
            ("Maren Oduya", "m. oduya", 2),
            ("M. Oduya", "maren oduya", 2),
            ("Maren Oduya", "maren k. oduya", 3),
            ("Maren Kirsten Oduya", "maren oduya", 2),
            ("Anne-Sophie Le Goff", "anne sophie le goff", 4),
            ("प्रिया शर्मा", "प्रिया शर्मा", 2),
        ] {
            assert_eq!(length(name, &crate::text::fold(text)), Some(found), "{name} in {text}");
        }
        assert_eq!(length("Maren Oduya", "marek oduya"), None);
        assert_eq!(length("Maren Oduya", "maren said that oduya"), None);
    }
}
