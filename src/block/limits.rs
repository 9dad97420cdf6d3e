//! Where a block ends: at the article's text, at a rule across the page, at a box for something else.

use std::ops::Range;

use super::{BOXED, Grower, LABEL};
use crate::lexicon::Concept;
use crate::marks::{Field, Marks, field};
use crate::page::{Attr, NodeId, Tag};
use crate::reading::{CALLS, Manner, Reading, THINGS};

/// The most words of sentences that do not pitch in a letter to the readers.
const LETTER: u32 = 250;
/// A short text has at most so many paragraphs.
const SHORT: usize = 3;

impl Grower<'_, '_> {
    /// Whether a wider element holds, beside the inner one, something else that calls for nothing: a box under a heading of its own, a
    /// card with a picture and a link, a list of links, or one of several boxes of a class.
    pub(super) fn has_module(&self, wider: &Range<NodeId>, inner: &Range<NodeId>) -> bool {
        let Reading { page, text, .. } = self.reading;
        let tag = page.tag(inner.start);
        if !tag.is_some_and(Tag::is_part) || page.parent(inner.start) != wider.start {
            return false;
        }
        // Where a form has no heading of its own, one beside it may come before.
        let complete = text.lines.get(self.reading.lines(inner).start).is_some_and(|line| line.heading > 0);
        // Three of one class are three things; two may be a text and its form.
        let several = page.children(wider.start).filter(|node| self.are_alike(*node, inner.start)).count() > 2;
        page.children(wider.start).filter(|node| page.tag(*node) == tag && !inner.contains(node)).any(|node| {
            let module = page.subtree(node);
            let lines = self.reading.lines(&module);
            let has = |tag| module.clone().any(|node| page.is(node, tag));
            let asks = || module.clone().any(|node| matches!(field(page, node), Some(Field::Email | Field::Password)));
            let words = self.reading.words(&module);
            let listed = lines.len() > 2 && 2 * words.links > words.all();
            let own = lines.len() > 1 && self.is_titled(&lines) || lines.len() > 2 && has(Tag::Img) && has(Tag::A);
            let is_other =
                own && (complete || node >= inner.end) || listed || several && !lines.is_empty() && self.are_alike(node, inner.start);
            is_other && !asks() && !self.calls(lines)
        })
    }

    /// Begins with a heading that does not pitch.
    pub(super) fn is_titled(&self, lines: &Range<usize>) -> bool {
        let Reading { text, manner, .. } = self.reading;
        !lines.is_empty() && text.lines[lines.start].heading > 0 && manner[lines.start] != Manner::Pitch
    }

    /// Two of one class.
    pub(super) fn are_alike(&self, one: NodeId, other: NodeId) -> bool {
        let class = |node| self.reading.page.attr(node, Attr::Class).filter(|class| !class.is_empty());
        class(one).is_some() && class(one) == class(other)
    }

    /// A box under a heading of its own that calls for nothing.
    pub(super) fn is_module(&self, nodes: &Range<NodeId>) -> bool {
        let lines = self.reading.lines(nodes);
        lines.len() > 1
            && self.is_titled(&lines)
            && self.reading.asked(nodes) == 0
            && !Marks::of(self.reading.page, nodes.start).is_pitch()
            && !self.calls(lines)
    }

    /// Whether some line that is more than a label in a list calls for something.
    pub(super) fn calls(&self, mut lines: Range<usize>) -> bool {
        let Reading { text, said, .. } = self.reading;
        lines.any(|line| said[line].any(CALLS.or(THINGS)) && text.lines[line].words >= LABEL)
    }

