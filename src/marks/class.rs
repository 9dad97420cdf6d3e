use std::sync::LazyLock;

use super::listed;
use super::lists::*;
use crate::page::{Attr, Fact, NodeId, Page};
use crate::report::Kind;
use crate::text::find::holds_any;
use crate::words::Words;

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
    Paywall = CLASSES_PAYWALL,
    Subscription = CLASSES_SUBSCRIPTION,
    Newsletter = CLASSES_NEWSLETTER,
    Donation = CLASSES_DONATION,
    Registration = CLASSES_REGISTRATION,
    Overlay = CLASSES_OVERLAY,
    Consent = CLASSES_CONSENT,
    Comment = CLASSES_COMMENT,
    Byline = CLASSES_BYLINE,
    Biography = CLASSES_BIOGRAPHY,
    Related = CLASSES_RELATED,
    Navigation = CLASSES_NAVIGATION,
    Sharing = CLASSES_SHARING,
    Author = CLASSES_AUTHOR,
    Callout = CLASSES_CALLOUT,
}

const VENDORS: [(Kind, u8); 5] = [
    (Kind::Paywall, VENDORS_PAYWALL),
    (Kind::Subscription, VENDORS_SUBSCRIPTION),
    (Kind::Newsletter, VENDORS_NEWSLETTER),
    (Kind::Donation, VENDORS_DONATION),
    (Kind::Registration, VENDORS_REGISTRATION),
];

static WORDS: LazyLock<Words<u32>> = LazyLock::new(|| listed(include_str!(concat!(env!("OUT_DIR"), "/classes.txt"))));

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
        for start in 0..value.len() {
            WORDS.at(&value, start, |meaning, _| {
                let has = |list: u8| meaning & (1 << list) != 0;
                let vendor = VENDORS.iter().find(|(_, list)| has(*list)).map(|(kind, _)| *kind);
                marks.add(Marks { bits: meaning as u16 | u16::from(has(VENDORS_CONSENT)) << CLASSES_CONSENT, vendor });
            });
        }
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
    is_called(page, node, CLASSES_FADE)
}

/// Called a backdrop: what dims the page behind a dialog.
pub fn is_backdrop(page: &Page, node: NodeId) -> bool {
    is_called(page, node, CLASSES_BACKDROP)
}

fn is_called(page: &Page, node: NodeId, words: &[&str]) -> bool {
    let named = |attr| page.attr(node, attr).is_some_and(|value| holds_any(value, words));
    named(Attr::Class) || named(Attr::Id)
}
