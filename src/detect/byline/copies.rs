//! The texts on the page that say who wrote, and nothing else.

use std::ops::Range;

use crate::block::{Block, Grower};
use crate::byline::{Person, Statement, Words};
use crate::marks::{Class, Marks};
use crate::page::{NodeId, Page, Tag};

use super::MOST;
use super::authors::is_label;
use super::cards::has_more;
use super::kept::Kept;
use super::part::part_of_line;
use super::place::Place;

/// A copy has at most so many words besides names, roles and dates; each must stand in the copy that stays, too.
const REST: usize = 4;
/// A wrapper of a byline has at most so many lines, nodes, levels.
const LINES: usize = 6;
pub const NODES: NodeId = 200;
const LEVELS: usize = 12;
/// A line among those that name authors, translators and photographers has at most so many words.
const LABEL: u32 = 8;

/// A text that says who wrote the article, and nothing else.
#[derive(Debug)]
pub struct Copy {
    pub block: Block,
    pub line: usize,
    pub statement: Statement,
    /// Marked as a byline by its class, by `rel` or by `itemprop`.
    pub marked: bool,
    /// Its line says something else, too.
    pub part: bool,
    pub text: String,
}

/// The lines that may name an author.
pub fn naming(place: &Place, people: &[Person]) -> Vec<usize> {
    let text = &place.reading.text;
    let names = |line: &usize| people.iter().any(|person| person.may_be_in(text.of_line(*line)));
    (0..text.lines.len()).filter(|line| place.is_short(*line)).filter(names).collect()
}

/// Every copy that can be seen, in document order.
pub fn find(place: &Place, grower: &mut Grower, words: &Words, naming: &[usize]) -> Vec<Copy> {
    let text = &place.reading.text;
    let mut copies: Vec<Copy> = Vec::new();
    let mut until = 0;
    for line in naming.iter().copied() {
        let shape = &text.lines[line];
        if shape.nodes.start < until || place.is_hidden(shape.nodes.start) {
            continue;
        }
        let folded = text.of_line(line);
        let statement = read(place, words, &shape.nodes, folded);
        // One word is a name only where nothing else stands by it.
        let rest = if statement.people.iter().all(|person| words.people[*person].is_single()) { 0 } else { REST };
        let whole = !statement.people.is_empty() && statement.rest.len() <= rest;
        let part = if whole && statement.rest.is_empty() { None } else { part_of_line(place, words, line) };
        let copy = if whole && part.is_none() { whole_line(place, grower, words, line, statement) } else { part };
        if let Some(copy) = copy {
            until = copy.block.nodes.end;
            copies.push(copy);
        }
        if copies.len() == MOST {
            break;
        }
    }
    copies
}

/// Reads a line. Style sheets part what markup runs together: `<span>Maren Oduya</span><span>March 14</span>`.
pub fn read(place: &Place, words: &Words, nodes: &Range<NodeId>, folded: &str) -> Statement {
    let text = said(place, nodes);
    let parted = words.read(&text);
    if parted.rest.is_empty() || text == folded {
        return parted;
    }
    let whole = words.read(folded);
    let better =
        whole.people.len() > parted.people.len() || whole.people.len() == parted.people.len() && whole.rest.len() < parted.rest.len();
    if better { whole } else { parted }
}

/// The folded text of a run, with a space between two of its texts.
pub fn said(place: &Place, nodes: &Range<NodeId>) -> String {
    let page = place.reading.page;
    let mut said = String::new();
    for node in nodes.clone().filter(|node| page.tag(*node).is_none()) {
        let text = place.reading.text.of_nodes(node..node + 1);
        if !text.is_empty() {
            if !said.is_empty() {
                said.push(' ');
            }
            said.push_str(text);
        }
    }
    said
}

