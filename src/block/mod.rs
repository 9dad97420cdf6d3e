//! Block boundaries: from a line that pitches to the whole block it belongs to, and no further.
//!
//! A block is a run of neighbours inside one element: the numbers from the first one's to the last one's end. It grows
//! upwards while the element around it holds little else, then sideways over its neighbours, then upwards again.

mod limits;

use std::ops::Range;
use std::rc::Rc;

use crate::evidence::is_button;
use crate::lexicon::{Concept, Concepts};
use crate::marks::{Class, Marks};
use crate::page::{Attr, NodeId, Page, Tag};
use crate::reading::{CALLS, Manner, OWN, PITCH, Reading, THINGS};

/// The most words that a block has.
const LONGEST: u32 = 450;
/// The most words of other sentences that a box among paragraphs has.
const BOXED: u32 = 70;
/// Fewer words are a link in a list.
const LABEL: u32 = 4;
/// The most levels a block grows upwards; deeper nesting than any template's.
const HIGHEST: usize = 60;
/// The most words of links to elsewhere that a wider block adds without more of a pitch.
const STRAY: u32 = 3;
/// The most neighbours that say nothing between two that pitch.
const GAP: usize = 4;
/// The most words of a paragraph that leads from an appeal to its form.
const INTRODUCTION: u32 = 30;
const APPEAL: Concepts = Concepts::of(&[Concept::Appeal]);

/// A run of neighbours inside one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The element that holds them.
    pub parent: NodeId,
    /// From the first one to the end of the last one.
    pub nodes: Range<NodeId>,
}

/// Finds blocks on one page; remembers what it has seen of each element.
pub struct Grower<'r, 'p> {
    reading: &'r Reading<'p>,
    /// By node.
    items: Vec<Option<Rc<Vec<Range<NodeId>>>>>,
}

impl<'r, 'p> Grower<'r, 'p> {
    pub fn new(reading: &'r Reading<'p>) -> Grower<'r, 'p> {
        Grower { reading, items: vec![None; reading.page.len() as usize] }
    }

    /// The block that a line belongs to.
    pub fn around_line(&mut self, line: usize) -> Block {
        let shape = &self.reading.text.lines[line];
        let (holder, node) = (shape.block, shape.nodes.start);
        let lines = self.reading.lines(&self.reading.page.subtree(holder));
        if lines.len() <= 1 || node == holder {
            return self.around(holder..self.reading.page.end(holder));
        }
        let items = self.items(holder);
        let item = items.partition_point(|item| item.end <= node);
        match items.get(item) {
            Some(item) => self.around(item.clone()),
            None => self.around(holder..self.reading.page.end(holder)),
        }
    }

    /// The block that an element belongs to.
    pub fn around(&mut self, start: Range<NodeId>) -> Block {
        let page = self.reading.page;
        let mut block = Block { parent: page.parent(start.start), nodes: start };
        for _ in 0..HIGHEST {
            let parent = block.parent;
            // A dialog stands by itself.
            let dialog = page.end(block.nodes.start) == block.nodes.end
                && (page.is(block.nodes.start, Tag::Dialog) || page.attr(block.nodes.start, Attr::Role) == Some("dialog"));
            if parent == 0 || dialog {
                break;
            }
            let whole = page.subtree(parent);
            if self.may_be(parent) && self.is_one(&whole, &block.nodes) {
                block = Block { parent: page.parent(parent), nodes: whole };
                continue;
            }
            // What opens over the page is one block, whatever else it says.
            let over = page.ancestors(parent).find(|up| is_over(page, *up)).map(|up| page.subtree(up));
            if let Some(over) = over.filter(|over| self.may_be(over.start) && self.is_one(over, &block.nodes)) {
                block = Block { parent: page.parent(over.start), nodes: over };
                continue;
            }
            // What stands side by side in a bar or a menu belongs to different things.
            let wider = if self.in_bar(parent) { block.clone() } else { self.widen(&block) };
            if wider == block {
                break;
            }
            block = wider;
            let items = self.items(parent);
            let shows = |range: &Range<NodeId>| !self.reading.lines(range).is_empty();
            let all = items.iter().filter(|item| shows(item)).all(|item| block.nodes.contains(&item.start));
            if !(all && self.may_be(parent)) {
                break;
            }
            block = Block { parent: page.parent(parent), nodes: whole };
        }
        block
    }

    /// In the bar at the head of the page, or in a menu.
    fn in_bar(&self, node: NodeId) -> bool {
        let page = self.reading.page;
        let around = || page.ancestors(node).chain([node]);
        around().any(|up| page.is(up, Tag::Nav))
            || around().any(|up| page.is(up, Tag::Header)) && !around().any(|up| matches!(page.tag(up), Some(Tag::Article | Tag::Main)))
    }

