//! Where the article is: its headline, its first and last paragraph, the element that holds its body.

use std::ops::Range;

use crate::lexicon::{Concept, Concepts};
use crate::page::{NodeId, Tag};
use crate::reading::{Manner, Reading};

/// Where the article is.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// The element that holds the body's paragraphs; 0 where there is no article.
    pub body: NodeId,
    /// The headline's element, 0 for none.
    pub headline: NodeId,
    /// The body's first paragraph, a line.
    pub first: usize,
    /// The body's last paragraph, a line.
    pub last: usize,
    /// The headline speaks of what pitches speak of: the article is about subscriptions, newsletters, donations.
    pub topical: bool,
}

/// What an article may be about that pitches say too.
const TOPICS: Concepts =
    Concepts::of(&[Concept::Subscribe, Concept::Subscription, Concept::Newsletter, Concept::Donate, Concept::Gate, Concept::Register]);
/// A body has at least so many words of running text.
const SHORTEST: u32 = 30;
/// A part of the body that a container must add for the body to grow to it.
const WORTH_GROWING: f32 = 0.15;

impl Anchors {
    pub(crate) fn of(reading: &Reading) -> Anchors {
        let mut anchors = Anchors::place(reading);
        let headline = reading.lines(&reading.page.subtree(anchors.headline));
        anchors.topical = anchors.headline != 0 && headline.into_iter().any(|line| reading.said[line].any(TOPICS));
        anchors
    }

    fn place(reading: &Reading) -> Anchors {
        let page = reading.page;
        let mut weights: Vec<(NodeId, u32)> = Vec::new();
        let mut total = 0;
        for line in 0..reading.text.lines.len() {
            if !is_running(reading, line) {
                continue;
            }
            let words = reading.text.lines[line].words;
            total += words;
            let block = reading.text.lines[line].block;
            let holder = if page.is(block, Tag::P) || page.is(block, Tag::Li) || page.is(block, Tag::Blockquote) {
                page.parent(block)
            } else {
                block
            };
            match weights.iter_mut().rev().take(40).find(|(node, _)| *node == holder) {
                Some((_, weight)) => *weight += words,
                None => weights.push((holder, words)),
            }
        }
        let Some((mut body, mut words)) = weights.iter().copied().max_by_key(|(_, words)| *words) else {
            return Anchors { headline: headline(reading, 0, 0), ..Anchors::default() };
        };
        // The body may be split into sections: grow while the parent adds running text that is no small part of it.
        for _ in 0..6 {
            let parent = page.parent(body);
            if parent == body || matches!(page.tag(parent), Some(Tag::Html | Tag::Other)) {
                break;
            }
            let held: u32 = weights.iter().filter(|(node, _)| page.contains(parent, *node)).map(|(_, words)| words).sum();
            if held == words {
                // Adds nothing: look one further before giving up.
                let above = page.parent(parent);
                let held: u32 = weights.iter().filter(|(node, _)| page.contains(above, *node)).map(|(_, words)| words).sum();
                if above == parent
                    || matches!(page.tag(above), Some(Tag::Html | Tag::Body | Tag::Other))
                    || (held as f32) < words as f32 * (1.0 + WORTH_GROWING)
                {
                    break;
                }
            } else if matches!(page.tag(parent), Some(Tag::Body)) || (held as f32) < words as f32 * (1.0 + WORTH_GROWING) {
                break;
            }
            body = parent;
            words = held;
        }
        if words < SHORTEST && total < 2 * SHORTEST {
            return Anchors { headline: headline(reading, 0, 0), ..Anchors::default() };
        }
        let lines = reading.lines(&page.subtree(body));
        let mut running = lines.filter(|line| is_running(reading, *line));
        let first = running.next().unwrap_or(0);
        let last = running.next_back().unwrap_or(first);
        Anchors { body, headline: headline(reading, body, first), first, last, topical: false }
    }

    /// Whether a run of nodes stands before the headline.
    pub fn above_headline(&self, reading: &Reading, nodes: &Range<NodeId>) -> bool {
        self.headline != 0 && nodes.end <= self.headline && !reading.page.contains(nodes.start, self.headline)
    }

    /// Whether the page has an article.
    pub fn found(&self) -> bool {
        self.body != 0
    }
}

/// A paragraph of running text: sentences, not mostly links, not a pitch.
fn is_running(reading: &Reading, line: usize) -> bool {
    let shape = &reading.text.lines[line];
    matches!(reading.manner[line], Manner::Prose | Manner::Leaning)
        && shape.stops > 0
        && shape.link_share() < 0.5
        && shape.heading == 0
        && !shape.button
        && !shape.attribute
}

/// The heading that stands last before the first paragraph and is of the highest level; the page's own `h1` first.
fn headline(reading: &Reading, body: NodeId, first: usize) -> NodeId {
    let page = reading.page;
    let limit = if body == 0 { page.len() } else { reading.text.lines[first].nodes.start };
    let mut best: Option<(u8, NodeId)> = None;
    for line in &reading.text.lines {
        if line.heading == 0 || line.attribute || line.words < 2 {
            continue;
        }
        let Some(node) = std::iter::once(line.block)
            .chain(page.ancestors(line.block))
            .find(|node| page.tag(*node).is_some_and(|tag| tag.heading().is_some()))
        else {
            continue;
        };
        let before = node < limit;
        if !before && line.heading > 1 {
            continue;
        }
        // A later heading of the same level is nearer to the text.
        if best.is_none_or(|(level, _)| line.heading < level || (line.heading == level && before)) {
            best = Some((line.heading, node));
        }
    }
    best.map_or(0, |(_, node)| node)
}
