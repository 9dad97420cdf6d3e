//! Sign-up boxes and pitches for e-mail, alerts, push or a channel.
//!
//! Struck: `<div><h3>Get our newsletter</h3><form><input type=email><button>Sign up</button></form></div>`.
//! Kept: a comment form, which asks for an e-mail address too; an article about newsletters.

use super::{Detector, structure, wording};
use crate::lexicon::Concept::*;
use crate::lexicon::Concepts;
use crate::marks::{Class, Purpose};
use crate::report::Kind;

const SIGNUPS: Concepts = Concepts::of(&[Signup, Subscribe]);

pub const DETECTOR: Detector = Detector {
    rule: "signup",
    kind: Kind::Newsletter,
    signals: &[
        // Many languages have one word for signing up and for logging in.
        wording(1.0, "asks to sign up", |e| e.says(Signup)),
        wording(1.0, "", |e| e.says(Signup) && e.mails()),
        wording(1.0, "", |e| e.count(Signup) >= 2 && e.mails()),
        wording(2.0, "speaks of a newsletter", |e| e.says(Newsletter)),
        wording(2.0, "asks to turn on alerts or to follow a channel", |e| e.says(Channel)),
        wording(1.0, "asks to subscribe", |e| e.says(Subscribe)),
        wording(0.7, "small print of a sign-up form", |e| e.says(Consent)),
        wording(0.7, "answers of a sign-up form", |e| e.says(Answer)),
        // Nothing else is served by such a form.
        wording(2.0, "", |e| e.marks.vendor == Some(Kind::Newsletter) && e.email && !e.password),
        wording(0.3, "", |e| e.says(Appeal)),
        structure(3.0, "asks for an e-mail address", |e| e.email && !e.password),
        structure(1.0, "", |e| e.form && e.fields > 0 && !e.email),
        structure(1.5, "button to sign up", |e| {
            e.buttons > 0 && (e.pressed.has(Signup) || e.pressed.has(Newsletter) || e.pressed.has(Subscribe))
        }),
        structure(0.7, "", |e| e.buttons > 0),
        structure(2.0, "link to a newsletter's sign-up", |e| {
            e.calls_lead.has(Purpose::Newsletter) || e.says(Channel) && e.calls_lead.has(Purpose::Subscribe)
        }),
        structure(1.0, "", |e| e.leads_to(Purpose::Newsletter)),
        structure(1.0, "link that asks to subscribe", |e| e.pressed.has(Newsletter) || e.pressed.has(Signup) || e.pressed.has(Channel)),
        // Where the address says nothing: a link whose own text names both the call and what comes.
        structure(1.0, "", |e| e.linked.any(SIGNUPS) && e.links <= 2),
        structure(1.0, "", |e| e.linked.any(SIGNUPS) && e.links <= 2 && (e.linked.has(Newsletter) || e.says(Newsletter) && e.set_apart)),
        structure(0.7, "can be turned down", |e| e.says(Decline)),
        structure(1.5, "link to a channel", |e| e.leads_to_channel()),
        structure(1.0, "", |e| e.set_apart && e.linked.has(Channel) && e.links <= 2),
        structure(1.5, "a line of its own to a channel", |e| e.follows_apart()),
        structure(1.0, "marked as a newsletter box", |e| {
            e.marks.has(Class::Newsletter) || e.says(Channel) && e.marks.has(Class::Subscription)
        }),
        structure(3.0, "a newsletter service's form", |e| e.marks.vendor == Some(Kind::Newsletter)),
        structure(1.5, "a sign-up box whose form is not there", |e| e.lacks_form()),
        structure(1.0, "opens over the page", |e| e.overlay || e.dialog),
    ],
    wording: 2.0,
    structure: 1.5,
    total: 4.5,
};