    /// Whether an element can be a block at all: not the page, not the article, nothing with the headline in it.
    fn may_be(&self, node: NodeId) -> bool {
        let Reading { page, anchors, .. } = self.reading;
        let whole = matches!(page.tag(node), Some(Tag::Other | Tag::Html | Tag::Body | Tag::Main | Tag::Frameset | Tag::Head));
        // A frame's own document may be a block as a whole.
        if whole
            && (page.tag(node) != Some(Tag::Other) || page.parent(node) == 0)
            && !page.ancestors(node).any(|up| page.is(up, Tag::Frame))
        {
            return false;
        }
        if anchors.headline != 0 && page.contains(node, anchors.headline) {
            return false;
        }
        !(anchors.found() && page.contains(node, anchors.body))
    }

    /// Whether a wider run is still the same block as the one inside it.
    fn is_one(&self, wider: &Range<NodeId>, inner: &Range<NodeId>) -> bool {
        let now = self.reading.words(wider);
        let was = self.reading.words(inner);
        if now.all() == was.all() {
            return true;
        }
        if now.all() > LONGEST {
            return false;
        }
        // What adds links to elsewhere and nothing to the pitch is a menu beside it.
        if now.pitch < was.pitch + LABEL
            && now.links + now.alien > was.links + was.alien + STRAY
            && self.reading.asked(wider) == self.reading.asked(inner)
            && !self.is_box(wider.start)
        {
            return false;
        }
        self.reading.barred(wider) <= self.reading.barred(inner)
            && self.balanced(wider)
            && !self.is_ruled_off(wider, inner)
            && !self.has_article_text(wider, inner)
            && !self.has_module(wider, inner)
    }

    /// Whether what pitches outweighs what does not. A form's small print and labels need not say what pitches say.
    fn balanced(&self, nodes: &Range<NodeId>) -> bool {
        let mut words = self.reading.words(nodes);
        words.pitch += words.leaning / 2;
        if words.pitch == 0 {
            return false;
        }
        let links = words.links + words.alien;
        // A box that says what it is, or opens over the page, may have more in it that says nothing.
        let page = self.reading.page;
        let whole = page.end(nodes.start) == nodes.end && page.tag(nodes.start).is_some();
        if whole && is_over(page, nodes.start) {
            let fillable = self.reading.asked(nodes) > 0;
            return (fillable || words.prose <= 8 * words.pitch + 40) && links <= words.pitch + 8 && words.neutral <= 3 * words.pitch + 60;
        }
        if whole && self.is_box(nodes.start) {
            return words.prose <= 4 * words.pitch + 40 && links <= words.pitch / 2 + 8 && words.neutral <= 3 * words.pitch + 40;
        }
        if words.prose <= 5 * words.pitch + 60 && words.neutral <= 2 * words.pitch + 40 && self.reading.is_letter(nodes) {
            return true;
        }
        if self.reading.asked(nodes) > 0 || whole && self.is_plea(nodes) {
            return words.prose <= 3 * words.pitch + 40 && links <= words.pitch / 2 + 6 && words.neutral <= 2 * words.pitch + 40;
        }
        if words.prose <= words.pitch && links <= words.pitch / 3 + 2 && words.neutral <= words.pitch + 20 {
            return true;
        }
        // What is in an issue, in each of several rates, or why one should, need not say what pitches say either.
        whole
            && words.prose <= 3 * words.pitch + 30
            && links <= words.pitch / 2 + 6
            && words.neutral <= 3 * words.pitch
            && self.sells(nodes)
    }

    /// Has, in a line of its own, something to press that calls to buy, and a price, or a second call and what one gets.
    fn sells(&self, nodes: &Range<NodeId>) -> bool {
        let reading = self.reading;
        let says = |line: usize, concept| reading.said[line].has(concept);
        let presses = |line: usize| reading.text.lines[line].is_pressed();
        let lines = reading.lines(nodes);
        let calls = lines.clone().filter(|line| says(*line, Concept::Subscribe));
        let gets = |line: usize| says(line, Concept::Subscription) || says(line, Concept::Benefit);
        calls.clone().any(presses) && (lines.clone().any(|line| reading.priced[line]) || calls.count() >= 2 && lines.clone().any(gets))
    }

    /// Marked as a block of one of the kinds, or as what opens over the page.
    fn is_box(&self, node: NodeId) -> bool {
        let page = self.reading.page;
        let marks = Marks::of(page, node);
        marks.is_pitch() && !marks.has(Class::Related) || is_over(page, node)
    }

