//! What stands apart from the article's text: boxes between its paragraphs and after them, and what looks unlike a paragraph.

use std::ops::Range;

use crate::anchors::Anchors;
use crate::marks::{Class, Marks};
use crate::page::{NodeId, Tag};
use crate::reading::{Manner, OWN, Reading, SHORT_SENTENCE, Words};

/// An article with so many paragraphs right in its body has them there.
const PARAGRAPHS: usize = 3;
/// A box after the article has at most so many headings and words; a column of them has more.
const HEADINGS: usize = 2;
const BOX: u32 = 300;

impl Reading<'_> {
    /// The boxes amid the article's paragraphs, where these have none, and those after them.
    pub(crate) fn find_boxes(&self) -> (Vec<NodeId>, NodeId) {
        let Anchors { body, last, .. } = self.anchors;
        if !self.anchors.found() {
            return (Vec::new(), NodeId::MAX);
        }
        let page = self.page;
        let prose = self.lines(&page.subtree(body)).filter(|line| self.manner[*line] == Manner::Prose);
        let paragraphs = prose.map(|line| self.text.lines[line].block).filter(|block| page.is(*block, Tag::P));
        let parents: Vec<NodeId> = paragraphs.map(|block| page.parent(block)).collect();
        let mut holders: Vec<NodeId> = Vec::new();
        for parent in &parents {
            if !holders.contains(parent) && parents.iter().filter(|other| *other == parent).count() >= PARAGRAPHS {
                holders.push(*parent);
            }
        }
        // Of several that hold paragraphs, the others may be letters.
        let main = holders.iter().copied().max_by_key(|node| self.words(&page.subtree(*node)).prose).unwrap_or(body);
        let is_box = |node: &NodeId| page.tag(*node).is_some_and(Tag::is_box);
        let last = self.text.lines[last].nodes.start;
        let end = if main == body { last } else { page.end(main) - 1 };
        let mut boxes: Vec<NodeId> = holders.iter().flat_map(|holder| page.children(*holder)).filter(is_box).collect();
        if holders.is_empty() {
            boxes.extend(page.children(body).filter(is_box).filter(|node| *node > last));
        }
        for up in page.ancestors(main) {
            for node in page.children(up).filter(|node| *node > end).filter(is_box) {
                let nodes = page.subtree(node);
                let headings = self.lines(&nodes).filter(|line| self.text.lines[*line].heading > 0).count();
                // A column beside the article has more in it than one box.
                if headings <= HEADINGS && self.words(&nodes).all() <= BOX {
                    boxes.push(node);
                }
            }
        }
        (boxes, holders.iter().map(|node| page.end(*node)).max().unwrap_or(NodeId::MAX))
    }

    /// Whether an element is a box of its own amid the article's paragraphs, which have none, or after them, or inside such a box.
    pub fn is_foreign(&self, node: NodeId) -> bool {
        self.page.tag(node).is_some_and(|tag| !tag.is_inline())
            && (self.boxes.iter().any(|around| *around == node || self.page.contains(*around, node)) || self.is_callout(node))
    }

    /// Called a box for a notice.
    fn is_callout(&self, node: NodeId) -> bool {
        let Anchors { body, headline, .. } = self.anchors;
        Marks::of(self.page, node).has(Class::Callout) && !self.page.contains(node, body) && !self.page.contains(node, headline)
    }

    /// A box of its own in which the publication speaks of itself to its readers, more than of anything else.
    pub fn is_letter(&self, nodes: &Range<NodeId>) -> bool {
        let Words { prose, leaning, links, pitch, .. } = self.words(nodes);
        let running = prose + leaning > 0 && links <= pitch / 3 + 2;
        if !running || self.page.end(nodes.start) != nodes.end || !self.is_foreign(nodes.start) {
            return false;
        }
        let (mut own, mut other) = (0, 0);
        for line in self.lines(nodes) {
            let words = self.text.lines[line].words;
            let speaks = self.said[line].any(OWN) || words < SHORT_SENTENCE;
            *(if speaks { &mut own } else { &mut other }) += words;
        }
        other <= 2 * own
    }

    /// Whether a run looks unlike the paragraphs around it: in brackets, or mostly emphasised or linked.
    pub fn is_set_apart(&self, nodes: &Range<NodeId>) -> bool {
        let page = self.page;
        let bracketed = |line: usize| {
            let text = self.text.of_line(line);
            text.starts_with(['[', '(', '+', '>', '►', '▶', '→', '*']) || text.ends_with(']')
        };
        let is_emphasis = |tag| matches!(tag, Tag::Em | Tag::I | Tag::Strong | Tag::B | Tag::A | Tag::Small | Tag::Mark);
        let emphasised =
            |node| page.ancestors(node).take_while(|node| *node >= nodes.start).any(|node| page.tag(node).is_some_and(is_emphasis));
        let is_emphasised = |line: usize| {
            let (mut apart, mut all) = (0, 0);
            let texts = self.text.lines[line].nodes.clone().filter(|node| page.tag(*node).is_none());
            for node in texts.filter(|node| page.text(*node).trim().len() > 2) {
                let length = page.text(node).len();
                all += length;
                apart += if emphasised(node) { length } else { 0 };
            }
            // In italics a title stands upright.
            4 * apart >= 3 * all
        };
        let mut lines = self.lines(nodes);
        lines.clone().all(bracketed) || lines.all(is_emphasised)
    }
}
