use std::ops::Range;

use super::Piece;
use super::find::holds;
use crate::page::{Attr, NodeId, Page, Tag};

/// What stands together between two block boundaries.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Where it is in [`Text::folded`], in bytes.
    pub range: Range<u32>,
    /// The block element that holds it.
    pub block: NodeId,
    /// From its first text node to one past its last.
    pub nodes: Range<NodeId>,
    /// The number of the piece that it is made of, where that is one text.
    pub piece: Option<u32>,
    /// Words: those between spaces; unspaced scripts by their characters.
    pub words: u32,
    /// Characters that are no spaces.
    pub chars: u32,
    /// Of those, in links.
    pub link_chars: u32,
    /// Sentence ends.
    pub stops: u32,
    /// A heading's level, 0 for none.
    pub heading: u8,
    /// The label of a button.
    pub button: bool,
    /// Not text but an attribute's: a placeholder, a submit button's value, a picture's alternative text.
    pub attribute: bool,
}

impl Line {
    /// A button's label, or a link's.
    pub fn is_pressed(&self) -> bool {
        self.button || self.link_share() > 0.8
    }

    /// The part of it that is links, 0 to 1.
    pub fn link_share(&self) -> f32 {
        self.link_chars as f32 / self.chars.max(1) as f32
    }
}

/// All lines of a page.
#[derive(Debug, Default)]
pub struct Text {
    /// The whole text, folded, white space collapsed, lines separated by `\n`.
    pub folded: String,
    /// In document order.
    pub lines: Vec<Line>,
    /// Where each text node's part of `folded` begins, in document order.
    starts: Vec<(NodeId, u32)>,
    /// For each node, the first line that starts at it or after it; one more entry for the end.
    first: Vec<u32>,
}

struct Open {
    end: NodeId,
    block: bool,
    link: bool,
    heading: bool,
    button: bool,
}

#[derive(Default)]
struct Depth {
    link: u32,
    button: u32,
    heading: u8,
}

impl Text {
    /// Reads a page's lines.
    pub fn of(page: &Page) -> Text {
        let mut text = Text::default();
        let mut open: Vec<Open> = Vec::new();
        let mut blocks: Vec<NodeId> = vec![0];
        let mut depth = Depth::default();
        let mut line = Line::default();
        text.first = vec![0; page.len() as usize + 1];
        for node in 0..page.len() {
            while let Some(last) = open.last()
                && last.end <= node
            {
                close(&mut open, &mut blocks, &mut depth, &mut line, &mut text);
            }
            let Some(tag) = page.tag(node) else {
                if let Some(piece) = page.text_id(node).and_then(|id| page.strings.piece_number(id)) {
                    text.add(&mut line, page.strings.piece(piece), Some(piece as u32), node, &blocks, &depth);
                }
                continue;
            };
            if tag.is_unread() || matches!(tag, Tag::Title | Tag::Option | Tag::Select) {
                continue;
            }
            let block = !tag.is_inline();
            if block {
                text.finish(&mut line);
            }
            match tag {
                Tag::Input | Tag::Textarea => text.add_field(page, node, &blocks, &depth),
                Tag::Img => {
                    if let Some(alt) = page.attr(node, Attr::Alt)
                        && !alt.trim().is_empty()
                    {
                        text.add_attribute(alt, node, &blocks, &depth, false);
                    }
                }
                _ => {}
            }
            if page.end(node) == node + 1 {
                continue;
            }
            let state = Open {
                end: page.end(node),
                block,
                link: tag == Tag::A,
                heading: tag.heading().is_some() && depth.heading == 0,
                button: tag == Tag::Button,
            };
            depth.link += u32::from(state.link);
            depth.button += u32::from(state.button);
            if state.heading {
                depth.heading = tag.heading().unwrap_or(0);
            }
            if block {
                blocks.push(node);
            }
            open.push(state);
        }
        while !open.is_empty() {
            close(&mut open, &mut blocks, &mut depth, &mut line, &mut text);
        }
        text.finish(&mut line);
        text.index(page);
        text
    }

    fn index(&mut self, page: &Page) {
        let mut line = 0;
        for node in 0..=page.len() {
            while (line as usize) < self.lines.len() && self.lines[line as usize].nodes.start < node {
                line += 1;
            }
            self.first[node as usize] = line;
        }
    }

    /// The lines of a run of nodes, as numbers.
    pub fn within(&self, nodes: Range<NodeId>) -> Range<usize> {
        self.first[nodes.start as usize] as usize..self.first[nodes.end as usize] as usize
    }

    /// A line's folded text.
    pub fn of_line(&self, line: usize) -> &str {
        let range = &self.lines[line].range;
        &self.folded[range.start as usize..range.end as usize]
    }