    /// Grows over the neighbours, both ways.
    fn widen(&mut self, block: &Block) -> Block {
        if self.is_module(&block.nodes) {
            return block.clone();
        }
        let items = self.items(block.parent);
        let Some(first) = items.iter().position(|item| item.end > block.nodes.start) else { return block.clone() };
        let last = items.iter().rposition(|item| item.start < block.nodes.end).unwrap_or(first);
        let (mut from, mut to) = (first, last);
        let opening = self.reading.lines(&items[first]);
        // A heading that stands by itself and calls: what follows, up to the button, is its text.
        let titled =
            opening.len() == 1 && self.reading.text.lines[opening.start].heading > 0 && self.reading.said[opening.start].any(CALLS);
        let called = self.reading.lines(&block.nodes).any(|line| {
            self.reading.said[line].has(Concept::Gate)
                || self.reading.said[line].has(Concept::Subscribe)
                || self.reading.said[line].has(Concept::Donate)
        });
        let said = |nodes: &Range<NodeId>| {
            let mut said = Concepts::default();
            for line in self.reading.lines(nodes) {
                said = said.or(self.reading.said[line].and(CALLS));
                if self.reading.account[line] {
                    said.insert(Concept::Donate);
                }
            }
            said
        };
        let calls = said(&block.nodes);
        // A paragraph right in the article that asks for money where the others do not, or the other way round.
        let other = |item: &Range<NodeId>| {
            let calls_too = said(item);
            block.parent == self.reading.anchors.body
                && self.reading.page.is(item.start, Tag::P)
                && !calls.is_empty()
                && !calls_too.is_empty()
                && calls_too.has(Concept::Donate) != calls.has(Concept::Donate)
        };
        let page = self.reading.page;
        let whole = page.end(block.nodes.start) == block.nodes.end;
        // Boxes of one class side by side are each about something else, unless they all call.
        let alike = |item: &Range<NodeId>| {
            let parts = whole && page.tag(item.start).is_some_and(Tag::is_part);
            parts && self.are_alike(block.nodes.start, item.start) && !self.calls(self.reading.lines(item))
        };
        let is_rule = |item: &Range<NodeId>| self.reading.page.is(item.start, Tag::Hr);
        // Forwards, over a few that say nothing if one that pitches follows.
        let mut gap = 0;
        let mut sold = 0;
        let mut ruled = false;
        for next in last + 1..items.len() {
            ruled |= is_rule(&items[next]);
            match self.neighbour(&items[next]) {
                Neighbour::Pitch if other(&items[next]) => break,
                _ if alike(&items[next]) => break,
                Neighbour::Neutral | Neighbour::Leaning | Neighbour::Prose if ruled => break,
                Neighbour::Pitch => {
                    if gap > 0 && !(titled || sold == 0) {
                        break;
                    }
                    to = next;
                    gap = 0;
                    sold = 0;
                }
                Neighbour::Empty => {}
                Neighbour::Neutral => gap += 1,
                Neighbour::Leaning if gap == 0 && (titled || called) => to = next,
                Neighbour::Prose | Neighbour::Leaning if titled && sold < 3 && !self.is_answered(items[first].start..items[to].end) => {
                    gap += 1;
                    sold += 1;
                }
                // "Learn more", right below what asks, where nothing else is to press.
                Neighbour::Button if gap == 0 && called && !self.is_answered(items[first].start..items[to].end) => {
                    to = next;
                    break;
                }
                _ => break,
            }
            if gap > GAP {
                break;
            }
        }
        // Backwards.
        let mut gap = 0;
        let mut ruled = false;
        for next in (0..first).rev() {
            ruled |= is_rule(&items[next]);
            match self.neighbour(&items[next]) {
                Neighbour::Pitch if other(&items[next]) => break,
                _ if alike(&items[next]) => break,
                Neighbour::Neutral | Neighbour::Leaning | Neighbour::Prose | Neighbour::Title if ruled => break,
                Neighbour::Pitch => {
                    from = next;
                    gap = 0;
                }
                Neighbour::Empty => {}
                Neighbour::Title if gap == 0 && !titled && self.ends_section(&items, to) => {
                    from = next;
                    break;
                }
                Neighbour::Neutral => gap += 1,
                // A letter of the publication to its readers, under a heading that appeals.
                Neighbour::Prose | Neighbour::Leaning
                    if gap == 0
                        && called
                        && let Some(above) = self.letter_above(&items, next) =>
                {
                    from = above;
                    break;
                }
                // One paragraph under a heading that pitches.
                Neighbour::Prose | Neighbour::Leaning if gap == 0 => {
                    let above = items[..next].iter().rposition(|item| !self.reading.lines(item).is_empty());
                    // A form right below makes an appeal of the heading enough for a short one.
                    let answered = self.reading.words(&items[next]).all() <= INTRODUCTION && self.reading.asked(&block.nodes) > 0;
                    let title = if answered { CALLS.or(THINGS).or(APPEAL) } else { CALLS.or(THINGS) };
                    if let Some(above) = above.filter(|above| self.is_title(&items[*above], title)) {
                        from = above;
                    }
                    break;
                }
                _ => break,
            }
            if gap > 1 {
                break;
            }
        }
        Block { parent: block.parent, nodes: items[from].start..items[to].end }
    }

