//! The exemptions: what stays, whatever the detectors say. Each says why.

use crate::block::Block;
use crate::byline::dates;
use crate::evidence::Evidence;
use crate::lexicon::Concept::*;
use crate::lexicon::Concepts;
use crate::marks::{Class, Marks, Purpose};
use crate::page::{Attr, NodeId, Tag};
use crate::reading::{CALLS, Reading, THINGS, leads};
use crate::report::Kind;

/// A line of so few words between headline and text is a byline or a date, not a pitch.
const DATELINE: u32 = 25;
/// Among the article's paragraphs a pitch without a form has at most so many words in one line.
const SHORT: u32 = 45;
/// What asks to give and names no publication, in a paragraph of more words than this, is a notice of the article.
const NOTICE: u32 = 30;

/// So many of its paragraphs speak of an issue where an article presents one.
const ISSUES: usize = 3;

/// Why a block stays, if it does.
pub fn objection(reading: &Reading, block: &Block, e: &Evidence, kind: Kind) -> Option<&'static str> {
    let page = reading.page;
    let root = Marks::of(page, block.nodes.start);
    let asks = e.email || e.password;
    if reading.anchors.headline != 0 && block.nodes.contains(&reading.anchors.headline) {
        return Some("it holds the headline");
    }
    let consents = root.has(Class::Consent)
        || e.around.has(Class::Consent)
        || e.count(Cookie) >= 2 && e.count(Cookie) > e.count(Newsletter) + e.count(Subscribe);
    if consents && !asks && !e.says(Newsletter) {
        return Some("it is a consent or age dialog");
    }
    let commented = root.has(Class::Comment) || e.around.has(Class::Comment) || e.says(Comment);
    if e.textarea
        || commented && !e.says(Newsletter) && matches!(kind, Kind::Newsletter | Kind::Registration) && !(e.password && e.dialog)
        || e.leads_to(Purpose::Comment) && e.form
    {
        return Some("it is a comment form");
    }
    // A dialog on screen with a password field that offers nothing was asked for; one in the page's flow is no dialog yet.
    let on_screen = e.overlay || page.is(block.nodes.start, Tag::Dialog);
    let logs_in = on_screen && e.password && !e.said.any(Concepts::of(&[Register, Gate, Subscribe, Subscription, Benefit]));
    if over_page(e) && (logs_in || is_opened(reading, block)) {
        return Some("the reader opened it");
    }
    if e.search && !asks {
        return Some("it is a search form");
    }
    if e.fields == 0 && !over_page(e) && (root.has(Class::Biography) && e.says(Biography) || e.around.has(Class::Biography)) {
        return Some("it is a biography");
    }
    if e.fields == 0 && e.buttons == 0 && !over_page(e) && e.says(Correction) && !(e.set_apart && e.leads_to_issue()) {
        return Some("it is a note on the article");
    }
    // To share by mail takes the friend's address too.
    let sends = kind == Kind::Newsletter && e.emails && !e.password && !e.says(Newsletter) && !e.marks.has(Class::Newsletter);
    let shares = root.has(Class::Sharing) && !root.is_pitch() || e.around.has(Class::Sharing) && !e.email;
    let shares = shares && !(e.speaks && e.marks.is_pitch());
    if sends || shares {
        return Some("it is for sharing");
    }
    // A report on what newspapers cost says all that an offer says, prices too, but gives nothing to press. Short notes
    // that the text stops, or where to send a gift, need nothing.
    let pressable = e.buttons > 0
        || e.fields > 0
        || e.frame
        || e.pressed.any(CALLS.or(THINGS))
        || e.links_apart()
        || e.leads_to_channel() && e.words.all() <= SHORT
        || e.linked.any(CALLS) && e.links <= 3 && !e.amid
        || e.names_channel()
        || kind == Kind::Donation && e.pays()
        || kind == Kind::Subscription && e.rate && e.links > 0 && e.says(Offer) && e.says(Benefit)
        || !e.calls_lead.is_empty();
    let note = matches!(kind, Kind::Paywall | Kind::Donation) && e.words.all() <= SHORT && e.density > 0.35;
    let formless = e.lacks_form() && !reading.anchors.topical;
    if !pressable && !note && !formless && !over_page(e) && !e.marks.is_pitch() {
        return Some("there is nothing in it to press");
    }
    // Menus say "Subscribe" and "Log in" too.
    let named = root.has(Class::Navigation) && !root.is_pitch();
    let menu = e.navigation || named || e.around.has(Class::Navigation) || in_page_bar(reading, block);
    let labels = e.words.pitch < if e.navigation { 20 } else { 8 } || named && !e.speaks && !e.price;
    let own = e.speaks && e.marks.is_pitch() && !e.navigation;
    if menu && labels && !own && !(asks && (e.form || e.buttons > 0)) {
        return Some("it is a link in a menu");
    }
    let over = e.overlay && e.speaks;
    let letter = e.letter && (e.says(Us) || e.for_itself) && !e.calls_lead.is_empty()
        || e.boxed && e.is_for_itself() && leads(e.calls_lead) && e.words.prose <= 2 * e.words.pitch + 30
        || e.set_apart && kind == Kind::Donation && e.says(Us) && e.says(Appeal);
    if !asks && !over && !e.price && e.marks.vendor.is_none() {
        // Buttons above the headline are the page's bar.
        let below = !reading.anchors.above_headline(reading, &block.nodes);
        let boxed = (e.form
            || e.marks.is_pitch()
            || below && e.lines >= 2 && (e.titled.any(CALLS) || !e.calls_lead.is_empty() && e.breadth() >= 3))
            && e.buttons > 0
            && !menu
            || e.is_button_alone()
            || e.lacks_form()
            || !menu
                && e.links == 1
                && e.marks.has(Class::Newsletter)
                && e.calls_lead.has(Purpose::Newsletter)
                && in_article(reading, block);
        if !e.speaks && !boxed && !letter {
            return Some("it is a list of links or labels");
        }
    }
    if !e.email && !over && e.marks.vendor.is_none() && reading.anchors.topical && in_article(reading, block) {
        return Some("the article is about such things");
    }
    if e.sells_issue() && !asks && kind == Kind::Subscription && tells_of_issue(reading, block) {
        return Some("the article is about such things");
    }
    if !asks && !over && in_dateline(reading, block) {
        return Some("it stands with the byline and the date");
    }
    let own = e.says(Us) || e.says(Appeal) || e.for_itself || e.fillable() || e.form && e.buttons > 0 || e.marks.is_pitch();
    let unsure = e.account && e.calls_lead.is_empty() && !e.is_for_itself();
    if kind == Kind::Donation && (!own || unsure) {
        return Some("it asks for others");
    }
    if kind == Kind::Subscription && e.amid && is_one_of_several(reading, block) {
        return Some("it is one of several things that are compared");
    }
    if page.is(block.nodes.start, Tag::Figure) && !asks {
        return Some("it is a figure");
    }
    let tabled = e.rows > 1 && kind != Kind::Paywall;
    if tabled && !asks && !over && !e.marks.is_pitch() && in_article(reading, block) {
        return Some("it is a table");
    }
    if !asks && !over && e.marks.vendor.is_none() {
        let boxed = e.boxed && (e.says(Us) || e.for_itself || e.count(Appeal) >= 2) && (leads(e.calls_lead) || e.buttons > 0 || e.pays());
        let gated = kind == Kind::Paywall && root.has(Class::Paywall) && e.lines > 1 && e.pressed.any(CALLS);
        if e.amid && !stands_out(e) && !boxed && !gated {
            return Some("it reads like a paragraph of the article");
        }
        // Where to give to those whom the article is about is said in a paragraph like the others.
        let pressed = e.buttons > 0 || e.pressed.has(Donate);
        let flows = e.lines <= 2 && e.words.all() > NOTICE && !e.set_apart && !pressed && !follows_rule(reading, block);
        // Where to send money, without a button, is a box of its own.
        let among = !(e.boxed && e.is_for_itself())
            && block.parent == reading.anchors.body
            && e.pays()
            && e.calls_lead.is_empty()
            && e.buttons == 0;
        if (flows && !e.for_itself || among) && kind == Kind::Donation && !e.marks.is_pitch() && in_article(reading, block) {
            return Some("it reads like a paragraph of the article");
        }
        // So does a box with its button and its price, or with a second call: what is in the issue is for sale.
        let again = e.count(Subscribe) >= 2 && (e.says(Subscription) || e.says(Benefit));
        let sold = (e.pressed.has(Subscribe) || e.linked.has(Subscribe)) && (e.price || again) && e.words.prose <= 3 * e.words.pitch + 30;
        let named = root.is_pitch() || root.has(Class::Overlay) || letter || sold && page.end(block.nodes.start) == block.nodes.end;
        if e.strangers > 0 && !e.fillable() && !named && e.words.prose > e.words.pitch + e.words.leaning {
            return Some("most of it speaks of other things");
        }
    }
    None
}

