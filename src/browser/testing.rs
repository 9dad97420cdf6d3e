//! A stand-in for the engine's judgement, so that the adapter can be tested alone: strikes what the page marks for it.

use crate::page::{Attr, NodeId, Page};
use crate::plan::{Plan, Strike};
use crate::report::{Kind, Removal};

/// One block for each element with a `data-testid` that starts with `strike`; `strike-overlay` is an overlay,
/// `strike-text` strikes its first text.
pub fn plan(page: &Page) -> Plan {
    let mut plan = Plan::default();
    let mut past: NodeId = 0;
    for node in 0..page.len() {
        let Some(mark) = page.attr(node, Attr::DataTestid).filter(|mark| mark.starts_with("strike") && node >= past) else { continue };
        let text = page.subtree(node).map(|inner| page.text(inner)).collect::<String>();
        let target = if mark == "strike-text" { node + 1 } else { node };
        past = page.end(node);
        plan.strikes.push(Strike {
            removal: Removal { id: 0, kind: Kind::Paywall, rule: "testing", confidence: 1.0, evidence: vec![mark.to_owned()], text },
            nodes: vec![target],
            overlay: mark == "strike-overlay",
        });
    }
    plan
}