    /// Where a letter begins whose last paragraph is this one: a heading that says little but an appeal, and a few paragraphs in which
    /// the publication speaks of itself.
    fn letter_above(&self, items: &[Range<NodeId>], last: usize) -> Option<usize> {
        let Reading { said, text, .. } = self.reading;
        let mut words = 0;
        for at in (0..=last).rev() {
            let lines = self.reading.lines(&items[at]);
            if lines.is_empty() {
                continue;
            }
            let heading = lines.len() == 1 && text.lines[lines.start].heading > 1;
            if heading {
                return (self.reading.share(lines.start, APPEAL.or(CALLS)) > 0.5).then_some(at);
            }
            words += self.reading.words(&items[at]).all();
            let named = |line: usize| self.reading.publication.is_named_in(text.of_line(line));
            let own = lines.into_iter().any(|line| said[line].any(OWN) || named(line));
            if !own || words > BOXED + INTRODUCTION {
                return None;
            }
        }
        None
    }

    /// Has its form or its button already.
    fn is_answered(&self, nodes: Range<NodeId>) -> bool {
        self.reading.asked(&nodes) > 0 || nodes.into_iter().any(|node| self.reading.page.is(node, Tag::Button))
    }

    /// A heading that says what pitches say, one of `wanted` at least.
    fn is_title(&self, item: &Range<NodeId>, wanted: Concepts) -> bool {
        let lines = self.reading.lines(item);
        lines.len() == 1
            && self.reading.text.lines[lines.start].heading > 1
            && self.reading.manner[lines.start] == Manner::Pitch
            && self.reading.said[lines.start].any(wanted)
    }

    /// Whether nothing more belongs to the heading above: the run is followed by another heading, or by the end.
    fn ends_section(&self, items: &[Range<NodeId>], last: usize) -> bool {
        let lines = items[last + 1..].iter().flat_map(|item| self.reading.lines(item));
        for line in lines {
            let shape = &self.reading.text.lines[line];
            if shape.heading > 0 {
                return true;
            }
            // Tags and links to elsewhere may follow; text would be what the heading is about.
            if shape.link_chars == 0 && self.reading.manner[line] != Manner::Alien || self.reading.manner[line] == Manner::Prose {
                return false;
            }
        }
        true
    }

