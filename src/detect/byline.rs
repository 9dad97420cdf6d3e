//! Repeats of the article's own byline.
//!
//! Struck: "Written by Maren Oduya on March 14" in the middle of the text, when the same stands under the headline.
//! Kept: the best copy; a co-author whom it lacks; other articles' bylines; biographies; credits; signatures; speakers.

use std::ops::Range;

use crate::block::{Block, Grower};
use crate::byline::{Date, Person, Statement, Words, dates, declared, split};
use crate::engine::View;
use crate::marks::{Class, Marks};
use crate::page::{Attr, NodeId, Tag};
use crate::reading::{Manner, Reading};

/// Its name in reports.
pub const RULE: &str = "byline";
/// A byline has at most so many words, its roles and dates among them.
const LONGEST: u32 = 30;
/// How far from the headline the article's own byline stands, in lines.
const NEAR: usize = 12;
/// A card has at most so many words.
const CARD: u32 = 120;
/// A name that stands alone this often among paragraphs is a speaker's.
const SPEAKER: usize = 3;

/// A repeat.
#[derive(Debug)]
pub struct Repeat {
    pub block: Block,
    pub why: Vec<&'static str>,
    /// Why it stays, where it does.
    pub objection: Option<&'static str>,
}

/// A text that says who wrote the article, and nothing else.
#[derive(Debug)]
struct Copy {
    block: Block,
    line: usize,
    statement: Statement,
    marked: bool,
    text: String,
}

/// Every repeat of the article's byline, and what looks like one and stays.
pub fn repeats(reading: &Reading, grower: &mut Grower, view: &mut dyn View) -> Vec<Repeat> {
    let zone = zone(reading);
    let mut people = declared(reading.page, &reading.lexicon.byline);
    let metadata = people.len();
    discover(reading, &zone, &mut people);
    if people.is_empty() {
        return Vec::new();
    }
    let words = Words { byline: &reading.lexicon.byline, people: &people };
    let mut copies = copies(reading, grower, &words);
    let shown = view.shown(&copies.iter().map(|copy| copy.block.nodes.start).collect::<Vec<_>>());
    let mut shown = shown.into_iter();
    copies.retain(|_| shown.next().unwrap_or(true));
    let Some(kept) = keep(reading, &zone, &words, &copies) else { return Vec::new() };
    let known_dates = dates_near(reading, &zone, &kept);
    let mut repeats = Vec::new();
    for copy in &copies {
        if kept.line == copy.line || kept.nodes.contains(&copy.block.nodes.start) || copy.block.nodes.contains(&kept.nodes.start) {
            continue;
        }
        if copy.statement.rest.iter().any(|word| !kept.text.split(|c: char| !c.is_alphanumeric()).any(|known| known == word)) {
            continue;
        }
        let objection = objection(reading, copy, &copies, &words, &kept, &known_dates, metadata > 0);
        let mut why = vec!["repeats the byline"];
        if copy.statement.people.iter().any(|person| *person < metadata) {
            why.push("the page's metadata names the author");
        }
        if copy.statement.announced {
            why.push("says who wrote");
        }
        if copy.marked {
            why.push("marked as a byline");
        }
        if !copy.statement.dates.is_empty() {
            why.push("gives the same date");
        }
        repeats.push(Repeat { block: copy.block.clone(), why, objection });
    }
    repeats
}

/// The lines around the headline, up to the first paragraph.
fn zone(reading: &Reading) -> Range<usize> {
    let anchors = &reading.anchors;
    if anchors.headline == 0 {
        let end = if anchors.found() { anchors.first } else { 0 };
        return end.saturating_sub(NEAR)..end + 1;
    }
    let headline = reading.lines(&reading.page.subtree(anchors.headline)).start;
    let end = if anchors.found() && anchors.first > headline { (anchors.first + 2).min(headline + 3 * NEAR) } else { headline + NEAR };
    headline.saturating_sub(NEAR / 2)..end.min(reading.text.lines.len())
}