/// Lies over the page, or opens over it.
fn over_page(e: &Evidence) -> bool {
    e.overlay || e.dialog
}

/// Among the article's paragraphs, what asks must ask at once and be short, or look unlike a paragraph.
fn stands_out(e: &Evidence) -> bool {
    let called = leads(e.calls_lead);
    let asks = called
        || e.buttons > 0
        || e.pressed.any(CALLS)
        || e.names_channel()
        || e.links_apart()
        || e.notes_gate()
        || e.leads_to_issue()
        || e.leads_to_channel();
    if e.lines > 1 {
        return asks && (e.purity() > 0.5 || e.fillable());
    }
    // No paragraph of an article ends in a button that leads to the till.
    let says_only_that = e.opens_with_call || called && (e.buttons > 0 || e.density > 0.35);
    asks && (e.words.all() <= SHORT && says_only_that || e.set_apart)
}

/// The headline names the publication, or several of the article's other paragraphs speak of an issue: it presents one.
fn tells_of_issue(reading: &Reading, block: &Block) -> bool {
    let anchors = &reading.anchors;
    let tells = |line: &usize| reading.said[*line].has(Issue) && !block.nodes.contains(&reading.text.lines[*line].nodes.start);
    let headline = reading.lines(&reading.page.subtree(anchors.headline));
    anchors.headline != 0 && headline.into_iter().any(|line| reading.publication.is_named_in(reading.text.of_line(line)))
        || anchors.found() && (anchors.first..=anchors.last).filter(tells).count() >= ISSUES
}

