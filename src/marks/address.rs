use std::sync::LazyLock;

use super::listed;
use super::lists::*;
use crate::page::{Attr, Fact, NodeId, Page};
use crate::words::Words;

/// Where a link leads or a form sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    Subscribe = ADDRESSES_SUBSCRIBE,
    Newsletter = ADDRESSES_NEWSLETTER,
    Donate = ADDRESSES_DONATE,
    Account = ADDRESSES_ACCOUNT,
    Comment = ADDRESSES_COMMENT,
    Shop = ADDRESSES_SHOP,
    Channel = ADDRESSES_CHANNEL,
}

/// A set of purposes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purposes(u8);

static WORDS: LazyLock<Words<u32>> = LazyLock::new(|| listed(include_str!(concat!(env!("OUT_DIR"), "/addresses.txt"))));

impl Purposes {
    pub fn has(self, purpose: Purpose) -> bool {
        self.0 & (1 << purpose as u8) != 0
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
        let mut purposes = Purposes::default();
        for start in (0..lower.len()).filter(|start| lower.is_char_boundary(*start) && !letter(lower[..*start].chars().next_back())) {
            WORDS.at(&lower, start, |meaning, end| {
                // As the beginning of a longer word, or as a whole one.
                let goes_on = letter(lower[end..].chars().next());
                purposes.add(Purposes((if goes_on { meaning >> 8 } else { meaning }) as u8));
            });
        }
        purposes
    }
}
