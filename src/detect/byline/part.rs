//! Bylines that share their line with something else: a picture's credit, the headline in the bar that stays.

use crate::block::Block;
use crate::byline::Words;
use crate::order::sort_by_number;
use crate::page::{Attr, NodeId, Tag};

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
    let own = !place.headline.is_empty() && folded.contains(place.headline);
    // Beside the link to another text it is that text's; beside those to sections and subjects it is not.
    let linked = !own && shape.link_share() > 0.3 && !place.is_credited(line);
    let labels = |around: NodeId| {
        let others = shape.nodes.clone().filter(|node| page.is(*node, Tag::A) && !page.contains(around, *node));
        others.into_iter().all(|link| {
            page.attr(link, Attr::Rel).is_some_and(|rel| rel.contains("tag"))
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
                    && (!statement.dates.is_empty() || (statement.announced || own) && is_apart(place, *node, shape.block))
            } else {
                !linked && statement.announced && is_apart(place, *node, shape.block)
            }
    })?;
    let block = Block { parent: page.parent(node), nodes: page.subtree(node) };
    let text = said(place, &block.nodes);
    let statement = words.read(&text);
    Some(Copy { marked: place.is_marked(&block), text, statement, block, line, part: true })
}

/// Whether no running text touches an inline element.
fn is_apart(place: &Place, node: NodeId, block: NodeId) -> bool {
    let page = place.reading.page;
    let separates = |c: char| matches!(c, '|' | '•' | '·' | '—' | '–' | '/' | ';');
    let mut inner = node;
    let (mut before, mut after) = (true, true);
    while inner > block && (before || after) {
        let parent = page.parent(inner);
        let text = |node: NodeId| page.text(node).trim();
        let mut previous = None;
        let mut next = None;
        for sibling in page.children(parent).take(NODES as usize).filter(|node| page.tag(*node).is_some() || !text(*node).is_empty()) {
            if sibling < inner {
                previous = Some(sibling);
            } else if sibling > inner {
                next = Some(sibling);
                break;
            }
        }
        if before && let Some(previous) = previous {
            if page.tag(previous).is_none() && !text(previous).ends_with(separates) {
                return false;
            }
            before = false;
        }
        if after && let Some(next) = next {
            if page.tag(next).is_none() && !text(next).starts_with(separates) {
                return false;
            }
            after = false;
        }
        inner = parent;
    }
    true
}
