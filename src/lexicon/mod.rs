//! Wording as data: the phrases of `lexicon/`, packed by build.rs, and the search for them in a page's text. Without the feature
//! `lexicons` the engine comes without, and is taught what a page needs.

mod concept;
mod language;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::rc::Rc;

pub use concept::Concept;
pub(crate) use language::packs_known;
pub use language::{Languages, Unlearnt, languages, teach};

use crate::order::{longest_first, sort_by_number};
use crate::text::{continues, fold, is_unspaced};
use crate::words::Words;

/// A set of concepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Concepts(u32);

impl Concepts {
    /// The set of these.
    pub const fn of(concepts: &[Concept]) -> Concepts {
        let mut bits = 0;
        let mut i = 0;
        while i < concepts.len() {
            bits |= 1 << concepts[i] as u32;
            i += 1;
        }
        Concepts(bits)
    }

    /// Adds one.
    pub fn insert(&mut self, concept: Concept) {
        self.0 |= 1 << concept as u32;
    }

    /// Whether it has this one.
    pub const fn has(self, concept: Concept) -> bool {
        self.0 & (1 << concept as u32) != 0
    }

    /// Whether it shares any with the other.
    pub const fn any(self, other: Concepts) -> bool {
        self.0 & other.0 != 0
    }

    /// Those in either.
    pub const fn or(self, other: Concepts) -> Concepts {
        Concepts(self.0 | other.0)
    }

    /// Those in both.
    pub const fn and(self, other: Concepts) -> Concepts {
        Concepts(self.0 & other.0)
    }

    /// How many.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether it has none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// One place where a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What the phrase means.
    pub concept: Concept,
    /// Its first byte in the searched text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

impl Hit {
    /// The same place in a text that goes so many bytes before.
    pub fn after(self, bytes: u32) -> Hit {
        Hit { start: self.start + bytes, end: self.end + bytes, ..self }
    }
}

/// The wording of some languages.
pub struct Lexicon {
    /// Each language's phrases that begin where a word does, and those that begin anywhere.
    phrases: Vec<[Phrases; 2]>,
    /// Words of bylines.
    pub byline: BylineWords,
}

/// What a phrase means, and whether its last word may go on.
type Phrases = Words<(Concept, bool)>;

/// What stands around names and dates, folded.
#[derive(Debug, Default)]
pub struct BylineWords {
    /// Before a name, longest first.
    pub before: Vec<&'static str>,
    /// After a name.
    pub after: Vec<&'static str>,
    /// Between names.
    pub and: Vec<&'static str>,
    /// What a writer is, longest first.
    pub roles: Vec<&'static str>,
    /// Before or beside a date, longest first.
    pub dated: Vec<&'static str>,
    /// Names of months with their numbers, 1 to 12, longest first.
    pub months: Vec<(&'static str, u8)>,
    /// All but the months, by their first word.
    around: Vec<(Vec<String>, Around)>,
    /// The same for scripts without spaces, longest first.
    pub unspaced: Vec<(&'static str, Around)>,
}

/// What a word around a name does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// Says that a name comes, or came: "by", 記者.
    Announces,
    /// Says what the writer is.
    Role,
    /// Stands between names, or with a date.
    Beside,
}

impl BylineWords {
    /// Makes the tables by which texts are read.
    fn index(&mut self) {
        let announcing = self.before.iter().chain(&self.after).map(|word| (*word, Around::Announces));
        let roles = self.roles.iter().map(|word| (*word, Around::Role));
        let beside = self.dated.iter().chain(&self.and).map(|word| (*word, Around::Beside));
        for (phrase, around) in announcing.chain(roles).chain(beside) {
            if phrase.chars().any(is_unspaced) {
                self.unspaced.push((phrase, around));
                continue;
            }
            let words: Vec<String> = crate::byline::words(phrase).map(str::to_owned).collect();
            let Some(first) = words.first() else { continue };
            let after = |(known, _): &(Vec<String>, Around)| (&known[0], Reverse(known.len())) <= (first, Reverse(words.len()));
            self.around.insert(self.around.partition_point(after), (words, around));
        }
        longest_first(&mut self.unspaced, |(phrase, _)| phrase);
    }
}

impl BylineWords {
    /// All but the months that begin with this word, longest first: a short one may be a part of a longer one.
    pub fn around(&self, first: &str) -> &[(Vec<String>, Around)] {
        let from = self.around.partition_point(|(words, _)| words[0].as_str() < first);
        let count = self.around[from..].partition_point(|(words, _)| words[0] == first);
        &self.around[from..from + count]
    }
}

thread_local! {
    static MADE: RefCell<Vec<(Languages, Rc<Lexicon>)>> = const { RefCell::new(Vec::new()) };
}

/// Whether a text says any of these concepts, in any of the languages in use.
pub(crate) fn says(text: &str, any: Concepts) -> bool {
    let folded = fold(text);
    MADE.with_borrow(|made| made.iter().any(|(_, lexicon)| lexicon.search(&folded).iter().any(|hit| any.has(hit.concept))))
}

impl Lexicon {
    /// The wording of these languages, as far as it is there; made once for each set.
    pub fn of(languages: Languages) -> Rc<Lexicon> {
        let languages = languages.known();
        MADE.with_borrow_mut(|made| {
            if let Some((_, lexicon)) = made.iter().find(|(set, _)| *set == languages) {
                return lexicon.clone();
            }
            let lexicon = Rc::new(Lexicon::make(languages));
            made.push((languages, lexicon.clone()));
            lexicon
        })
    }

