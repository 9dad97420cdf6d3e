//! People's names, compared without case, accents, order and punctuation.

use crate::text::{fold, is_unspaced};

/// A person, or an agency that signs like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name's words, folded, in their order.
    pub words: Vec<String>,
}

/// A name has at most so many words.
const LONGEST: usize = 5;

impl Person {
    /// A name as it is written: "Maren Oduya", "ODUYA, Maren", "Dr. M. Oduya". `None` for what can't be a name.
    pub fn parse(name: &str) -> Option<Person> {
        if name.contains("://") || name.contains('@') || name.contains('/') {
            return None;
        }
        let folded = fold(name);
        let ordered = match folded.split_once(',') {
            Some((last, first))
                if !first.trim().is_empty() && first.split_whitespace().count() <= 2 && last.split_whitespace().count() <= 2 =>
            {
                format!("{} {}", first.trim(), last.trim())
            }
            _ => folded.replace(',', " "),
        };
        let mut words: Vec<String> = ordered
            .split(|c: char| c.is_whitespace() || matches!(c, '.' | '(' | ')' | '"'))
            .map(clean)
            .filter(|word| !word.is_empty() && !is_title(word))
            .collect();
        // Some write 佐倉 美緒, some 佐倉美緒.
        if words.iter().all(|word| word.chars().all(is_unspaced)) {
            words = vec![words.concat()];
        }
        let letters = words.iter().map(|word| word.chars().filter(|c| c.is_alphabetic()).count()).sum::<usize>();
        let enough = if words.iter().any(|word| word.chars().any(is_unspaced)) { letters >= 2 } else { letters >= 3 };
        (enough && words.len() <= LONGEST && !words.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()))).then_some(Person { words })
    }

    /// The same person: every word of the shorter name stands in the longer one, initials for words, and the shorter
    /// one has at least two words or is all there is.
    pub fn is(&self, other: &Person) -> bool {
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
        self.words.len() == 1 && !self.words[0].chars().any(is_unspaced)
    }
}

fn clean(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn is_initial(a: &str, b: &str) -> bool {
    let one = |word: &str| word.chars().count() == 1;
    (one(a) || one(b)) && a.chars().next() == b.chars().next()
}

/// Titles that come and go before one name.
fn is_title(word: &str) -> bool {
    matches!(word, "dr" | "prof" | "professor" | "mr" | "mrs" | "ms" | "sir" | "dame" | "phd" | "md" | "herr" | "frau" | "dott" | "ing")
}

#[cfg(test)]
mod tests {
    use super::Person;

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
}
