//! The order of work: read (an adapter), find, decide, strike (the adapter again).

use std::ops::Range;

use crate::block::{Block, Grower, seeds};
use crate::detect::{DETECTORS, Opinion, account, byline};
use crate::evidence::Evidence;
use crate::fade;
use crate::guard;
use crate::memory::{Memory, Witness};
use crate::order::sort_by_number;
use crate::overlay;
use crate::page::{Layer, NodeId, Page, Tag};
use crate::plan::{Plan, Strike};
use crate::reading::Reading;
use crate::report::{Declined, Kind, Options, Removal};
use crate::text::is_hidden;

/// What an adapter knows of how nodes are shown. A file knows nothing, and everything counts as shown.
pub trait View {
    /// For each node, whether a reader can see it; asked once a pass for all candidates.
    fn shown(&mut self, nodes: &[NodeId]) -> Vec<bool> {
        vec![true; nodes.len()]
    }

    /// Whether any of these nodes stands in something that is laid over the page. Cheaper than to look for all of that.
    fn is_overlaid(&mut self, _nodes: &[NodeId]) -> bool {
        false
    }

    /// What is laid over the page.
    fn layers(&mut self) -> Vec<Layer> {
        Vec::new()
    }
}

/// A page that is not on screen.
#[derive(Debug)]
pub struct Unrendered;
impl View for Unrendered {}

/// Longer runs of neighbours are not looked at for parts.
const PARTS: usize = 8;
/// How much of a struck block's text a report quotes, in characters.
const QUOTED: usize = 120;

/// What a report says where a struck gate leaves a cut text behind.
const CUT: &str = "The page does not carry the rest.";

/// Something that a detector found, before anything is decided.
struct Finding {
    block: Block,
    opinion: Opinion,
    overlay: bool,
    /// In the page, not over it.
    inline: bool,
    objection: Option<&'static str>,
}

/// Judges a page.
pub fn judge(page: &Page, options: &Options, view: &mut dyn View) -> Plan {
    judge_with(page, options, view, &mut Memory::default())
}

/// Judges a page with what is known from earlier passes, and anew only where it or its view has changed since the last one.
pub fn judge_again(page: &Page, options: &Options, view: &mut dyn View, memory: &mut Memory) -> Plan {
    // Layers that somebody has looked at before are no answer to this pass.
    let looked = page.knows_layers();
    if !looked && let Some(plan) = memory.recall(page, options, view) {
        return plan;
    }
    let mut witness = Witness::of(view);
    let plan = judge_with(page, options, &mut witness, memory);
    if looked {
        memory.forget()
    } else {
        memory.remember(page, options, witness, &plan)
    }
    plan
}

fn judge_with(page: &Page, options: &Options, view: &mut dyn View, memory: &mut Memory) -> Plan {
    let reading = Reading::of(page, memory);
    if view.is_overlaid(&overlay::spots(&reading)) {
        page.look_for_layers(|| view.layers());
    }
    let findings = find(&reading, view);
    decide(&reading, findings, options, view)
}

fn find(reading: &Reading, view: &mut dyn View) -> Vec<Finding> {
    let mut grower = Grower::new(reading);
    let mut findings = Vec::new();
    for block in overlay::blocks(reading) {
        findings.extend(weigh(reading, block));
    }
    let mut until = 0;
    for line in seeds(reading) {
        if reading.text.lines[line].nodes.start < until {
            continue; // inside the block of an earlier line
        }
        let block = grower.around_line(line);
        until = block.nodes.end;
        match parts(reading, &mut grower, &block) {
            Some(parts) => findings.extend(parts),
            None => findings.extend(weigh(reading, block)),
        }
    }
    findings.extend(byline::repeats(reading, &mut grower, view).into_iter().map(|repeat| {
        let margin = 0.6 + 0.4 * repeat.why.len() as f32;
        let opinion =
            Opinion { rule: byline::RULE, kind: Kind::Byline, wording: 1.0, structure: 1.0, enough: true, margin, why: repeat.why };
        Finding { block: repeat.block, opinion, overlay: false, inline: true, objection: repeat.objection }
    }));
    findings
}

/// The two blocks that a run of neighbours is, where each half is enough by itself and asks for something else.
fn parts(reading: &Reading, grower: &mut Grower, block: &Block) -> Option<[Finding; 2]> {
    let items = grower.items(block.parent);
    let shown = items.iter().filter(|item| block.nodes.contains(&item.start) && !reading.lines(item).is_empty());
    let items: Vec<_> = shown.cloned().collect();
    if items.len() < 2 || items.len() > PARTS {
        return None;
    }
    let heading = |nodes: &Range<NodeId>| reading.text.lines[reading.lines(nodes).start].heading > 0;
    // What stands under a heading belongs to it, up to the next.
    let titled = reading.lines(&items[0]).len() == 1 && heading(&items[0]);
    let half = |nodes| weigh(reading, Block { parent: block.parent, nodes }).filter(|it| it.opinion.enough && it.objection.is_none());
    let starts = items[1..].iter().filter(|item| !titled || heading(item)).map(|item| item.start);
    let halves = starts.filter_map(|start| Some([half(block.nodes.start..start)?, half(start..block.nodes.end)?]));
    halves
        .filter(|[first, second]| {
            let sold = |it: &Finding| matches!(it.opinion.kind, Kind::Subscription | Kind::Newsletter | Kind::Donation);
            sold(first) && sold(second) && first.opinion.kind != second.opinion.kind
        })
        .max_by(|a, b| sum(a).total_cmp(&sum(b)))
}

/// How sure the halves are together.
fn sum(halves: &[Finding; 2]) -> f32 {
    halves[0].opinion.margin + halves[1].opinion.margin
}