/// Adds the people whom the lines around the headline name as authors.
fn discover(reading: &Reading, zone: &Range<usize>, people: &mut Vec<Person>) {
    let byline = &reading.lexicon.byline;
    let page = reading.page;
    let mut add = |name: &str| {
        for person in split(name, byline) {
            if !person.is_single() && !people.iter().any(|known| known.is(&person)) && people.len() < 12 {
                people.push(person);
            }
        }
    };
    for line in zone.clone().filter(|line| *line < reading.text.lines.len()) {
        let shape = &reading.text.lines[line];
        if shape.attribute || shape.heading > 0 || shape.words > LONGEST || is_credit(reading, shape.nodes.start) {
            continue;
        }
        let elements = std::iter::once(shape.block)
            .chain(shape.nodes.clone().filter(|node| page.tag(*node).is_some()))
            .chain(page.ancestors(shape.nodes.start).take_while(|node| *node > shape.block));
        for node in elements {
            let named = page.attr(node, Attr::Rel).is_some_and(|rel| rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("author")))
                || page.attr(node, Attr::Itemprop).is_some_and(|prop| prop == "author" || prop == "creator")
                || page.attr(node, Attr::Class).is_some_and(|class| class.split(|c: char| !c.is_ascii_alphabetic()).any(is_author_class));
            if named {
                let text = raw(reading, page.subtree(node));
                if is_name_shaped(&text) {
                    add(&text);
                }
            }
        }
        let text = raw(reading, shape.nodes.clone());
        let folded = reading.text.of_line(line);
        if let Some(before) = byline
            .before
            .iter()
            .find(|before| folded.strip_prefix(**before).is_some_and(|rest| rest.starts_with([' ', ':']) || before.ends_with(':')))
        {
            let skip = before.chars().count();
            let rest: String = text.chars().skip(skip).collect();
            // Up to what can be no name: a date, a bar, a dash.
            let name =
                rest.split(['|', '•', '·', '—', '–', '\n', '(', '/']).next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
            let name: String = name.split_inclusive(' ').take_while(|word| !word.starts_with(|c: char| c.is_ascii_digit())).collect();
            if is_name_shaped(&name) {
                add(&name);
            }
        }
    }
}

/// In a figure, or what is called like a picture's caption.
fn is_credit(reading: &Reading, node: NodeId) -> bool {
    let page = reading.page;
    page.ancestors(node).take(5).any(|node| {
        matches!(page.tag(node), Some(Tag::Figure | Tag::Figcaption | Tag::Picture))
            || page.attr(node, Attr::Class).is_some_and(|class| {
                ["photo", "foto", "image", "img", "caption", "picture", "legenda"]
                    .iter()
                    .any(|word| class.to_ascii_lowercase().contains(word))
            })
    })
}

/// A word of a class name that only authors' names carry.
fn is_author_class(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "author" | "authors" | "autor" | "autoren" | "auteur" | "auteurs" | "autore" | "byline" | "fn" | "writer" | "verfasser"
    )
}

/// One to six words that begin with capitals, or a script without them.
fn is_name_shaped(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let upper = |word: &&&str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase());
    let capitals = words.iter().filter(upper).count();
    (1..=10).contains(&words.len()) && capitals * 3 >= words.len() * 2 && name.chars().count() <= 90
}

