//! What addresses, class names and vendors' markup say: the lists of `marks.toml` and the search in them.

use crate::page::{Attr, NodeId, Page, Tag};
use crate::report::Kind;

mod lists {
    include!(concat!(env!("OUT_DIR"), "/marks.rs"));
}
pub use lists::*;

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

impl Purposes {
    const LISTS: [(Purpose, &'static [&'static str]); 7] = [
        (Purpose::Subscribe, ADDRESSES_SUBSCRIBE),
        (Purpose::Newsletter, ADDRESSES_NEWSLETTER),
        (Purpose::Donate, ADDRESSES_DONATE),
        (Purpose::Account, ADDRESSES_ACCOUNT),
        (Purpose::Comment, ADDRESSES_COMMENT),
        (Purpose::Search, ADDRESSES_SEARCH),
        (Purpose::Shop, ADDRESSES_SHOP),
    ];

    pub fn has(self, purpose: Purpose) -> bool {
        self.0 & (1 << purpose as u8) != 0
    }

    pub fn add(&mut self, other: Purposes) {
        self.0 |= other.0;
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What an address says of itself. Its query is left out: it often names the page it was found on.
    pub fn of(address: &str) -> Purposes {
        let mut lower = address.trim().to_ascii_lowercase();
        if let Some(query) = lower.find('?') {
            let fragment = lower[query..].find('#').map(|at| lower[query + at..].to_owned());
            lower.truncate(query);
            lower.push_str(fragment.as_deref().unwrap_or(""));
        }
        let mut purposes = Purposes::default();
        for (purpose, words) in Self::LISTS {
            if words.iter().any(|word| names(&lower, word)) {
                purposes.0 |= 1 << purpose as u8;
            }
        }
        purposes
    }
}

/// Whether `text` has `word` between characters that are no letters; a star at its end lets it go on.
fn names(text: &str, word: &str) -> bool {
    let (core, open) = word.strip_suffix('*').map_or((word, false), |core| (core, true));
    text.match_indices(core).any(|(at, _)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        !letter(text[..at].chars().next_back()) && (open || !letter(text[at + core.len()..].chars().next()))
    })
}

/// Which lists of `[classes]` and `[vendors]` an element's class, id and test id are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    bits: u16,
    /// A vendor's block of this kind.
    pub vendor: Option<Kind>,
}

/// A list of `[classes]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    Paywall,
    Subscription,
    Newsletter,
    Donation,
    Registration,
    Overlay,
    Consent,
    Comment,
    Byline,
    Biography,
    Related,
    Navigation,
    Sharing,
}

impl Marks {
    const LISTS: [(Class, &'static [&'static str]); 13] = [
        (Class::Paywall, CLASSES_PAYWALL),
        (Class::Subscription, CLASSES_SUBSCRIPTION),
        (Class::Newsletter, CLASSES_NEWSLETTER),
        (Class::Donation, CLASSES_DONATION),
        (Class::Registration, CLASSES_REGISTRATION),
        (Class::Overlay, CLASSES_OVERLAY),
        (Class::Consent, CLASSES_CONSENT),
        (Class::Comment, CLASSES_COMMENT),
        (Class::Byline, CLASSES_BYLINE),
        (Class::Biography, CLASSES_BIOGRAPHY),
        (Class::Related, CLASSES_RELATED),
        (Class::Navigation, CLASSES_NAVIGATION),
        (Class::Sharing, CLASSES_SHARING),
    ];
    const VENDORS: [(Kind, &'static [&'static str]); 5] = [
        (Kind::Paywall, VENDORS_PAYWALL),
        (Kind::Subscription, VENDORS_SUBSCRIPTION),
        (Kind::Newsletter, VENDORS_NEWSLETTER),
        (Kind::Donation, VENDORS_DONATION),
        (Kind::Registration, VENDORS_REGISTRATION),
    ];

    pub fn has(self, class: Class) -> bool {
        self.bits & (1 << class as u8) != 0
    }

    /// The marks of one element.
    pub fn of(page: &Page, node: NodeId) -> Marks {
        let mut marks = Marks::default();
        for (attr, value) in page.attrs(node) {
            if !matches!(attr, Attr::Class | Attr::Id | Attr::DataTestid | Attr::DataComponentName) || value.is_empty() {
                continue;
            }
            let value = value.to_ascii_lowercase();
            for (class, words) in Self::LISTS {
                if words.iter().any(|word| value.contains(word)) {
                    marks.bits |= 1 << class as u8;
                }
            }
            if VENDORS_CONSENT.iter().any(|word| value.contains(word)) {
                marks.bits |= 1 << Class::Consent as u8;
            }
            if marks.vendor.is_none() {
                marks.vendor = Self::VENDORS.iter().find(|(_, words)| words.iter().any(|word| value.contains(word))).map(|(kind, _)| *kind);
            }
        }
        if page.attr(node, Attr::DataMembersForm).is_some() {
            marks.vendor = marks.vendor.or(Some(Kind::Newsletter));
        }
        if page.attr(node, Attr::DataPoool).is_some() {
            marks.vendor = marks.vendor.or(Some(Kind::Paywall));
        }
        marks
    }

    /// Says that it is a block of one of the kinds.
    pub fn is_pitch(self) -> bool {
        self.vendor.is_some()
            || [Class::Paywall, Class::Subscription, Class::Newsletter, Class::Donation, Class::Registration]
                .into_iter()
                .any(|class| self.has(class))
    }

    /// Adds another element's.
    pub fn add(&mut self, other: Marks) {
        self.bits |= other.bits;
        self.vendor = self.vendor.or(other.vendor);
    }
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Email,
    Password,
    Search,
    Text,
    Area,
    Tick,
    Submit,
}

/// The field that an element is, if a reader can fill it in or press it.
pub fn field(page: &Page, node: NodeId) -> Option<Field> {
    let attr = |attr| page.attr(node, attr).unwrap_or("").to_ascii_lowercase();
    match page.tag(node)? {
        // A captcha keeps its answer in one that nobody sees.
        Tag::Textarea => (!attr(Attr::Name).contains("captcha") && !crate::text::is_hidden(page, node)).then_some(Field::Area),
        Tag::Select => Some(Field::Tick),
        Tag::Button => (attr(Attr::Type) != "reset").then_some(Field::Submit),
        Tag::Input => match attr(Attr::Type).as_str() {
            "hidden" | "reset" => None,
            "submit" | "button" | "image" => Some(Field::Submit),
            "checkbox" | "radio" => Some(Field::Tick),
            "password" => Some(Field::Password),
            "search" => Some(Field::Search),
            "email" => Some(Field::Email),
            _ => {
                let mut names =
                    [Attr::Name, Attr::Id, Attr::Placeholder, Attr::Autocomplete, Attr::AriaLabel, Attr::Class].map(attr).join(" ");
                // Form builders name what holds the field, not the field.
                if let Some(holder) = page.attr(page.parent(node), Attr::Class) {
                    names.push_str(&holder.to_ascii_lowercase());
                }
                if ["mail", "correo", "メール", "邮箱", "電郵", "почт", "posta"].iter().any(|word| names.contains(word)) {
                    Some(Field::Email)
                } else if names.contains("search") || names.contains("query") || attr(Attr::Name) == "q" {
                    Some(Field::Search)
                } else {
                    Some(Field::Text)
                }
            }
        },
        _ => None,
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
