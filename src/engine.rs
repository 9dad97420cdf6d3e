//! The order of work: read (an adapter), find, decide, strike (the adapter again).

use crate::page::{NodeId, Page};
use crate::plan::Plan;
use crate::report::Options;

/// What an adapter knows of how nodes are shown. A file knows nothing, and everything counts as shown.
pub trait View {
    /// For each node, whether a reader can see it; asked once a pass for all candidates.
    fn shown(&mut self, nodes: &[NodeId]) -> Vec<bool> {
        vec![true; nodes.len()]
    }
}

/// A page that is not on screen.
#[derive(Debug)]
pub struct Unrendered;
impl View for Unrendered {}

/// Judges a page.
pub fn judge(page: &Page, options: &Options, view: &mut dyn View) -> Plan {
    let _ = (page, options, view);
    Plan::default()
}
