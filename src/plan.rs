//! Which nodes to strike and why: what the engine hands to an adapter.

use crate::page::NodeId;
use crate::report::{Declined, Removal};

/// One block to strike: nodes whose subtrees do not overlap, in document order. Elements are hidden; texts are blanked.
#[derive(Clone, Debug, PartialEq)]
pub struct Strike {
    /// What the report says of it; its `id` is the adapter's to fill in.
    pub removal: Removal,
    /// The nodes that make up the block.
    pub nodes: Vec<NodeId>,
    /// The block lies over the page, so what it did to the page (scroll lock, blur, `inert`) goes with it.
    pub overlay: bool,
}

/// What one pass decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// In document order; no two overlap.
    pub strikes: Vec<Strike>,
    /// See [`crate::report::Report::notes`].
    pub notes: Vec<String>,
    /// See [`crate::report::Report::declined`].
    pub declined: Vec<Declined>,
}
