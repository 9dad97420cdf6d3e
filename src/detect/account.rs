//! Blocks that ask for a free account or a log-in.
//!
//! Struck: "Create a free account" with e-mail and password fields beside the article.
//! Kept: a page that is the log-in or the account; "log in to comment".

use super::{Detector, structure, wording};
use crate::lexicon::Concept::*;
use crate::marks::{Class, Purpose};
use crate::reading::THINGS;
use crate::report::Kind;

/// "Log in or register to comment" has fewer words.
const SENTENCES: u32 = 12;

pub const DETECTOR: Detector = Detector {
    rule: "account",
    kind: Kind::Registration,
    signals: &[
        wording(2.0, "asks to register", |e| e.says(Register)),
        wording(1.5, "asks to log in", |e| e.says(Login)),
        wording(0.5, "", |e| e.calls_alone()),
        wording(0.7, "", |e| e.says(Signup)),
        wording(0.5, "small print of a form", |e| e.says(Consent) || e.says(Answer)),
        wording(0.5, "", |e| e.said.any(THINGS) || e.says(Subscribe) || e.says(Benefit)),
        structure(3.0, "asks for a password", |e| e.password),
        structure(1.0, "asks for an e-mail address", |e| e.email),
        structure(0.7, "", |e| e.form && e.fields > 0 && !e.email && e.marks.has(Class::Registration)),
        structure(1.0, "link to an account", |e| e.calls_lead.has(Purpose::Account)),
        structure(1.0, "marked as a log-in", |e| e.marks.has(Class::Registration)),
        structure(3.0, "a registration service's box", |e| e.marks.vendor == Some(Kind::Registration)),
        structure(1.0, "button to register", |e| e.registers()),
        structure(0.7, "", |e| e.registers() && e.pressed.has(Login)),
        structure(1.5, "link that asks to register", |e| {
            e.linked.has(Register) && e.links <= 3 && (e.speaks || e.words.leaning > 0) && e.words.all() >= SENTENCES && !e.registers()
        }),
        structure(0.7, "", |e| e.buttons > 0),
        structure(1.0, "a box of its own", |e| e.boxed && e.pressed.has(Register)),
        structure(1.0, "opens over the page", |e| e.overlay || e.dialog),
    ],
    wording: 1.5,
    structure: 2.5,
    total: 5.0,
};
