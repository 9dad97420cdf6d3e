//! What is drawn between a block and the text around it: the gradient with which a cut text fades into the block that follows,
//! and the rules that set a block apart.

use crate::block::Block;
use crate::marks;
use crate::page::{NodeId, Page, Tag};
use crate::reading::Reading;
use crate::report::Kind;

/// How many empty neighbours are looked at.
const NEAR: usize = 4;

/// The fades right before a gate: its empty neighbours, and those that end what stands before it.
pub fn before(reading: &Reading, block: &Block, kind: Kind) -> Vec<NodeId> {
    let page = reading.page;
    let mut fades = Vec::new();
    if !matches!(kind, Kind::Paywall | Kind::Subscription | Kind::Registration) {
        return fades;
    }
    let before: Vec<NodeId> = page.children(block.parent).take_while(|child| *child < block.nodes.start).collect();
    for sibling in before.into_iter().rev().take(NEAR) {
        if is_fade(page, sibling) {
            fades.push(sibling);
        } else if page.tag(sibling).is_some() {
            let inside: Vec<NodeId> = page.children(sibling).collect();
            let elements = inside.into_iter().rev().filter(|child| page.tag(*child).is_some());
            fades.extend(elements.take(1).filter(|child| is_fade(page, *child)));
            if !reading.lines(&page.subtree(sibling)).is_empty() {
                break;
            }
        }
    }
    fades
}

/// The rules that set a block apart: both where it stands between two, and the one at its outer side where the text ends
/// there. A single one between two parts of the text is the text's own.
pub fn rules(reading: &Reading, block: &Block) -> Vec<NodeId> {
    let page = reading.page;
    let is_rule = |node: &NodeId| page.subtree(*node).any(|inner| page.is(inner, Tag::Hr));
    let shows = |node: &NodeId| is_rule(node) || !is_blank(page, *node);
    let before = page.children(block.parent).take_while(|child| *child < block.nodes.start).filter(shows).last();
    let after = page.children(block.parent).filter(|child| *child >= block.nodes.end).find(shows);
    let neighbours: Vec<NodeId> = before.into_iter().chain(after).collect();
    if neighbours.iter().all(|node| is_rule(node) && is_blank(page, *node)) { neighbours } else { Vec::new() }
}

/// What dims the page behind a dialog and stands beside it.
pub fn backdrops(reading: &Reading, dialog: &Block) -> impl Iterator<Item = NodeId> {
    let page = reading.page;
    let beside = |node: &NodeId| !dialog.nodes.contains(node);
    page.children(dialog.parent)
        .filter(beside)
        .filter(|node| page.tag(*node).is_some() && is_blank(page, *node) && marks::is_backdrop(page, *node))
}

/// Empty, and called a fade.
fn is_fade(page: &Page, node: NodeId) -> bool {
    page.tag(node).is_some() && is_blank(page, node) && marks::is_fade(page, node)
}

/// Neither says nor shows anything.
fn is_blank(page: &Page, node: NodeId) -> bool {
    page.subtree(node).all(|inner| {
        page.text(inner).trim().is_empty()
            && !matches!(page.tag(inner), Some(Tag::Img | Tag::Iframe | Tag::Video | Tag::Input | Tag::Button))
    })
}