fn whole_line(place: &Place, grower: &mut Grower, words: &Words, line: usize, mut statement: Statement) -> Option<Copy> {
    let reading = place.reading;
    let page = reading.page;
    let shape = &reading.text.lines[line];
    let holder = shape.block;
    let mut nodes = if reading.lines(&page.subtree(holder)).len() == 1 {
        page.subtree(holder)
    } else {
        let items = grower.items(holder);
        let item = items.get(items.partition_point(|item| item.end <= shape.nodes.start))?.clone();
        page.first_seen(&item)..item.end
    };
    if nodes.end - nodes.start > NODES || has_more(place, words.people, &nodes) {
        return None;
    }
    // Upwards, while what is around says nothing else either.
    for _ in 0..LEVELS {
        let parent = page.parent(nodes.start);
        let wider = page.subtree(parent);
        if parent == 0
            || matches!(page.tag(parent), Some(Tag::Body | Tag::Main | Tag::Article | Tag::Html))
            || is_cell_of_many(page, parent)
            || place.is_own(parent)
            || wider.end - wider.start > NODES
        {
            break;
        }
        let lines = seen(place, &wider).count();
        if lines > LINES || has_more(place, words.people, &wider) {
            break;
        }
        if lines > 1 {
            let more = words.read(&said(place, &wider));
            // A date that stands by itself stays, unless the wrapper is a byline's.
            let dated_apart = !more.dates.is_empty() && statement.dates.is_empty();
            // Twins, one for each width of the window, are two copies.
            let twins = more.times - more.people.len() > statement.times - statement.people.len();
            let called = || {
                let around = page.ancestors(nodes.start).take_while(|node| seen(place, &page.subtree(*node)).count() == lines);
                around.take(LEVELS).any(|node| Marks::of(page, node).has(Class::Byline))
            };
            if twins || more.rest.len() > statement.rest.len() || dated_apart && !called() {
                break;
            }
            statement = more;
        }
        nodes = wider;
    }
    // A label in an element of its own: "Author:", in a box of such pairs.
    let before = page.children(page.parent(nodes.start)).take_while(|node| *node < nodes.start).filter(|node| !page.is_blank(*node));
    if !statement.announced
        && let Some(label) = before.last()
        && let Some(said) = seen(place, &page.subtree(label)).next()
        && reading.lines(&page.subtree(label)).len() == 1
        && is_label(reading, said)
    {
        statement.announced = true;
        nodes.start = label;
    }
    let block = Block { parent: page.parent(nodes.start), nodes };
    Some(Copy { marked: place.is_marked(&block), text: said(place, &block.nodes), block, line, statement, part: false })
}

/// A cell of a table's row of several, which would leave a hole, or such a row.
fn is_cell_of_many(page: &Page, node: NodeId) -> bool {
    let row = match page.tag(node) {
        Some(Tag::Tr) => node,
        Some(Tag::Td | Tag::Th) => page.parent(node),
        _ => return false,
    };
    page.children(row).filter(|child| matches!(page.tag(*child), Some(Tag::Td | Tag::Th))).count() > 1
}

/// The lines of a run that are text.
fn seen(place: &Place, nodes: &Range<NodeId>) -> impl Iterator<Item = usize> {
    place.reading.lines(nodes).filter(|line| !place.reading.text.lines[*line].attribute)
}

/// A copy with what stands around it in the copy that stays, too: translators, a list of roles.
pub fn widen(place: &Place, copy: &Copy, kept: &Kept) -> Block {
    let page = place.reading.page;
    let text = &place.reading.text;
    let mut block = copy.block.clone();
    if copy.part {
        return block;
    }
    let mut known: Option<Vec<&str>> = None;
    for _ in 0..LEVELS {
        let parent = block.parent;
        let wider = page.subtree(parent);
        let small = parent != 0
            && !place.is_own(parent)
            && !matches!(page.tag(parent), Some(Tag::Body | Tag::Main | Tag::Article))
            && wider.end - wider.start <= NODES
            && !wider.contains(&kept.nodes.start)
            && !has_more(place, &[], &wider)
            && seen(place, &wider).count() <= 2 * LINES;
        if !small {
            break;
        }
        let known = known.get_or_insert_with(|| {
            let around = page
                .ancestors(kept.nodes.start)
                .take_while(|node| !place.is_own(*node) && seen(place, &page.subtree(*node)).count() <= 2 * LINES);
            let outer = around.last().map_or(kept.nodes.clone(), |node| page.subtree(node));
            seen(place, &outer).map(|line| text.of_line(line)).collect()
        });
        let twins = seen(place, &wider)
            .all(|line| text.lines[line].heading == 0 && text.lines[line].words <= LABEL && known.contains(&text.of_line(line)));
        if !twins || !Marks::of(page, parent).has(Class::Byline) && seen(place, &wider).count() > seen(place, &block.nodes).count() {
            break;
        }
        block = Block { parent: page.parent(parent), nodes: wider };
    }
    block
}