    fn make(languages: Languages) -> Lexicon {
        let mut phrases = Vec::new();
        let mut byline = BylineWords::default();
        for pack in languages.packs() {
            let mut month = 0;
            let mut sorted = [Vec::new(), Vec::new()];
            for line in pack.lines() {
                let Some(mark) = line.chars().next() else { continue };
                let rest = &line[mark.len_utf8()..];
                let listed = || rest.split('|').filter(|word| !word.is_empty());
                match mark {
                    '<' => byline.before.extend(listed()),
                    '>' => byline.after.extend(listed()),
                    '&' => byline.and.extend(listed()),
                    '~' => byline.roles.extend(listed()),
                    '=' => byline.dated.extend(listed()),
                    '!' => {
                        month += 1;
                        byline.months.extend(listed().map(|name| (name, month)));
                    }
                    _ => {
                        let Some(concept) = (mark as usize).checked_sub('A' as usize).and_then(|number| Concept::ALL.get(number)) else {
                            continue;
                        };
                        let core = rest.trim_matches('*');
                        // Only a letter's or a figure's word can go on: "/month" stands right after the price.
                        let open = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() || is_unspaced(c));
                        let open_start = rest.starts_with('*') || open(core.chars().next());
                        let open_end = rest.ends_with('*') || open(core.chars().next_back());
                        sorted[usize::from(open_start)].push((core, (*concept, open_end)));
                    }
                }
            }
            phrases.push(sorted.map(Words::new));
        }
        for list in [&mut byline.before, &mut byline.roles, &mut byline.dated, &mut byline.after] {
            longest_first(list, |word| word);
            list.dedup();
        }
        longest_first(&mut byline.months, |(name, _)| name);
        byline.index();
        Lexicon { phrases, byline }
    }

    /// Every phrase in a folded text, by the place of its end.
    pub fn search(&self, folded: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut before = None;
        for (start, c) in folded.char_indices() {
            let inside = c == ' ' || continues(before);
            for phrases in self.phrases.iter().flat_map(|[words, anywhere]| [anywhere].into_iter().chain((!inside).then_some(words))) {
                phrases.at(folded, start, |(concept, open_end), end| {
                    if open_end || !continues(folded[end..].chars().next()) {
                        hits.push(Hit { concept, start: start as u32, end: end as u32 });
                    }
                });
            }
            before = Some(c);
        }
        sort_by_number(&mut hits, |hit| hit.end.into());
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Concept> {
        Lexicon::of(Languages::named("en")).search(&crate::text::fold(text)).into_iter().map(|hit| hit.concept).collect()
    }

    #[test]
    fn phrases_match_whole_words() {
        assert!(found("Subscribe today").contains(&Concept::Subscribe));
        assert!(!found("A subscribing observer").contains(&Concept::Subscribe));
        assert!(found("back issues").contains(&Concept::Benefit), "a star lets the word go on");
        assert!(found("$9/month").contains(&Concept::Period), "a sign needs no space before it");
    }
}