    /// Whether a rule across a wider element parts the inner run from something that says nothing of the kind.
    pub(super) fn is_ruled_off(&self, wider: &Range<NodeId>, inner: &Range<NodeId>) -> bool {
        let Reading { page, text, manner, .. } = self.reading;
        let rules: Vec<NodeId> = page.children(wider.start).filter(|node| page.is(*node, Tag::Hr)).collect();
        if rules.is_empty() || self.is_box(wider.start) {
            return false;
        }
        let starts = [wider.start + 1].into_iter().chain(rules.iter().copied());
        let ends = rules.iter().copied().chain([wider.end]);
        starts.zip(ends).filter(|(start, end)| !(*start..*end).contains(&inner.start) && !inner.contains(start)).any(|(start, end)| {
            let mut lines = self.reading.lines(&(start..end));
            // A title may have a rule under it.
            let title = lines.len() == 1 && text.lines[lines.start].heading > 0;
            !lines.is_empty() && !title && !lines.any(|line| matches!(manner[line], Manner::Pitch | Manner::Leaning))
        })
    }

    /// Whether the wider run holds paragraphs of the article's body that the inner one does not.
    pub(super) fn has_article_text(&self, wider: &Range<NodeId>, inner: &Range<NodeId>) -> bool {
        let Reading { anchors, .. } = self.reading;
        if !anchors.found() {
            return self.has_short_text(wider, inner);
        }
        // A small box with a form in it, or one that says what it is, is no part of the text.
        let page = self.reading.page;
        let boxed = page.end(wider.start) == wider.end
            && !matches!(page.tag(wider.start), None | Some(Tag::P | Tag::Li | Tag::Article | Tag::Blockquote))
            && (self.is_box(wider.start) || self.reading.asked(wider) > 0 || self.sells(wider));
        let prose = self.reading.words(wider).prose;
        // What has most of the text in it is the article, however short that is.
        let most = 2 * prose > self.reading.words(&page.subtree(anchors.body)).prose;
        if boxed && prose <= BOXED && !most || prose <= LETTER && self.reading.is_letter(wider) || self.is_plea(wider) {
            return false;
        }
        // Of a longer text the last paragraph may be a pitch's.
        let running = |line: &usize| self.reading.manner[*line] == Manner::Prose;
        let short = (anchors.first..=anchors.last).filter(running).take(SHORT + 1).count() <= SHORT;
        let end = anchors.last + usize::from(short);
        let within = self.reading.page.contains(anchors.body, wider.start) || wider.contains(&anchors.body);
        let body = self.reading.page.subtree(anchors.body);
        within
            && self.reading.lines(wider).any(|line| {
                let shape = &self.reading.text.lines[line];
                self.reading.manner[line] == Manner::Prose
                    && !inner.contains(&shape.nodes.start)
                    && body.contains(&shape.nodes.start)
                    && line >= anchors.first
                    && line < end
            })
    }

    /// On a page with too little text to be sure of an article: whether a wider element begins with paragraphs, or holds several, right
    /// in it, and the inner run is a box beside them.
    pub(super) fn has_short_text(&self, wider: &Range<NodeId>, inner: &Range<NodeId>) -> bool {
        let Reading { page, text, manner, .. } = self.reading;
        let is_box = matches!(page.tag(inner.start), Some(Tag::Div | Tag::Section | Tag::Aside | Tag::Form | Tag::Table | Tag::Custom));
        let first = self.reading.lines(wider).start;
        let is_text = |line: &usize| {
            let shape = &text.lines[*line];
            let beside = page.is(shape.block, Tag::P) && page.parent(shape.block) == wider.start && !inner.contains(&shape.block);
            beside && manner[*line] == Manner::Prose && shape.stops > 0
        };
        let mut paragraphs = self.reading.lines(wider).filter(is_text);
        is_box
            && page.parent(inner.start) == wider.start
            && paragraphs.next().is_some_and(|line| line == first || paragraphs.next().is_some())
    }

    /// A paragraph in which the publication asks for support, all of it unlike the others.
    pub(super) fn is_plea(&self, nodes: &Range<NodeId>) -> bool {
        let says = |concept| self.reading.lines(nodes).any(|line| self.reading.said[line].has(concept));
        self.reading.page.is(nodes.start, Tag::P)
            && says(Concept::Donate)
            && says(Concept::Us)
            && says(Concept::Appeal)
            && self.reading.is_set_apart(nodes)
    }
}
