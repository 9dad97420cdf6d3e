//! The exemptions: what stays, whatever the detectors say. Each returns why.

use crate::block::Block;
use crate::evidence::Evidence;
use crate::lexicon::Concept::*;
use crate::marks::{Class, Purpose};
use crate::page::Tag;
use crate::reading::{CALLS, Reading};
use crate::report::Kind;

/// Why a block stays, if it does.
pub fn objection(reading: &Reading, block: &Block, evidence: &Evidence, kind: Kind) -> Option<&'static str> {
    let e = evidence;
    let page = reading.page;
    if block.nodes.clone().any(|node| node == reading.anchors.headline && node != 0) {
        return Some("it holds the headline");
    }
    if e.marks.has(Class::Consent)
        || e.around.has(Class::Consent)
        || (e.count(Cookie) >= 2 && e.count(Cookie) > e.count(Newsletter) + e.count(Subscribe))
    {
        return Some("it is a consent or age dialog");
    }
    if e.textarea
        || ((e.is_marked(Class::Comment) || e.says(Comment))
            && !e.says(Newsletter)
            && kind != Kind::Paywall
            && kind != Kind::Subscription
            && kind != Kind::Donation)
        || e.leads_to(Purpose::Comment) && e.form
    {
        return Some("it is a comment form");
    }
    if e.search && !e.email {
        return Some("it is a search form");
    }
    // Menus say "Subscribe" and "Log in" too.
    let sentences = e.words.pitch >= 8 || e.email && e.form;
    if !sentences && (e.navigation || e.around.has(Class::Navigation) || in_page_header(reading, block)) {
        return Some("it is a link in a menu");
    }
    if !e.speaks && !e.email && !e.password && !e.overlay && !e.price && e.marks.vendor.is_none() {
        return Some("it is a list of links or labels");
    }
    if e.words.pitch <= 3 && !e.email && !e.password && !e.overlay && e.marks.vendor.is_none() {
        return Some("it is a bare link or label");
    }
    if page.is(block.nodes.start, Tag::Figure) {
        return Some("it is a figure");
    }
    if !e.email && !e.password && !e.overlay && e.marks.vendor.is_none() {
        if e.amid && !stands_out(e) {
            return Some("it reads like a paragraph of the article");
        }
        if e.strangers > 0 && e.words.prose > e.words.pitch {
            return Some("most of it speaks of other things");
        }
    }
    None
}

/// Among the article's paragraphs, what asks must ask at once and be short, or look unlike a paragraph.
fn stands_out(e: &Evidence) -> bool {
    let leads = e.calls_lead.has(Purpose::Newsletter)
        || e.calls_lead.has(Purpose::Subscribe)
        || e.calls_lead.has(Purpose::Donate)
        || e.buttons > 0
        || e.pressed.any(CALLS);
    if e.lines > 1 {
        return leads && e.purity() > 0.5;
    }
    leads && e.words.all() <= 45 && (e.opens_with_call || e.set_apart) && e.breadth() >= 1
}

fn in_page_header(reading: &Reading, block: &Block) -> bool {
    let page = reading.page;
    page.ancestors(block.nodes.start)
        .any(|node| page.is(node, Tag::Header) && !page.ancestors(node).any(|up| matches!(page.tag(up), Some(Tag::Article | Tag::Main))))
}