    /// The folded text of a run of nodes inside one line.
    pub fn of_nodes(&self, nodes: Range<NodeId>) -> &str {
        let from = self.starts.partition_point(|(node, _)| *node < nodes.start);
        let to = self.starts.partition_point(|(node, _)| *node < nodes.end);
        let Some((_, start)) = self.starts.get(from).filter(|_| from < to) else { return "" };
        let end = self.starts.get(to).map_or(self.folded.len(), |(_, end)| *end as usize);
        let text = &self.folded[*start as usize..end];
        text.split('\n').next().unwrap_or("").trim()
    }

    fn add(
        &mut self,
        line: &mut Line,
        (piece, folded): (&Piece, &str),
        number: Option<u32>,
        node: NodeId,
        blocks: &[NodeId],
        depth: &Depth,
    ) {
        let started = line.range.end > line.range.start;
        let before = self.folded.len();
        if started && (piece.opens_blank || folded.is_empty() && piece.closes_blank) && !self.folded.ends_with(' ') {
            self.folded.push(' ');
            line.range.end = self.folded.len() as u32;
        }
        if folded.is_empty() {
            return;
        }
        line.words += piece.words;
        if started && piece.opens_word && !self.folded.ends_with(' ') {
            line.words -= 1;
        }
        self.folded.push_str(folded);
        if piece.closes_blank {
            self.folded.push(' ');
        }
        self.starts.push((node, before as u32));
        if !started {
            line.range.start = before as u32;
            line.block = *blocks.last().unwrap_or(&0);
            line.nodes.start = node;
            line.heading = depth.heading;
            line.button = depth.button > 0;
        }
        line.piece = if started { None } else { number };
        line.nodes.end = node + 1;
        line.range.end = self.folded.len() as u32;
        line.chars += piece.chars;
        line.stops += piece.stops;
        if depth.link > 0 {
            line.link_chars += piece.chars;
        }
    }

    fn finish(&mut self, line: &mut Line) {
        if line.range.end > line.range.start {
            if self.folded.ends_with(' ') {
                self.folded.pop();
                line.range.end -= 1;
            }
            self.folded.push('\n');
            self.lines.push(std::mem::take(line));
        }
        let end = self.folded.len() as u32;
        line.range = end..end;
    }

    fn add_attribute(&mut self, value: &str, node: NodeId, blocks: &[NodeId], depth: &Depth, button: bool) {
        // The line being gathered goes on after it: an attribute's text stands apart.
        let mut line = Line::default();
        let kept = self.folded.len() as u32;
        line.range = kept..kept;
        let tail = self.lines.last().map_or(0, |line| line.range.end + 1);
        if kept > tail {
            return; // a picture in the middle of a line: its text is no block of its own
        }
        let mut folded = String::new();
        let piece = Piece::fold(value, &mut folded);
        self.add(&mut line, (&piece, &folded), None, node, blocks, depth);
        line.attribute = true;
        line.button |= button;
        self.finish(&mut line);
    }

    fn add_field(&mut self, page: &Page, node: NodeId, blocks: &[NodeId], depth: &Depth) {
        let kind = page.attr(node, Attr::Type).unwrap_or("text");
        let button = kind.eq_ignore_ascii_case("submit") || kind.eq_ignore_ascii_case("button") || kind.eq_ignore_ascii_case("image");
        if kind.eq_ignore_ascii_case("hidden") {
            return;
        }
        let attr = if button { Attr::Value } else { Attr::Placeholder };
        if let Some(value) = page.attr(node, attr).or_else(|| page.attr(node, Attr::AriaLabel)).or_else(|| page.attr(node, Attr::Alt)) {
            self.add_attribute(value, node, blocks, depth, button);
        }
    }
}

fn close(open: &mut Vec<Open>, blocks: &mut Vec<NodeId>, depth: &mut Depth, line: &mut Line, text: &mut Text) {
    let Some(state) = open.pop() else { return };
    if state.block {
        text.finish(line);
        blocks.pop();
    }
    depth.link -= u32::from(state.link);
    depth.button -= u32::from(state.button);
    if state.heading {
        depth.heading = 0;
    }
}

/// Hidden by its own markup; a style sheet's hiding is the view's to tell.
pub fn is_hidden(page: &Page, node: NodeId) -> bool {
    if page.is(node, Tag::Dialog) && page.attr(node, Attr::Open).is_none() {
        return true;
    }
    page.attrs(node).any(|(attr, value)| match attr {
        Attr::Hidden => true,
        Attr::Style => {
            let style: String = value.chars().filter(|c| !c.is_whitespace()).take(300).collect::<String>().to_ascii_lowercase();
            holds(&style, "display:none") || holds(&style, "visibility:hidden")
        }
        _ => false,
    })
}