/// What the detectors and the guard make of a block.
fn weigh(reading: &Reading, block: Block) -> Option<Finding> {
    let evidence = Evidence::of(reading, &block);
    let opinions = DETECTORS.iter().map(|detector| detector.opinion(&evidence));
    // A gate sells and asks to log in too: where enough says that the text stops, it is a gate.
    let stronger = |best: &Opinion, next: &Opinion| {
        next.margin > best.margin
            && !(best.enough && best.kind == Kind::Paywall && matches!(next.kind, Kind::Subscription | Kind::Registration))
    };
    let mut opinion = opinions.reduce(|best, next| if stronger(&best, &next) { next } else { best })?;
    // What asks for a free account and sells nothing is no gate and no newsletter.
    if evidence.asks_for_free_account() && matches!(opinion.kind, Kind::Paywall | Kind::Newsletter) {
        let account = account::DETECTOR.opinion(&evidence);
        if account.wording >= account::DETECTOR.wording {
            opinion = Opinion { rule: account.rule, kind: account.kind, why: account.why, ..opinion };
        }
    }
    let objection = if opinion.enough { guard::objection(reading, &block, &evidence, opinion.kind) } else { None };
    Some(Finding { block, opinion, overlay: evidence.overlay, inline: !evidence.overlay && !evidence.dialog, objection })
}

fn decide(reading: &Reading, mut findings: Vec<Finding>, options: &Options, view: &mut dyn View) -> Plan {
    // In document order, what holds another before it.
    sort_by_number(&mut findings, |finding| u64::from(finding.block.nodes.start) << 32 | u64::from(u32::MAX - finding.block.nodes.end));
    let is_candidate = |finding: &&Finding| finding.opinion.enough && finding.objection.is_none() && options.wants(finding.opinion.kind);
    let candidates: Vec<NodeId> =
        findings.iter().filter(is_candidate).map(|finding| reading.page.first_seen(&finding.block.nodes)).collect();
    let mut shown = view.shown(&candidates).into_iter();
    let mut plan = Plan::default();
    let mut cut = false;
    let mut until = 0;
    for finding in findings {
        let shown = !is_candidate(&&finding) || shown.next().unwrap_or(true);
        let Finding { block, opinion, overlay, inline, objection } = finding;
        let reason = if !opinion.enough {
            Some("too little speaks for it")
        } else if !options.wants(opinion.kind) {
            Some("this kind is not wanted")
        } else if block.nodes.start < until {
            Some("it is part of a block that is struck")
        } else if !shown || is_hidden_by_markup(reading.page, block.nodes.start) {
            Some("it is not shown")
        } else {
            objection
        };
        if reason.is_some() && !options.explain {
            continue;
        }
        let text = quote(reading, &block);
        let evidence = opinion.why.iter().map(|why| (*why).to_owned()).collect();
        let confidence = confidence(opinion.margin);
        match reason {
            None => {
                until = block.nodes.end;
                // A gate in the page, not over it, stands where the text stops.
                cut |= opinion.kind == Kind::Paywall
                    && inline
                    && reading.anchors.found()
                    && reading.lines(&block.nodes).start > reading.anchors.last;
                let mut nodes = neighbours(reading.page, &block);
                if overlay && !plan.strikes.iter().any(|strike| strike.overlay) {
                    nodes.extend(overlay::backdrops(reading, &block));
                }
                if !inline {
                    let taken = |node: &NodeId| nodes.contains(node) || plan.strikes.iter().any(|strike| strike.nodes.contains(node));
                    let backdrops: Vec<NodeId> = fade::backdrops(reading, &block).filter(|node| !taken(node)).collect();
                    nodes.extend(backdrops);
                }
                nodes.extend(fade::before(reading, &block, opinion.kind));
                if opinion.kind != Kind::Byline {
                    nodes.extend(fade::rules(reading, &block));
                }
                sort_by_number(&mut nodes, |node| u64::from(*node));
                let removal = Removal { id: 0, kind: opinion.kind, rule: opinion.rule, confidence, evidence, text };
                plan.strikes.push(Strike { removal, nodes, overlay });
            }
            Some(reason) => {
                plan.declined.push(Declined {
                    kind: opinion.kind,
                    rule: opinion.rule,
                    confidence,
                    evidence,
                    reason: reason.to_owned(),
                    text,
                });
            }
        }
    }
    if cut {
        plan.notes.push(CUT.to_owned());
    }
    plan
}

/// In an element that its own markup hides.
fn is_hidden_by_markup(page: &Page, node: NodeId) -> bool {
    std::iter::once(node).chain(page.ancestors(node)).any(|node| is_hidden(page, node))
}

/// The nodes of a run, one by one; for the root of a shadow tree or of a frame's document what is in it.
fn neighbours(page: &Page, block: &Block) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut node = block.nodes.start;
    while node < block.nodes.end {
        if matches!(page.tag(node), Some(Tag::Shadow | Tag::Frame)) {
            node += 1;
            continue;
        }
        nodes.push(node);
        node = page.end(node);
    }
    nodes
}

/// From how much speaks to 0 to 1: just enough is 0.5, twice as much 0.75.
fn confidence(margin: f32) -> f32 {
    if margin < 1.0 { margin * 0.5 } else { ((1.0 - 0.5 / margin) * 100.0).round() / 100.0 }
}

fn quote(reading: &Reading, block: &Block) -> String {
    let mut text = String::new();
    for node in block.nodes.clone() {
        if reading.page.tag(reading.page.parent(node)).is_some_and(Tag::is_unread) {
            continue;
        }
        for word in reading.page.text(node).split_whitespace() {
            if text.chars().count() + word.chars().count() > QUOTED {
                text.push('…');
                return text;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
    }
    text
}
