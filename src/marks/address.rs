use super::Words;
use super::lists::*;
use crate::page::{Attr, Fact, NodeId, Page};

/// Where a link leads or a form sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    Subscribe,
    Newsletter,
    Donate,
    Account,
    Comment,
    Search,
    Shop,
}

/// A set of purposes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purposes(u8);

const LISTS: [(Purpose, &str); 7] = [
    (Purpose::Subscribe, ADDRESSES_SUBSCRIBE),
    (Purpose::Newsletter, ADDRESSES_NEWSLETTER),
    (Purpose::Donate, ADDRESSES_DONATE),
    (Purpose::Account, ADDRESSES_ACCOUNT),
    (Purpose::Comment, ADDRESSES_COMMENT),
    (Purpose::Search, ADDRESSES_SEARCH),
    (Purpose::Shop, ADDRESSES_SHOP),
];

/// What a word means: as a whole word, and as the beginning of a longer one.
#[derive(Clone, Copy, Default)]
struct Meaning {
    whole: Purposes,
    beginning: Purposes,
}

thread_local! {
    static WORDS: Words<Meaning> = Words::new(
        LISTS.iter().flat_map(|(purpose, words)| {
            let bit = Purposes(1 << *purpose as u8);
            words.split('|').map(move |word| match word.strip_suffix('*') {
                Some(core) => (core, Meaning { whole: bit, beginning: bit }),
                None => (word, Meaning { whole: bit, beginning: Purposes::default() }),
            })
        }),
        |a, b| Meaning { whole: a.whole.or(b.whole), beginning: a.beginning.or(b.beginning) },
    );
}

impl Purposes {
    pub fn has(self, purpose: Purpose) -> bool {
        self.0 & (1 << purpose as u8) != 0
    }

    fn or(self, other: Purposes) -> Purposes {
        Purposes(self.0 | other.0)
    }

    pub fn add(&mut self, other: Purposes) {
        self.0 |= other.0;
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What the address in an element's attribute says of itself.
    pub fn of_attr(page: &Page, node: NodeId, attr: Attr) -> Purposes {
        let address = page.attr_id(node, attr);
        address
            .map_or(Purposes::default(), |id| Purposes(page.strings.fact(id, Fact::Purposes, |value| Purposes::of(value).0.into()) as u8))
    }

    /// What an address says of itself. Its query is left out: it often names the page it was found on.
    pub fn of(address: &str) -> Purposes {
        let mut lower = address.trim().to_ascii_lowercase();
        if let Some(query) = lower.find('?') {
            let fragment = lower[query..].find('#').map(|at| lower[query + at..].to_owned());
            lower.truncate(query);
            lower.push_str(fragment.as_deref().unwrap_or(""));
        }
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        WORDS.with(|words| {
            let mut purposes = Purposes::default();
            for (meaning, place) in words.search(&lower) {
                if !letter(lower[..place.start].chars().next_back()) {
                    purposes.add(if letter(lower[place.end..].chars().next()) { meaning.beginning } else { meaning.whole });
                }
            }
            purposes
        })
    }
}
