//! What stands apart from the article's text: boxes between its paragraphs and after them, and what looks unlike a paragraph.

use std::ops::Range;

use crate::anchors::Anchors;
use crate::lexicon::{Concept, Concepts};
use crate::marks::{Class, Marks};
use crate::page::{NodeId, Tag};
use crate::reading::{Manner, PITCH, Reading, SHORT_SENTENCE, Words};

/// An article with so many paragraphs right in its body has them there.
const PARAGRAPHS: usize = 3;
/// A box after the article has at most so many headings and words; a column of them has more.
const HEADINGS: usize = 2;
const BOX: u32 = 300;
const US: Concepts = Concepts::of(&[Concept::Us]);

impl Reading<'_> {
    /// The boxes amid the article's paragraphs, where these have none, and those after them.
    pub(crate) fn find_boxes(&self) -> (Vec<NodeId>, NodeId) {
        let Anchors { body, last, .. } = self.anchors;
        if !self.anchors.found() {
            return (Vec::new(), NodeId::MAX);
        }
        let page = self.page;
        // What holds several of the paragraphs, each right in it.
        let mut flat: Vec<(NodeId, usize)> = Vec::new();
        for line in self.lines(&page.subtree(body)).filter(|line| self.manner[*line] == Manner::Prose) {
            let block = self.text.lines[line].block;
            if page.is(block, Tag::P) {
                match flat.iter_mut().rev().take(20).find(|(holder, _)| *holder == page.parent(block)) {
                    Some((_, paragraphs)) => *paragraphs += 1,
                    None => flat.push((page.parent(block), 1)),
                }
            }
        }
        let is_box = |node: &NodeId| matches!(page.tag(*node), Some(Tag::Div | Tag::Section | Tag::Aside | Tag::Table | Tag::Custom));
        // A column beside the article has more in it than one box.
        let single = |node: &NodeId| {
            let nodes = page.subtree(*node);
            let headings = self.lines(&nodes).filter(|line| self.text.lines[*line].heading > 0).count();
            headings <= HEADINGS && self.words(&nodes).all() <= BOX
        };
        flat.retain(|(_, paragraphs)| *paragraphs >= PARAGRAPHS);
        // Of several that hold paragraphs, the others may be letters.
        let main = flat.iter().rev().max_by_key(|(_, paragraphs)| *paragraphs).map_or(body, |(holder, _)| *holder);
        let end = if main == body { self.text.lines[last].nodes.start } else { page.end(main) - 1 };
        let amid = flat.iter().flat_map(|(holder, _)| page.children(*holder)).filter(is_box);
        let inside = page.children(main).filter(|node| *node > self.text.lines[last].nodes.start).filter(is_box);
        let around = page.ancestors(main).flat_map(|up| page.children(up)).filter(|node| *node > end).filter(is_box).filter(single);
        let beyond = flat.iter().map(|(holder, _)| page.end(*holder)).max().unwrap_or(NodeId::MAX);
        (amid.chain(inside).chain(around).collect(), beyond)
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
        let (mut own, mut other) = (0, 0);
        for line in self.lines(nodes) {
            let words = self.text.lines[line].words;
            let speaks = self.said[line].any(PITCH.or(US)) || words < SHORT_SENTENCE;
            *(if speaks { &mut own } else { &mut other }) += words;
        }
        let Words { prose, leaning, links, pitch, .. } = self.words(nodes);
        let running = prose + leaning > 0 && links <= pitch / 3 + 2;
        running && self.page.end(nodes.start) == nodes.end && self.is_foreign(nodes.start) && other <= 2 * own
    }

    /// Whether a run looks unlike the paragraphs around it: in brackets, emphasised or linked, or on a ground of its own.
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
