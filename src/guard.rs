//! The exemptions: what stays, whatever the detectors say. Each returns why.

use crate::block::Block;
use crate::evidence::Evidence;
use crate::lexicon::Concept::*;
use crate::marks::{Class, Marks, Purpose};
use crate::page::Tag;
use crate::reading::{CALLS, Reading, THINGS};
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
        || (!e.email && !e.password && e.count(Cookie) >= 2 && e.count(Cookie) > e.count(Newsletter) + e.count(Subscribe))
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
    if e.says(Answer) && !e.said.any(CALLS) && e.fields == 0 {
        return Some("it is an answer, not a call");
    }
    if e.search && !e.email {
        return Some("it is a search form");
    }
    // Menus say "Subscribe" and "Log in" too.
    let sentences = e.words.pitch >= 8 || e.email && e.form;
    if !sentences && (e.navigation || e.around.has(Class::Navigation) || in_page_header(reading, block)) {
        return Some("it is a link in a menu");
    }
    let titled = (e.titled.any(CALLS.or(THINGS)) || e.form || e.marks.is_pitch()) && e.buttons > 0 && e.lines >= 2 && !e.navigation && !in_page_header(reading, block);
    if !e.speaks && !titled && !e.email && !e.password && !e.overlay && !e.price && e.marks.vendor.is_none() {
        return Some("it is a list of links or labels");
    }
    if e.words.pitch <= 3 && !titled && e.fields == 0 && !e.email && !e.password && !e.overlay && e.marks.vendor.is_none() {
        return Some("it is a bare link or label");
    }
    if !e.email && !e.overlay && in_dateline(reading, block) {
        return Some("it stands with the byline and the date");
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

/// Between the headline and the first paragraph, with a date or a byline in it.
fn in_dateline(reading: &Reading, block: &Block) -> bool {
    let anchors = &reading.anchors;
    let lines = reading.lines(&block.nodes);
    let headline = reading.lines(&reading.page.subtree(anchors.headline)).start;
    if anchors.headline == 0 || !anchors.found() || lines.start < headline || lines.end > anchors.first + 1 {
        return false;
    }
    let byline = &reading.lexicon.byline;
    lines.into_iter().any(|line| {
        let text = reading.text.of_line(line);
        let short = reading.text.lines[line].words <= 25;
        short
            && (!crate::byline::dates(text, byline).is_empty()
                || byline
                    .before
                    .iter()
                    .any(|before| text.strip_prefix(before).is_some_and(|rest| rest.starts_with(' ')) && text.split(' ').count() <= 8))
    })
}
