//! The publication's own name in a text: "Support The Harbour Post" asks as "Support us" does, "Support the harbour" does not.

use std::ops::Range;

use crate::byline::{sites, squeeze};
use crate::page::Page;
use crate::text::{Text, continues};

/// Stands for the name in the phrases of a lexicon.
pub const NAME: char = '¤';
/// A name has at least so many characters; shorter ones stand in many words.
const SHORTEST: usize = 5;
/// One in a line of rights, at most so many.
const LONGEST: usize = 30;
/// Rights are in one of so many last lines.
const LAST: usize = 20;
/// The end of a web address has at most so many letters: ".com".
const DOMAIN: usize = 4;

/// What a publication is called.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publication {
    /// Letters and figures only.
    names: Vec<String>,
    /// What they begin with.
    first: Vec<char>,
}

/// A text with [`NAME`] wherever it named the publication, and which part of the text each stands for.
pub struct Renamed {
    pub text: String,
    names: Vec<(usize, Range<usize>)>,
}

impl Publication {
    pub fn of(page: &Page, text: &Text) -> Publication {
        let mut names = sites(page);
        names.extend(owner(text));
        names.retain(|name| name.chars().count() >= SHORTEST);
        let first = names.iter().filter_map(|name| name.chars().next()).collect();
        Publication { names, first }
    }

    /// Whether a folded text names it.
    pub fn is_named_in(&self, folded: &str) -> bool {
        self.find(folded, 0).is_some()
    }

    /// A folded text with its name replaced, if it names it.
    pub fn rename(&self, folded: &str) -> Option<Renamed> {
        let mut renamed = Renamed { text: String::new(), names: Vec::new() };
        let mut from = 0;
        while let Some(name) = self.find(folded, from) {
            renamed.text.push_str(&folded[from..name.start]);
            renamed.names.push((renamed.text.len(), name.clone()));
            renamed.text.push(NAME);
            from = name.end;
        }
        renamed.text.push_str(&folded[from..]);
        (from > 0).then_some(renamed)
    }

    /// Where a folded text next names it.
    fn find(&self, folded: &str, from: usize) -> Option<Range<usize>> {
        let mut before = None;
        for (at, c) in folded[from..].char_indices() {
            // Nearly every character is none that a name begins with.
            if self.first.contains(&c)
                && !continues(before)
                && let Some(length) = self.names.iter().filter_map(|name| length_in(&folded[from + at..], name)).max()
            {
                return Some(from + at..from + at + length);
            }
            before = Some(c);
        }
        None
    }
}

impl Renamed {
    /// Where a run of the renamed text with a name in it stands in the text itself; `None` where there is no name in it.
    pub fn place(&self, run: Range<usize>) -> Option<Range<usize>> {
        self.names.iter().any(|(at, _)| run.contains(at)).then(|| self.original(run.start)..self.original(run.end))
    }

    fn original(&self, place: usize) -> usize {
        match self.names.iter().rev().find(|(at, _)| *at < place) {
            Some((at, name)) => name.end + (place - at - NAME.len_utf8()),
            None => place,
        }
    }
}

/// Whom the page's last line with its rights names: "© 2024 The Harbour Post | Imprint".
fn owner(text: &Text) -> Option<String> {
    let lines = text.lines.len().saturating_sub(LAST)..text.lines.len();
    let line = lines.rev().map(|line| text.of_line(line)).find(|line| line.contains(['©']))?;
    let owner = line.rsplit('©').next()?.trim_start_matches(|c: char| !c.is_alphabetic());
    let owner = owner.split(['|', '·', '•', '–', '-', ',', ';', ':', '/']).next()?;
    let name = squeeze(owner.trim_end().rsplit_once('.').filter(|(_, end)| end.len() <= DOMAIN).map_or(owner, |(name, _)| name));
    (name.chars().count() <= LONGEST).then_some(name)
}

/// How long a name is that a text begins with, written in one or in several words, perhaps as an address.
fn length_in(text: &str, name: &str) -> Option<usize> {
    let mut rest = name.chars();
    let mut wanted = rest.next();
    for (at, c) in text.char_indices() {
        let Some(next) = wanted else {
            if continues(Some(c)) {
                return None;
            }
            let domain = text[at..].strip_prefix('.').map_or(0, |end| end.bytes().take_while(u8::is_ascii_alphabetic).count());
            let is_address = (2..=DOMAIN).contains(&domain) && !continues(text[at + 1 + domain..].chars().next());
            return Some(if is_address { at + 1 + domain } else { at });
        };
        if c == next {
            wanted = rest.next();
        } else if c.is_alphanumeric() || c == '/' {
            return None;
        }
    }
    wanted.is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(text: &str) -> Option<String> {
        let publication = Publication { names: vec!["theharbourpost".into(), "harbourpost".into()], first: vec!['t', 'h'] };
        publication.rename(text).map(|renamed| renamed.text)
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        assert_eq!(renamed("support the harbour post!").as_deref(), Some("support ¤!"));
        assert_eq!(renamed("harbourpost.org needs you").as_deref(), Some("¤ needs you"));
        assert_eq!(renamed("at the harbour-post. read the harbour post").as_deref(), Some("at ¤. read ¤"));
        assert_eq!(renamed("support the harbour"), None);
        assert_eq!(renamed("harbour posters"), None);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let publication = Publication { names: vec!["harbourpost".into()], first: vec!['h'] };
        let text = "do support harbour post now";
        let renamed = publication.rename(text).expect("it is named");
        let run = crate::text::find::find(&renamed.text, "support ¤").map(|at| at..at + "support ¤".len()).expect("there");
        assert_eq!(renamed.place(run).map(|place| &text[place]), Some("support harbour post"));
        assert_eq!(renamed.place(0..2), None);
    }
}
