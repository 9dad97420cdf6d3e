//! What stays although it looks like a repeat. Each says why.

use crate::byline::{Date, Words};
use crate::page::Tag;
use crate::reading::Manner;

use super::authors::Authors;
use super::copies::{Copy, said};
use super::kept::Kept;
use super::place::{Place, written};

/// A name that stands alone this often among paragraphs is a speaker's.
const SPEAKER: usize = 3;
/// So many lines are looked at to see what is signed.
const LOOKED: usize = 20;
/// How far after the last paragraph a bare name may still be the article's, in lines.
const END: usize = 4;

/// Why a repeat stays, if it does.
pub fn objection(
    place: &Place,
    authors: &Authors,
    words: &Words,
    copy: &Copy,
    copies: &[Copy],
    kept: &Kept,
    dates: &[Date],
) -> Option<&'static str> {
    let page = place.reading.page;
    let anchors = &place.reading.anchors;
    let start = copy.block.nodes.start;
    let statement = &copy.statement;
    if statement.people.iter().any(|person| !kept.statement.people.contains(person)) {
        return Some("it names an author whom the byline lacks");
    }
    if statement.dates.iter().any(|date| !dates.iter().any(|known| known.agrees(*date))) {
        return Some("it gives another date");
    }
    let text = &place.reading.text;
    let first = text.of_line(copy.line);
    // Near the headline the same once more is a twin for another width of the window, also where a table lays it out.
    let twin = place.zone.contains(&copy.line) && kept.copy && copy.text == said(place, &kept.nodes);
    // Credits give no date.
    if place.is_credit(start) && !statement.announced && statement.dates.is_empty() {
        return Some("it is a picture's credit");
    }
    // "Editor: Maren Oduya" is not who wrote.
    let labelled = first.split_once(':').is_some_and(|(label, _)| {
        let (label, byline) = (label.trim(), words.byline);
        byline.roles.contains(&label) && !byline.before.contains(&label) && !label.split(' ').all(|word| kept.says(word))
    });
    if labelled {
        return Some("it names another's work");
    }
    let quoted = |node: u32| {
        let tag = page.tag(node);
        (matches!(tag, Some(Tag::Figure | Tag::Figcaption | Tag::Blockquote | Tag::Pre)) || tag == Some(Tag::Table) && !twin)
            && !page.contains(node, kept.nodes.start)
    };
    if page.ancestors(start).chain([start]).any(quoted) {
        return Some("it belongs to a figure, a quotation or a table");
    }
    if place.in_menu(start) || place.in_card_link(&copy.block) || !statement.announced && place.in_list(&copy.block) {
        return Some("it is a link to something else");
    }
    let linked = place.link(&copy.block.nodes).is_some_and(|link| place.link(&kept.nodes) == Some(link));
    if place.is_of_another(&copy.block, copy.line, statement.announced || linked) {
        return Some("it belongs to another article, a comment or a biography");
    }
    // A heading that names the author is the title of a card, where the card says more.
    let titled = text.lines[copy.line].heading > 0 && copy.line > anchors.last && !place.is_own(copy.block.parent);
    let below = place.reading.lines(&copy.block.nodes).end..place.reading.lines(&page.subtree(copy.block.parent)).end;
    if titled && below.into_iter().any(|line| crate::byline::dates(text.of_line(line), words.byline).is_empty()) {
        return Some("it is the title of an author's card");
    }
    let amid = anchors.found() && place.is_amid(copy.line);
    let unmarked = !copy.marked && statement.dates.is_empty();
    if !statement.announced {
        if unmarked && (amid || !anchors.found()) {
            return Some("a name alone among paragraphs may be anything");
        }
        if (amid || !anchors.found()) && copies.iter().filter(|other| other.text == copy.text).count() >= SPEAKER {
            return Some("it names who speaks");
        }
        if is_signature(place, copy) {
            return Some("it is a signature");
        }
        let told = |line: usize| place.reading.manner[line] == Manner::Prose;
        let ends = copy.line > anchors.last || (copy.line.saturating_sub(END)..copy.line).any(told);
        let beside = copy.line > anchors.first && !amid && ends && copy.line <= anchors.last + END
            || place.in_header(copy.line) && place.zone.contains(&copy.line);
        let known = kept.statement.announced || statement.people.iter().any(|person| authors.is_declared(*person));
        if unmarked && !(beside && known) {
            return Some("too little speaks for it");
        }
    }
    // A name that may be a site's or a section's.
    let weak = statement.people.iter().all(|person| authors.is_weak(*person)) && !statement.announced;
    if weak && (!copy.marked || !statement.rest.is_empty()) {
        return Some("too little speaks for it");
    }
    None
}

/// Under a letter or a poem: after a line that closes with a comma, behind a dash, or after another short line.
fn is_signature(place: &Place, copy: &Copy) -> bool {
    let reading = place.reading;
    let written = written(reading, copy.block.nodes.clone());
    if written.starts_with(['—', '–', '-', '―']) || written.ends_with(':') {
        return true;
    }
    // What others said, in a quotation before it, is not signed here.
    let quoted = |line: usize| {
        reading.page.ancestors(reading.text.lines[line].nodes.start).take(4).any(|node| reading.page.is(node, Tag::Blockquote))
    };
    let seen = |line: &usize| !reading.text.lines[*line].attribute && !quoted(*line);
    let Some(before) = (0..reading.lines(&copy.block.nodes).start).rev().take(LOOKED).find(seen) else { return false };
    let shape = &reading.text.lines[before];
    if shape.words <= 6 && reading.text.of_line(before).ends_with([',', '،', '、', '，']) {
        return true;
    }
    let after = reading.anchors.found() && before > reading.anchors.last;
    !copy.marked && after && shape.heading == 0 && shape.stops == 0 && reading.manner[before] != Manner::Prose
}
