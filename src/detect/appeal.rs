//! Appeals for money for the publication or the author.
//!
//! Struck: "If you enjoyed this article, please consider a donation" with a link to give.
//! Kept: news about donations; a charity's own page.

use super::{Detector, structure, wording};
use crate::lexicon::Concept::*;
use crate::marks::{Class, Purpose};
use crate::report::Kind;

pub const DETECTOR: Detector = Detector {
    rule: "appeal",
    kind: Kind::Donation,
    signals: &[
        wording(2.0, "asks for support", |e| e.says(Donate)),
        wording(1.0, "", |e| e.count(Donate) >= 2),
        wording(1.0, "appeals to its readers", |e| e.says(Appeal)),
        wording(0.7, "", |e| e.count(Appeal) >= 2),
        wording(0.5, "names ways to give", |e| e.says(Means) || e.account),
        wording(0.5, "", |e| e.says(Subscribe) || e.says(Subscription)),
        wording(0.5, "asks for the publication", |e| e.for_itself && e.calls_lead.has(Purpose::Donate)),
        wording(0.5, "", |e| e.calls_alone() || e.marks.vendor == Some(Kind::Donation)),
        wording(0.5, "", |e| e.is_button_alone()),
        wording(1.5, "", |e| e.is_button_alone() && e.says(Appeal) && e.calls_lead.has(Purpose::Donate)),
        wording(0.5, "", |e| e.set_apart && e.links_to_give()),
        structure(1.5, "link that asks for support", |e| e.links_to_give() && !e.calls_lead.has(Purpose::Donate)),
        structure(1.0, "", |e| e.set_apart && e.links_to_give()),
        // A button that pays needs no word for it.
        wording(1.5, "", |e| e.says(Appeal) && e.form && e.buttons > 0 && e.leads_to(Purpose::Donate)),
        structure(2.0, "link to give", |e| e.calls_lead.has(Purpose::Donate)),
        structure(1.0, "", |e| e.leads_to(Purpose::Donate)),
        structure(1.0, "button to give", |e| e.pressed.has(Donate)),
        structure(0.7, "", |e| e.buttons > 0 || e.frame),
        structure(1.0, "", |e| e.form && e.fields == 0 && e.pressed.has(Donate)),
        structure(1.0, "amounts of money", |e| e.price),
        structure(0.7, "", |e| e.amounts),
        structure(1.5, "an account to give to", |e| e.pays()),
        structure(1.0, "a code to scan", |e| e.code && e.says(Us)),
        structure(1.0, "marked as an appeal", |e| e.marks.has(Class::Donation)),
        structure(3.0, "a donation service's box", |e| e.marks.vendor == Some(Kind::Donation)),
        structure(1.0, "looks unlike the text", |e| e.set_apart && e.says(Us) && e.says(Appeal) && e.buttons > 0),
        structure(1.0, "a box of its own", |e| e.boxed && e.is_for_itself()),
        structure(1.0, "opens over the page", |e| e.overlay || e.dialog),
    ],
    wording: 2.5,
    structure: 1.5,
    total: 5.0,
};