/// The text as it is written.
fn raw(reading: &Reading, nodes: Range<NodeId>) -> String {
    let mut text = String::new();
    for node in nodes {
        text.push_str(reading.page.text(node));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text on the page that says who wrote and nothing else.
fn copies(reading: &Reading, grower: &mut Grower, words: &Words) -> Vec<Copy> {
    let mut copies: Vec<Copy> = Vec::new();
    let mut until = 0;
    for line in 0..reading.text.lines.len() {
        let shape = &reading.text.lines[line];
        if shape.attribute || shape.words > LONGEST || shape.words == 0 || shape.nodes.start < until {
            continue;
        }
        let folded = reading.text.of_line(line);
        let may = words.people.iter().any(|person| person.words.last().is_some_and(|last| folded.contains(last.as_str())));
        if !may {
            continue;
        }
        let statement = words.read(folded);
        let copy = if !statement.people.is_empty() && statement.rest.len() <= 3 {
            whole_line(reading, grower, words, line, statement)
        } else {
            part_of_line(reading, words, line)
        };
        if let Some(copy) = copy {
            until = copy.block.nodes.end;
            copies.push(copy);
        }
    }
    copies
}

fn whole_line(reading: &Reading, grower: &mut Grower, words: &Words, line: usize, statement: Statement) -> Option<Copy> {
    let page = reading.page;
    let shape = &reading.text.lines[line];
    let holder = shape.block;
    let alone = reading.lines(&page.subtree(holder)).len() == 1;
    let mut nodes = if alone {
        page.subtree(holder)
    } else {
        let items = grower.items(holder);
        items.get(items.partition_point(|item| item.end <= shape.nodes.start))?.clone()
    };
    let mut statement = statement;
    // Upwards, while what is around says nothing else either.
    if alone {
        for parent in page.ancestors(nodes.start) {
            if parent == 0
                || matches!(page.tag(parent), Some(Tag::Body | Tag::Main | Tag::Article | Tag::Html | Tag::Td | Tag::Tr))
                || page.contains(parent, reading.anchors.headline) && reading.anchors.headline != 0
            {
                break;
            }
            let lines: Vec<usize> = reading.lines(&page.subtree(parent)).filter(|line| !reading.text.lines[*line].attribute).collect();
            if lines.len() > 6 {
                break;
            }
            if lines.len() > 1 {
                let joined = lines.iter().map(|line| reading.text.of_line(*line)).collect::<Vec<_>>().join(" | ");
                let wider = words.read(&joined);
                if wider.rest.len() > statement.rest.len()
                    || page.subtree(parent).any(|node| matches!(page.tag(node), Some(Tag::Form | Tag::Iframe | Tag::Video | Tag::Figure)))
                {
                    break;
                }
                // A date that stands by itself stays, unless the wrapper is a byline's.
                let dated_apart = !wider.dates.is_empty() && statement.dates.is_empty();
                if dated_apart && !Marks::of(page, parent).has(Class::Byline) {
                    break;
                }
                statement = wider;
            }
            nodes = page.subtree(parent);
        }
    }
    let block = Block { parent: page.parent(nodes.start), nodes };
    let marked = is_marked(reading, &block);
    let text = reading.lines(&block.nodes).map(|line| reading.text.of_line(line)).collect::<Vec<_>>().join(" ");
    Some(Copy { marked, block, line, statement, text })
}

/// An element inside a line that is a byline by itself, beside a credit, say.
fn part_of_line(reading: &Reading, words: &Words, line: usize) -> Option<Copy> {
    let page = reading.page;
    let shape = &reading.text.lines[line];
    if shape.stops > 1 {
        return None;
    }
    for node in shape.nodes.start.saturating_sub(3)..shape.nodes.end {
        if page.tag(node).is_none() || node <= shape.block || page.is(node, Tag::A) || page.end(node) > shape.nodes.end {
            continue;
        }
        let text = reading.text.of_nodes(page.subtree(node));
        if text.is_empty() {
            continue;
        }
        let statement = words.read(text);
        if !statement.people.is_empty()
            && statement.rest.is_empty()
            && statement.announced
            && (!statement.dates.is_empty() || Marks::of(page, node).has(Class::Byline))
        {
            let block = Block { parent: page.parent(node), nodes: page.subtree(node) };
            return Some(Copy { marked: is_marked(reading, &block), text: text.to_owned(), block, line, statement });
        }
    }
    None
}

/// Marked as a byline: by its class, by `rel` or `itemprop`, or by microformats.
fn is_marked(reading: &Reading, block: &Block) -> bool {
    let page = reading.page;
    let own = block.nodes.clone().filter(|node| page.tag(*node).is_some());
    own.chain(std::iter::once(block.parent).filter(|parent| reading.lines(&page.subtree(*parent)).len() <= 4)).any(|node| {
        Marks::of(page, node).has(Class::Byline)
            || page.attr(node, Attr::Rel).is_some_and(|rel| rel.contains("author"))
            || page.attr(node, Attr::Itemprop).is_some_and(|prop| prop.contains("author"))
            || page.is(node, Tag::Address)
    })
}

/// The copy that stays.
struct Kept {
    nodes: Range<NodeId>,
    line: usize,
    people: Vec<usize>,
    text: String,
}

/// The best copy: near the headline, below it, with most said; elsewhere the first one that is the article's own.
fn keep(reading: &Reading, zone: &Range<usize>, words: &Words, copies: &[Copy]) -> Option<Kept> {
    let anchors = &reading.anchors;
    let headline = reading.lines(&reading.page.subtree(anchors.headline)).end;
    let mut best: Option<(i32, Kept)> = None;
    for line in zone.clone().filter(|line| *line < reading.text.lines.len()) {
        let shape = &reading.text.lines[line];
        let copy = copies.iter().find(|copy| copy.line == line);
        if shape.attribute || shape.heading == 1 || shape.words > LONGEST || shape.stops > 1 && copy.is_none() {
            continue;
        }
        let statement = match copy {
            Some(copy) => copy.statement.clone(),
            None => words.read(reading.text.of_line(line)),
        };
        // More names than one say more than a date does.
        if statement.people.is_empty()
            || copy.is_none()
                && (statement.rest.len() > 8
                    || shape.stops > 0
                    || !(opens_as_byline(reading, line) || is_marked(reading, &Block { parent: shape.block, nodes: shape.nodes.clone() })))
        {
            continue;
        }
        let below = i32::from(line >= headline && anchors.headline != 0);
        let score = 4 * below
            + 2 * statement.people.len().min(3) as i32
            + i32::from(statement.announced)
            + i32::from(!statement.dates.is_empty())
            + i32::from(copy.is_some());
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            let nodes = copy.map_or(shape.nodes.clone(), |copy| copy.block.nodes.clone());
            best = Some((score, Kept { nodes, line, people: statement.people, text: reading.text.of_line(line).to_owned() }));
        }
    }
    if let Some((_, kept)) = best {
        return Some(kept);
    }
    let own = |copy: &&Copy| !is_of_another(reading, copy, words) && (copy.statement.announced || copy.marked);
    let first = copies.iter().find(own)?;
    Some(Kept { nodes: first.block.nodes.clone(), line: first.line, people: first.statement.people.clone(), text: first.text.clone() })
}

fn opens_as_byline(reading: &Reading, line: usize) -> bool {
    let text = reading.text.of_line(line);
    reading.lexicon.byline.before.iter().any(|before| text.strip_prefix(before).is_some_and(|rest| rest.starts_with([' ', ':'])))
}

/// The dates that stand near the headline, and in the copy that stays.
fn dates_near(reading: &Reading, zone: &Range<usize>, kept: &Kept) -> Vec<Date> {
    let mut found = dates(&kept.text, &reading.lexicon.byline);
    for line in zone.clone().filter(|line| *line < reading.text.lines.len() && reading.text.lines[*line].words <= LONGEST) {
        found.extend(dates(reading.text.of_line(line), &reading.lexicon.byline));
    }
    found
}

/// Why a repeat stays, if it does.
fn objection(
    reading: &Reading,
    copy: &Copy,
    copies: &[Copy],
    words: &Words,
    kept: &Kept,
    known_dates: &[Date],
    declared: bool,
) -> Option<&'static str> {
    let page = reading.page;
    let anchors = &reading.anchors;
    let start = copy.block.nodes.start;
    if copy.statement.people.iter().any(|person| !kept.people.contains(person)) {
        return Some("it names an author whom the byline lacks");
    }
    if copy.statement.dates.iter().any(|date| !known_dates.iter().any(|known| known.agrees(*date))) {
        return Some("it gives another date");
    }
    if is_credit(reading, start) && !copy.statement.announced {
        return Some("it is a picture's credit");
    }
    if page.ancestors(start).chain([start]).any(|node| {
        matches!(page.tag(node), Some(Tag::Figure | Tag::Figcaption | Tag::Blockquote | Tag::Nav | Tag::Table | Tag::Pre))
            && !page.contains(node, kept.nodes.start)
    }) {
        return Some("it belongs to a figure, a quotation or a table");
    }
    if is_of_another(reading, copy, words) {
        return Some("it belongs to another article, a comment or a biography");
    }
    let bare = !copy.statement.announced && copy.statement.dates.is_empty() && !copy.marked;
    let amid = anchors.found() && copy.line > anchors.first && copy.line < anchors.last;
    if bare && amid {
        return Some("a name alone among paragraphs may be anything");
    }
    if amid && copies.iter().filter(|other| other.text == copy.text).count() >= SPEAKER {
        return Some("it names who speaks");
    }
    if bare && is_signature(reading, copy) {
        return Some("it is a signature");
    }
    if bare && !declared {
        return Some("too little speaks for it");
    }
    if words.people[copy.statement.people[0]].is_single() && !copy.statement.announced {
        return Some("too little speaks for it");
    }
    None
}

