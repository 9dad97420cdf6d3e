//! Bylines that share their line with something else: a picture's credit, the headline in the bar that stays.

use std::ops::Range;

use crate::block::Block;
use crate::byline::Words;
use crate::order::sort_by_number;
use crate::page::{Attr, NodeId, Page, Tag};
use crate::text::find::holds;

use super::copies::{Copy, NODES, said};
use super::place::{Place, is_author_class};

/// A link of at most so many words is a section's or a subject's.
const LABEL: usize = 2;

/// An element inside a line that is a byline by itself: beside a credit, or in the bar that stays.
pub fn part_of_line(place: &Place, words: &Words, line: usize) -> Option<Copy> {
    let reading = place.reading;
    let page = reading.page;
    let shape = &reading.text.lines[line];
    if shape.stops > 1 || shape.nodes.end - shape.nodes.start > NODES {
        return None;
    }
    let folded = reading.text.of_line(line);
    let own = !place.headline.is_empty() && holds(folded, place.headline);
    // Beside the link to another text it is that text's; beside those to sections and subjects it is not.
    let linked = !own && shape.link_share() > 0.3 && !place.is_credited(line);
    let labels = |around: NodeId| {
        let others = shape.nodes.clone().filter(|node| page.is(*node, Tag::A) && !page.contains(around, *node));
        others.into_iter().all(|link| {
            page.attr(link, Attr::Rel).is_some_and(|rel| holds(rel, "tag"))
                || reading.text.of_nodes(page.subtree(link)).split(' ').count() <= LABEL
        })
    };
    let around = page.ancestors(shape.nodes.start).take_while(|node| *node > shape.block);
    let mut elements: Vec<NodeId> = around.chain(shape.nodes.clone().filter(|node| page.tag(*node).is_some())).collect();
    sort_by_number(&mut elements, |node| u64::from(*node));
    let node = elements.into_iter().filter(|node| page.end(*node) <= shape.nodes.end && !page.is(*node, Tag::A)).find(|node| {
        let said = said(place, &page.subtree(*node));
        let statement = words.read(&said);
        !statement.people.is_empty()
            && statement.rest.is_empty()
            && if is_author_class(page, *node) {
                (!linked || statement.announced && labels(*node))
                    && (!statement.dates.is_empty() || (statement.announced || own) && is_apart(page, *node, &shape.nodes))
            } else {
                !linked && statement.announced && is_apart(page, *node, &shape.nodes)
            }
    })?;
    let block = Block { parent: page.parent(node), nodes: page.subtree(node) };
    let text = said(place, &block.nodes);
    let statement = words.read(&text);
    Some(Copy { marked: place.is_marked(&block), text, statement, block, line, part: true })
}

/// Whether no running text touches an inline element of a line.
fn is_apart(page: &Page, node: NodeId, line: &Range<NodeId>) -> bool {
    let separates = |c: char| matches!(c, '|' | '•' | '·' | '—' | '–' | '/' | ';');
    let text = |node: NodeId| page.text(node).trim();
    // What stands next to it, with no element between.
    let next = |other: &NodeId| !page.contains(*other, node) && (page.tag(*other).is_some() || !text(*other).is_empty());
    let touches = |other: &NodeId| page.tag(*other).is_none() && page.contains(page.parent(*other), node);
    let before = (line.start..node).rev().find(next).filter(touches);
    let after = (page.end(node)..line.end).find(next).filter(touches);
    before.is_none_or(|before| text(before).ends_with(separates)) && after.is_none_or(|after| text(after).starts_with(separates))
}
