//! What lies over the page: the layers that an adapter saw, as blocks to be judged, and the backdrops that go with them.

use crate::block::Block;
use crate::page::{Layer, NodeId, Tag};
use crate::reading::{Manner, Reading};

/// An overlay has at most so many words; more is a page of its own.
const LONGEST: u32 = 700;
/// A layer without content that covers so much of the window is a backdrop.
const BACKDROP: f32 = 0.5;

/// Where an overlay may be: at what pitches, and at frames, which may say anything.
pub fn spots(reading: &Reading) -> Vec<NodeId> {
    let page = reading.page;
    let lines = reading.text.lines.iter().zip(&reading.manner);
    let pitches = lines.filter(|(_, manner)| matches!(manner, Manner::Pitch | Manner::Leaning)).map(|(line, _)| line.block);
    pitches.chain(page.all(0, Tag::Iframe)).collect()
}

/// The layers that say something, the outer ones first.
pub fn blocks<'r>(reading: &'r Reading) -> impl Iterator<Item = Block> + 'r {
    let page = reading.page;
    reading
        .page
        .layers()
        .iter()
        .filter(move |layer| is_one(reading, layer))
        .map(move |layer| Block { parent: page.parent(layer.node), nodes: page.subtree(layer.node) })
}

fn is_one(reading: &Reading, layer: &Layer) -> bool {
    let page = reading.page;
    let nodes = page.subtree(layer.node);
    let holds = |node: NodeId| node != 0 && nodes.contains(&node);
    !layer.empty
        && !matches!(page.tag(layer.node), Some(Tag::Html | Tag::Body | Tag::Main | Tag::Nav | Tag::Header))
        && !holds(reading.anchors.headline)
        && !holds(reading.anchors.body)
        && reading.words(&nodes).all() <= LONGEST
        && reading.barred(&nodes) == 0
}

/// The layers without content that cover the page behind an overlay.
pub fn backdrops<'r>(reading: &'r Reading, overlay: &'r Block) -> impl Iterator<Item = NodeId> + 'r {
    let layers = reading.page.layers().iter();
    layers
        .filter(|layer| {
            layer.empty
                && layer.covers >= BACKDROP
                && !overlay.nodes.contains(&layer.node)
                && !reading.page.contains(layer.node, overlay.nodes.start)
        })
        .map(|layer| layer.node)
}
