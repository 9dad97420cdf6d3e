//! The page as judging sees it: one flat tree in document order, made by an adapter in one pass and never changed.
//!
//! Nodes are numbered in preorder, so a subtree and a run of siblings are both ranges of numbers, and anything counted
//! over them is a difference of two running sums. Nothing here recurses: 10,000 levels of nesting are a long list.

mod builder;
mod strings;
mod tag;

pub use builder::PageBuilder;
pub(crate) use strings::Fact;
pub use strings::{StringId, Strings};
pub use tag::{Attr, Tag};

use std::cell::OnceCell;
use std::ops::Range;

/// A node's number: its place in document order. The document itself is 0.
pub type NodeId = u32;

/// One element or text node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub parent: NodeId,
    /// One past the last node of the subtree.
    pub end: NodeId,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    Element { tag: Tag, attrs: Range<u32> },
    Text(StringId),
}

/// How an element is laid over the page. Only a rendered page has any.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Layer {
    /// The element.
    pub node: NodeId,
    /// In the top layer (a modal dialog or a popover).
    pub top_layer: bool,
    /// `z-index`, 0 for `auto`.
    pub z: i32,
    /// The part of the window it covers, 0 to 1.
    pub covers: f32,
    /// It has no readable content of its own: a backdrop.
    pub empty: bool,
}

/// A page, read.
#[derive(Debug, Default)]
pub struct Page {
    pub(crate) nodes: Vec<Node>,
    pub(crate) attrs: Vec<(Attr, StringId)>,
    pub(crate) strings: Strings,
    layers: OnceCell<Vec<Layer>>,
    pub(crate) url: String,
}

impl Page {
    /// Its texts and attribute values, for the next page that is read.
    pub fn into_strings(self) -> Strings {
        self.strings
    }

    /// How many nodes it has.
    pub fn len(&self) -> NodeId {
        self.nodes.len() as NodeId
    }

    /// Whether it has no node at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The page's address, empty where it is not known.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What lies over the page, as far as anybody has looked.
    pub fn layers(&self) -> &[Layer] {
        self.layers.get().map_or(&[], Vec::as_slice)
    }

    /// Whether anybody has looked.
    pub fn knows_layers(&self) -> bool {
        self.layers.get().is_some()
    }

    /// Looks at what lies over the page, unless that is known.
    pub fn look_for_layers(&self, look: impl FnOnce() -> Vec<Layer>) {
        self.layers.get_or_init(look);
    }

    /// The element that holds it. The document is its own parent.
    pub fn parent(&self, node: NodeId) -> NodeId {
        self.nodes[node as usize].parent
    }

    /// One past the last node of its subtree.
    pub fn end(&self, node: NodeId) -> NodeId {
        self.nodes[node as usize].end
    }

    /// It and all below it.
    pub fn subtree(&self, node: NodeId) -> Range<NodeId> {
        node..self.end(node)
    }

    /// Whether `inner` is `outer` or inside it.
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        self.subtree(outer).contains(&inner)
    }

    /// Its element name; `None` for a text.
    pub fn tag(&self, node: NodeId) -> Option<Tag> {
        match self.nodes[node as usize].what {
            What::Element { tag, .. } => Some(tag),
            What::Text(_) => None,
        }
    }

    /// Whether it is this element.
    pub fn is(&self, node: NodeId, tag: Tag) -> bool {
        self.tag(node) == Some(tag)
    }

    /// The text of a text node, empty for an element.
    pub fn text(&self, node: NodeId) -> &str {
        self.text_id(node).map_or("", |id| self.strings.get(id))
    }

    /// Whether it is a text of nothing but white space.
    pub fn is_blank(&self, node: NodeId) -> bool {
        self.tag(node).is_none() && self.text(node).trim().is_empty()
    }

    /// The first node of a run that takes room: white space before it says nothing of whether it is shown.
    pub fn first_seen(&self, nodes: &Range<NodeId>) -> NodeId {
        nodes.clone().find(|node| !self.is_blank(*node)).unwrap_or(nodes.start)
    }

    /// The number of a text node's text.
    pub(crate) fn text_id(&self, node: NodeId) -> Option<StringId> {
        match self.nodes[node as usize].what {
            What::Text(id) => Some(id),
            What::Element { .. } => None,
        }
    }

    /// Its attributes among those that judging reads.
    pub fn attrs(&self, node: NodeId) -> impl Iterator<Item = (Attr, &str)> {
        self.attr_ids(node).iter().map(|(attr, value)| (*attr, self.strings.get(*value)))
    }

    /// The same by the values' numbers.
    pub(crate) fn attr_ids(&self, node: NodeId) -> &[(Attr, StringId)] {
        let range = match &self.nodes[node as usize].what {
            What::Element { attrs, .. } => attrs.start as usize..attrs.end as usize,
            What::Text(_) => 0..0,
        };
        &self.attrs[range]
    }

    /// One attribute's value.
    pub fn attr(&self, node: NodeId, wanted: Attr) -> Option<&str> {
        self.attr_id(node, wanted).map(|value| self.strings.get(value))
    }

    /// The number of one attribute's value.
    pub(crate) fn attr_id(&self, node: NodeId, wanted: Attr) -> Option<StringId> {
        self.attr_ids(node).iter().find(|(attr, _)| *attr == wanted).map(|(_, value)| *value)
    }

    /// The nodes directly inside, in order.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.end(node);
        let mut next = node + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.end(child);
                child
            })
        })
    }

    /// Its parent, its parent's parent, up to the document.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = node;
        std::iter::from_fn(move || {
            let parent = self.parent(at);
            (parent != at).then(|| {
                at = parent;
                parent
            })
        })
    }

    /// Every node of this name below `root`.
    pub fn all(&self, root: NodeId, tag: Tag) -> impl Iterator<Item = NodeId> + '_ {
        self.subtree(root).filter(move |node| self.is(*node, tag))
    }
}
