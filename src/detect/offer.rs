//! Pitches for a subscription, a membership, a print edition or a premium tier.
//!
//! Struck: heading "Subscribe to ...", reasons, a list of what is included, a price, a button.
//! Kept: a table that compares prices; an article about subscriptions; "Subscribe" in a menu.

use super::{Detector, structure, wording};
use crate::lexicon::Concept::*;
use crate::marks::{Class, Purpose};
use crate::report::Kind;

pub const DETECTOR: Detector = Detector {
    rule: "offer",
    kind: Kind::Subscription,
    signals: &[
        wording(2.0, "asks to subscribe", |e| e.says(Subscribe)),
        wording(1.0, "", |e| e.count(Subscribe) >= 2),
        wording(1.0, "speaks of a subscription", |e| e.says(Subscription)),
        wording(1.5, "terms of sale", |e| e.says(Offer)),
        wording(1.5, "lists what is included", |e| e.says(Benefit)),
        wording(1.0, "", |e| e.count(Benefit) + e.count(Offer) >= 3),
        wording(0.3, "", |e| e.says(Appeal)),
        wording(0.5, "asks subscribers to log in", |e| e.says(Login)),
        wording(0.5, "", |e| e.calls_alone() || e.rate && e.calls_lead.has(Purpose::Subscribe)),
        structure(2.0, "price for a period", |e| e.rate),
        structure(0.7, "price", |e| e.price),
        structure(1.0, "several rates to choose from", |e| e.rates >= 2 && e.buttons >= 2),
        wording(0.5, "", |e| e.is_button_alone()),
        structure(2.0, "link to subscribe", |e| e.calls_lead.has(Purpose::Subscribe)),
        structure(2.0, "link to where the issue is sold", |e| e.leads_to_issue()),
        structure(1.0, "link that asks to subscribe", |e| e.linked.has(Subscribe) && e.links <= 2),
        structure(1.0, "button to order", |e| e.pressed.has(Order) && (e.says(Subscription) || e.says(Issue))),
        structure(0.7, "", |e| e.leads_to(Purpose::Subscribe) || e.calls_lead.has(Purpose::Newsletter)),
        structure(1.0, "button to subscribe", |e| e.pressed.has(Subscribe) || e.pressed.has(Subscription)),
        structure(0.7, "", |e| e.buttons > 0),
        structure(0.7, "its heading asks to subscribe", |e| e.titled.has(Subscribe)),
        structure(1.0, "marked as a subscription box", |e| e.marks.has(Class::Subscription) || e.marks.has(Class::Paywall)),
        structure(3.0, "a subscription service's box", |e| e.marks.vendor == Some(Kind::Subscription)),
        structure(1.0, "opens over the page", |e| e.overlay || e.dialog),
    ],
    wording: 2.5,
    structure: 1.5,
    total: 5.0,
};
