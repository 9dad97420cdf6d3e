//! The gradient with which a cut text fades into the block that follows: an empty element between the two.

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

/// Empty, and called a fade.
fn is_fade(page: &Page, node: NodeId) -> bool {
    let empty = page.subtree(node).all(|inner| {
        page.text(inner).trim().is_empty()
            && !matches!(page.tag(inner), Some(Tag::Img | Tag::Iframe | Tag::Video | Tag::Input | Tag::Button))
    });
    page.tag(node).is_some() && empty && marks::is_fade(page, node)
}