/// Whether a copy is another article's, a comment's, or stands over a biography.
fn is_of_another(reading: &Reading, copy: &Copy, words: &Words) -> bool {
    let page = reading.page;
    let anchors = &reading.anchors;
    let start = copy.block.nodes.start;
    let own = |node: NodeId| {
        anchors.headline != 0 && page.contains(node, anchors.headline)
            || anchors.found() && (page.contains(node, anchors.body) || node == anchors.body)
    };
    for node in page.ancestors(start).chain([start]) {
        if own(node) {
            continue;
        }
        let marks = Marks::of(page, node);
        if marks.has(Class::Comment)
            || marks.has(Class::Related)
            || page.is(node, Tag::Aside) && !copy.statement.announced && reading.words(&page.subtree(node)).all() > 2 * LONGEST
        {
            return true;
        }
        // Inside an article element that is not the page's own.
        if page.is(node, Tag::Article) && node != start {
            return true;
        }
    }
    // What stands around it: a heading, a link's title or sentences make it a card.
    let mut lines = reading.lines(&copy.block.nodes);
    for node in page.ancestors(start).take(8) {
        if own(node) || matches!(page.tag(node), Some(Tag::Body | Tag::Html | Tag::Main)) {
            break;
        }
        let around = reading.lines(&page.subtree(node));
        if around.len() == lines.len() {
            continue;
        }
        if reading.words(&page.subtree(node)).all() > CARD {
            break;
        }
        for line in around.clone().filter(|line| !lines.contains(line)) {
            let shape = &reading.text.lines[line];
            // A twin of the headline or of the standfirst, for print, say.
            let text = reading.text.of_line(line);
            if anchors.headline != 0 && text == headline(reading) || (0..line).any(|other| reading.text.of_line(other) == text) {
                continue;
            }
            let titled = shape.heading > 0 && shape.words >= 3 || shape.link_share() > 0.8 && shape.words >= 4;
            let told =
                reading.manner[line] == Manner::Prose && shape.stops > 0 || reading.said[line].has(crate::lexicon::Concept::Biography);
            if (titled || told) && !shape.attribute {
                return true;
            }
        }
        lines = around;
    }
    // Under a heading of its own, with text after it: an entry of a live blog, or a second article.
    let heading = (copy.line.saturating_sub(3)..copy.line).rev().find(|line| reading.text.lines[*line].heading > 0);
    if let Some(line) = heading {
        let block = reading.text.lines[line].block;
        let headline = anchors.headline != 0
            && (reading.text.of_line(line) == headline(reading)
                || page.contains(anchors.headline, block)
                || page.contains(block, anchors.headline));
        let says_byline =
            words.byline.before.contains(&reading.text.of_line(line)) || words.byline.roles.contains(&reading.text.of_line(line));
        let goes_on = (copy.line + 1..copy.line + 4).any(|line| reading.manner.get(line) == Some(&Manner::Prose));
        if !headline && !says_byline && goes_on {
            return true;
        }
    }
    false
}

/// The headline's text.
fn headline<'r>(reading: &'r Reading) -> &'r str {
    reading.lines(&reading.page.subtree(reading.anchors.headline)).next().map_or("", |line| reading.text.of_line(line))
}

/// Under a letter or a poem: after a line that closes with a comma, or behind a dash.
fn is_signature(reading: &Reading, copy: &Copy) -> bool {
    let written = raw(reading, copy.block.nodes.clone());
    if written.starts_with(['—', '–', '-', '―']) {
        return true;
    }
    let Some(before) = copy.line.checked_sub(1) else { return false };
    let shape = &reading.text.lines[before];
    shape.words <= 6
        && (reading.text.of_line(before).ends_with(',')
            || shape.heading == 0 && shape.stops == 0 && shape.words <= 3 && reading.anchors.found() && before > reading.anchors.last)
}