/// Has neighbours of its sort and class with a price each.
fn is_one_of_several(reading: &Reading, block: &Block) -> bool {
    let page = reading.page;
    let priced = |node: NodeId| reading.lines(&page.subtree(node)).any(|line| reading.priced[line]);
    let (own, others): (Vec<NodeId>, Vec<NodeId>) =
        page.children(block.parent).filter(|node| priced(*node)).partition(|node| block.nodes.contains(node));
    let class = |node: &NodeId| page.attr(*node, Attr::Class);
    own.iter()
        .any(|own| class(own).is_some() && others.iter().any(|other| page.tag(*other) == page.tag(*own) && class(other) == class(own)))
}

/// Right below a rule across the text.
fn follows_rule(reading: &Reading, block: &Block) -> bool {
    let page = reading.page;
    let above = page.children(block.parent).take_while(|node| *node < block.nodes.start);
    above.filter(|node| page.tag(*node).is_some()).last().is_some_and(|node| page.is(node, Tag::Hr))
}

/// A dialog whose button on the page says that it is open.
fn is_opened(reading: &Reading, block: &Block) -> bool {
    let page = reading.page;
    let ids = page
        .ancestors(block.nodes.start)
        .chain(std::iter::once(block.nodes.start))
        .filter_map(|node| page.attr(node, Attr::Id))
        .filter(|id| !id.is_empty());
    let ids: Vec<&str> = ids.collect();
    !ids.is_empty()
        && (0..page.len()).any(|node| {
            page.attr(node, Attr::AriaExpanded) == Some("true")
                && page.attr(node, Attr::AriaControls).is_some_and(|controls| controls.split_whitespace().any(|id| ids.contains(&id)))
        })
}

/// In the article's body, or in an element that says it is the article.
fn in_article(reading: &Reading, block: &Block) -> bool {
    let page = reading.page;
    let body = reading.anchors.body;
    page.ancestors(block.nodes.start).any(|node| node == body && body != 0 || matches!(page.tag(node), Some(Tag::Article | Tag::Main)))
}

/// In the bar at the head of the page, or in its footer's list of links.
fn in_page_bar(reading: &Reading, block: &Block) -> bool {
    let page = reading.page;
    let outside = |node| !page.ancestors(node).any(|up| matches!(page.tag(up), Some(Tag::Article | Tag::Main)));
    page.ancestors(block.nodes.start).any(|node| matches!(page.tag(node), Some(Tag::Header | Tag::Footer)) && outside(node))
}

/// Between the headline and the first paragraph, with a date or a byline in it.
fn in_dateline(reading: &Reading, block: &Block) -> bool {
    let anchors = &reading.anchors;
    let lines = reading.lines(&block.nodes);
    let headline = reading.lines(&reading.page.subtree(anchors.headline)).start;
    if anchors.headline == 0 || !anchors.found() || lines.start < headline || lines.end > anchors.first + 1 {
        return false;
    }
    let words = &reading.lexicon.byline;
    lines.into_iter().filter(|line| reading.text.lines[*line].words <= DATELINE).any(|line| {
        let text = reading.text.of_line(line);
        let by = words.before.iter().any(|before| text.strip_prefix(before).is_some_and(|rest| rest.starts_with(' ')))
            && text.split(' ').count() <= 8;
        by || !dates(text, words).is_empty()
    })
}
