//! Blocks that say the text stops here, or that reading on needs paying, subscribing or logging in.
//!
//! Struck: "To continue reading, subscribe. Already a subscriber? Log in."
//! Kept: the article itself, whatever its class is called; an essay about paywalls.

use super::{Detector, structure, wording};
use crate::lexicon::Concept::*;
use crate::marks::{Class, Purpose};
use crate::report::Kind;

pub const DETECTOR: Detector = Detector {
    rule: "gate",
    kind: Kind::Paywall,
    signals: &[
        wording(3.5, "says that reading on is for subscribers", |e| e.says(Gate)),
        wording(1.0, "asks to subscribe", |e| e.says(Subscribe)),
        wording(1.0, "asks subscribers to log in", |e| e.says(Login)),
        wording(0.5, "asks to register", |e| e.says(Register)),
        wording(0.5, "terms of sale", |e| e.says(Offer) || e.says(Benefit)),
        // What a foreign frame says can't be read; what it is called can.
        wording(3.0, "holds a frame that is called an offer", |e| {
            e.words.all() < 8 && (e.overlay || e.dialog) && e.framed.has(Purpose::Subscribe)
        }),
        structure(1.5, "price for a period", |e| e.rate),
        structure(1.5, "link to subscribe", |e| e.calls_lead.has(Purpose::Subscribe)),
        structure(1.0, "link to log in", |e| e.calls_lead.has(Purpose::Account)),
        structure(1.0, "button to go on", |e| e.buttons > 0 || e.pressed.has(Subscribe) || e.pressed.has(Login)),
        structure(1.0, "asks for an e-mail address", |e| e.email),
        structure(1.5, "marked as a paywall", |e| e.marks.has(Class::Paywall)),
        structure(3.0, "a paywall service's box", |e| e.marks.vendor == Some(Kind::Paywall)),
        structure(0.5, "stands where the text stops", |e| e.after),
        structure(1.5, "says where the rest is sold", |e| e.notes_gate() || e.set_apart && e.leads_to_issue()),
        structure(1.5, "lies over the page", |e| e.overlay || e.dialog),
    ],
    wording: 3.0,
    structure: 1.5,
    total: 5.0,
};
