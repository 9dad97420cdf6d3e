use super::Words;
use super::lists::*;
use crate::page::{Attr, Fact, NodeId, Page};
use crate::report::Kind;

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
    Author,
}

const LISTS: [(Class, &str); 14] = [
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
    (Class::Author, CLASSES_AUTHOR),
];
const VENDORS: [(Kind, &str); 5] = [
    (Kind::Paywall, VENDORS_PAYWALL),
    (Kind::Subscription, VENDORS_SUBSCRIPTION),
    (Kind::Newsletter, VENDORS_NEWSLETTER),
    (Kind::Donation, VENDORS_DONATION),
    (Kind::Registration, VENDORS_REGISTRATION),
];

thread_local! {
    static WORDS: Words<Marks> = Words::new(
        LISTS
            .iter()
            .flat_map(|(class, words)| words.split('|').map(move |word| (word, Marks { bits: 1 << *class as u8, vendor: None })))
            .chain(VENDORS.iter().flat_map(|(kind, words)| words.split('|').map(move |word| (word, Marks { bits: 0, vendor: Some(*kind) }))))
            .chain(VENDORS_CONSENT.split('|').map(|word| (word, Marks { bits: 1 << Class::Consent as u8, vendor: None }))),
        |mut a, b| {
            a.add(b);
            a
        },
    );
}

impl Marks {
    pub fn has(self, class: Class) -> bool {
        self.bits & (1 << class as u8) != 0
    }

    /// The marks of one element.
    pub fn of(page: &Page, node: NodeId) -> Marks {
        let mut marks = Marks::default();
        for (attr, value) in page.attr_ids(node) {
            match attr {
                Attr::Class | Attr::Id | Attr::DataTestid | Attr::DataComponentName => {
                    marks.add(Marks::unpack(page.strings.fact(*value, Fact::Marks, |value| Marks::named(value).pack())));
                }
                Attr::DataMembersForm => marks.vendor = marks.vendor.or(Some(Kind::Newsletter)),
                Attr::DataPoool => marks.vendor = marks.vendor.or(Some(Kind::Paywall)),
                _ => {}
            }
        }
        marks
    }

    /// The marks of a class, an id, a test id.
    fn named(value: &str) -> Marks {
        let mut marks = Marks::default();
        let value = value.to_ascii_lowercase();
        WORDS.with(|words| words.search(&value).for_each(|(found, _)| marks.add(found)));
        marks
    }

    fn pack(self) -> u32 {
        u32::from(self.bits) | self.vendor.map_or(0, |kind| kind as u32 + 1) << 16
    }

    fn unpack(packed: u32) -> Marks {
        Marks { bits: packed as u16, vendor: Kind::ALL.get((packed >> 16).wrapping_sub(1) as usize).copied() }
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

/// Called a fade: the gradient that ends a cut text.
pub fn is_fade(page: &Page, node: NodeId) -> bool {
    let named =
        |attr| page.attr(node, attr).is_some_and(|value| CLASSES_FADE.split('|').any(|word| value.to_ascii_lowercase().contains(word)));
    named(Attr::Class) || named(Attr::Id)
}