    fn neighbour(&self, item: &Range<NodeId>) -> Neighbour {
        let Reading { page, anchors, text, .. } = self.reading;
        // What stands side by side in the page itself, each in a box of its own, belongs to different parts of the page.
        let boxes = |tag| {
            matches!(
                tag,
                Tag::Div | Tag::Section | Tag::Header | Tag::Footer | Tag::Aside | Tag::Form | Tag::Dialog | Tag::Custom | Tag::Iframe
            )
        };
        if page.is(page.parent(item.start), Tag::Body) && page.tag(item.start).is_some_and(boxes) && !self.reading.lines(item).is_empty() {
            return Neighbour::Other;
        }
        let lines = self.reading.lines(item);
        if anchors.headline != 0 && item.contains(&anchors.headline) || anchors.found() && item.contains(&anchors.body) {
            return Neighbour::Other;
        }
        if lines.is_empty() && self.reading.asked(item) > 0 {
            return Neighbour::Pitch;
        }
        if lines.is_empty() {
            let media = item.clone().any(|node| {
                matches!(
                    page.tag(node),
                    Some(Tag::Iframe | Tag::Video | Tag::Audio | Tag::Figure | Tag::Picture | Tag::Object | Tag::Embed | Tag::Canvas)
                )
            });
            return if media || holds_image(page, item) { Neighbour::Other } else { Neighbour::Empty };
        }
        let marks = Marks::of(page, item.start);
        let menu = marks.has(Class::Navigation) && !marks.is_pitch() && self.reading.asked(item) == 0;
        if menu || marks.has(Class::Comment) || marks.has(Class::Related) && !marks.has(Class::Newsletter) {
            return Neighbour::Other;
        }
        let words = self.reading.words(item);
        // An author's card is a part of nothing else.
        let told = lines.len() > 1 && marks.has(Class::Biography);
        if words.all() > LONGEST || told && self.reading.asked(item) == 0 {
            return Neighbour::Other;
        }
        let first = lines.start;
        let shape = &text.lines[first];
        let is_part = page.tag(item.start).is_some_and(Tag::is_part);
        if is_part && lines.len() == 1 && self.is_titled(&lines) && holds_image(page, item) {
            return Neighbour::Other;
        }
        let pressed = lines.len() == 1 && shape.words <= LABEL && self.reading.manner[first] == Manner::Links;
        if pressed && item.clone().any(|node| page.is(node, Tag::A) && is_button(page, node)) {
            return Neighbour::Button;
        }
        if lines.len() == 1 {
            // "Thank you for subscribing" opens a newsletter's text; in a box it answers a form.
            let answers = self.reading.said[first].and(PITCH) == Concepts::of(&[Concept::Answer]);
            let asked = page.ancestors(item.start).take(2).any(|around| self.reading.asked(&page.subtree(around)) > 0);
            if answers && page.is(item.start, Tag::P) && !asked {
                return Neighbour::Other;
            }
            return match self.reading.manner[first] {
                Manner::Pitch if shape.words > 25 && !self.reading.said[first].any(CALLS) => Neighbour::Prose,
                Manner::Pitch => Neighbour::Pitch,
                Manner::Leaning => Neighbour::Leaning,
                Manner::Prose if shape.heading == 0 && self.reading.said[first].and(PITCH).len() >= 2 => Neighbour::Leaning,
                Manner::Prose if shape.heading == 0 => Neighbour::Prose,
                Manner::Neutral if shape.heading > 0 => Neighbour::Title,
                Manner::Neutral => Neighbour::Neutral,
                _ => Neighbour::Other,
            };
        }
        if self.has_article_text(item, &(0..0)) {
            return Neighbour::Other;
        }
        if self.is_module(item) {
            return Neighbour::Other;
        }
        if self.reading.barred(item) == 0 && self.balanced(item) {
            return Neighbour::Pitch;
        }
        if words.prose + words.links + words.alien == 0 && words.neutral < 40 && !page.is(item.start, Tag::Figure) {
            return Neighbour::Neutral;
        }
        Neighbour::Other
    }

    /// What stands inside an element, line by line: block children one by one, and what flows between them together.
    pub fn items(&mut self, parent: NodeId) -> Rc<Vec<Range<NodeId>>> {
        let page = self.reading.page;
        let known = &mut self.items[parent as usize];
        let items = known.get_or_insert_with(|| {
            let mut items: Vec<Range<NodeId>> = Vec::new();
            let mut flowing = false;
            for child in page.children(parent) {
                let inline = page.tag(child).is_none_or(Tag::is_inline);
                match items.last_mut() {
                    Some(last) if inline && flowing => last.end = page.end(child),
                    _ => items.push(page.subtree(child)),
                }
                flowing = inline;
            }
            Rc::new(items)
        });
        items.clone()
    }
}

/// Named as what opens over the page.
pub fn is_over(page: &Page, node: NodeId) -> bool {
    Marks::of(page, node).has(Class::Overlay) || page.is(node, Tag::Dialog) || page.attr(node, Attr::Role) == Some("dialog")
}

enum Neighbour {
    Pitch,
    /// Nothing to see.
    Empty,
    Neutral,
    /// A heading that says nothing of the kind.
    Title,
    /// Sentences that say some of what pitches say.
    Leaning,
    Prose,
    /// A link by itself that looks like a button.
    Button,
    Other,
}

/// Lines from which a block may start.
pub fn seeds<'r>(reading: &'r Reading) -> impl Iterator<Item = usize> + 'r {
    let Reading { text, said, manner, in_form, .. } = reading;
    (0..text.lines.len()).filter(move |line| {
        let calls = said[*line].any(CALLS)
            || said[*line].has(Concept::Newsletter)
            || said[*line].has(Concept::Appeal) && reading.leads_on(*line)
            || said[*line].and(PITCH).len() + u32::from(reading.is_rate(*line)) >= 2;
        matches!(manner[*line], Manner::Pitch | Manner::Leaning) && calls
            // A newsletter service's form is one whatever it says.
            || in_form[*line] && (*line == 0 || !in_form[*line - 1])
    })
}

fn holds_image(page: &Page, nodes: &Range<NodeId>) -> bool {
    nodes.clone().any(|node| page.is(node, Tag::Img))
}
