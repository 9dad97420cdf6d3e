//! Where a copy of the byline stands, and whose it is.

use std::cell::RefCell;
use std::ops::Range;

use crate::block::Block;
use crate::byline::Declared;
use crate::lexicon::Concept;
use crate::marks::{Class, Marks};
use crate::page::{Attr, NodeId, Page, Tag};
use crate::reading::{Manner, Reading};

use super::LONGEST;

/// How far from the headline the article's own byline stands, in lines.
const NEAR: usize = 12;
/// A card has at most so many words.
const CARD: u32 = 120;
/// And at most so many lines; more are a list of cards.
const CARD_LINES: usize = 12;
/// Deeper nesting than any byline has.
const NESTED: usize = 64;
/// A card's frame is at most so many levels up.
const LEVELS: usize = 8;

/// The page as bylines see it.
pub struct Place<'r, 'p> {
    pub reading: &'r Reading<'p>,
    /// The lines around the headline, up to the first paragraph.
    pub zone: Range<usize>,
    /// The headline's text, empty for none.
    pub headline: &'r str,
    /// What the page's metadata calls it.
    titles: &'r [String],
    /// The last line of the first heading that is the headline or its twin.
    under: usize,
    /// By node, once asked for.
    marks: RefCell<Vec<Option<Marks>>>,
}

impl<'r, 'p> Place<'r, 'p> {
    pub fn new(reading: &'r Reading<'p>, metadata: &'r Declared) -> Place<'r, 'p> {
        let (anchors, text) = (&reading.anchors, &reading.text);
        let marks = RefCell::new(vec![None; reading.page.len() as usize]);
        let mut place = Place { reading, zone: 0..0, headline: "", titles: &metadata.titles, under: 0, marks };
        if anchors.headline == 0 {
            let end = if anchors.found() { anchors.first } else { 0 };
            place.zone = end.saturating_sub(NEAR)..(end + 1).min(text.lines.len());
            return place;
        }
        let lines = reading.lines(&reading.page.subtree(anchors.headline));
        let own = lines.clone().find(|line| !text.lines[*line].attribute).unwrap_or(lines.start);
        place.headline = text.lines.get(own).map_or("", |_| text.of_line(own));
        // The print copy of the headline may stand nearer to the text than the one above it, or the heading be a rubric's.
        let before = if anchors.found() { anchors.first.max(own) } else { own };
        let first = (own.saturating_sub(3 * NEAR)..before).find(|line| text.lines[*line].heading > 0 && place.is_headline(*line));
        if let Some(first) = first
            && text.of_line(first).len() > place.headline.len()
        {
            place.headline = text.of_line(first);
        }
        place.under = first.unwrap_or(own);
        let end = if anchors.found() && anchors.first > own { (anchors.first + 2).min(own + 3 * NEAR) } else { own + NEAR };
        place.zone = place.under.saturating_sub(NEAR / 2)..end.min(text.lines.len());
        place
    }

    /// Hidden by its own markup; what style sheets hide is the view's to tell.
    pub fn is_hidden(&self, node: NodeId) -> bool {
        let page = self.reading.page;
        page.ancestors(node).take(NESTED).any(|node| crate::text::is_hidden(page, node))
    }

    /// A line that can be a byline: text, and not too long.
    pub fn is_short(&self, line: usize) -> bool {
        let shape = &self.reading.text.lines[line];
        !shape.attribute && (1..=LONGEST).contains(&shape.words)
    }

    pub fn below_headline(&self, line: usize) -> bool {
        self.reading.anchors.headline != 0 && line > self.under
    }

    /// Whether an element holds the headline, or the article's body.
    pub fn is_own(&self, node: NodeId) -> bool {
        let Reading { page, anchors, .. } = self.reading;
        // A long biography may hold more sentences than the article.
        anchors.headline != 0 && page.contains(node, anchors.headline)
            || anchors.found() && page.contains(node, anchors.body) && !self.marks(node).has(Class::Biography)
    }

    fn marks(&self, node: NodeId) -> Marks {
        *self.marks.borrow_mut()[node as usize].get_or_insert_with(|| Marks::of(self.reading.page, node))
    }

    /// Whether a line is what the page is called.
    fn is_headline(&self, line: usize) -> bool {
        const LONG: usize = 12;
        let text = self.reading.text.of_line(line);
        text == self.headline && !text.is_empty() || text.len() >= LONG && self.titles.iter().any(|title| title.contains(text))
    }

    /// Whether the same text stands near the headline, too: a standfirst's copy for print.
    fn is_twin(&self, line: usize) -> bool {
        let text = &self.reading.text;
        self.zone.clone().any(|near| near < line && text.of_line(near) == text.of_line(line))
    }

    /// In a figure, or in something small that is called like a picture's caption.
    pub fn is_credit(&self, node: NodeId) -> bool {
        let page = self.reading.page;
        page.ancestors(node).take(5).take_while(|node| !self.is_own(*node)).any(|node| {
            if matches!(page.tag(node), Some(Tag::Figure | Tag::Figcaption | Tag::Picture)) {
                return true;
            }
            const WORDS: [&str; 7] = ["photo", "foto", "image", "img", "caption", "picture", "legenda"];
            let class = page.attr(node, Attr::Class).unwrap_or("");
            let named = holds(class, &WORDS);
            named && !is_author_class(page, node) && self.reading.lines(&page.subtree(node)).len() <= 4
        })
    }

    /// Whether a line names who took a picture, too.
    pub fn is_credited(&self, line: usize) -> bool {
        self.reading.said[line].has(Concept::Credit)
    }

    /// Marked as a byline: by its class, by `rel` or `itemprop`, or by microformats.
    pub fn is_marked(&self, block: &Block) -> bool {
        let page = self.reading.page;
        let around = page.ancestors(block.nodes.start).take(3).take_while(|node| self.reading.lines(&page.subtree(*node)).len() <= 4);
        block.nodes.clone().filter(|node| page.tag(*node).is_some()).take(40).chain(around).any(|node| is_author_class(page, node))
    }

    /// In a list of links that leads around the site.
    pub fn in_menu(&self, node: NodeId) -> bool {
        let page = self.reading.page;
        page.ancestors(node).chain([node]).take_while(|node| !self.is_own(*node)).any(|node| {
            let role = page.attr(node, Attr::Role).unwrap_or("");
            let named = |attr: Attr| {
                let value = page.attr(node, attr).unwrap_or("");
                value.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
                    ["menu", "nav", "navigation", "breadcrumb", "breadcrumbs"].iter().any(|menu| menu.eq_ignore_ascii_case(word))
                })
            };
            matches!(page.tag(node), Some(Tag::Nav | Tag::Menu))
                || matches!(role, "navigation" | "menu" | "menubar")
                || page.end(node) > node + 1 && (named(Attr::Class) || named(Attr::Id))
        })
    }

    /// In a link that says more than the byline: it leads to a text, and the byline is that text's.
    pub fn in_card_link(&self, block: &Block) -> bool {
        let page = self.reading.page;
        let own = self.reading.lines(&block.nodes).len();
        page.ancestors(block.nodes.start)
            .take(LEVELS)
            .find(|node| page.is(*node, Tag::A))
            .is_some_and(|link| self.reading.lines(&page.subtree(link)).len() > own.max(1))
    }

    /// Whether a byline is another article's, a comment's, or stands over a biography.
    pub fn is_of_another(&self, block: &Block, line: usize, announced: bool) -> bool {
        let Reading { page, .. } = *self.reading;
        let start = block.nodes.start;
        for node in page.ancestors(start).chain([start]).filter(|node| !self.is_own(*node)) {
            let marks = self.marks(node);
            if marks.has(Class::Comment) || marks.has(Class::Related) && !is_author_class(page, node) {
                return true;
            }
            if marks.has(Class::Biography) && self.tells(node) {
                return true;
            }
            if page.is(node, Tag::Aside) && !announced && self.reading.words(&page.subtree(node)).all() > 2 * LONGEST {
                return true;
            }
            // Inside an article element that is not the page's own.
            if page.is(node, Tag::Article) && node != start {
                return true;
            }
        }
        self.is_card(block, announced) || self.heads_another(line)
    }

    /// Whether sentences stand in an element.
    fn tells(&self, node: NodeId) -> bool {
        let text = &self.reading.text;
        self.reading
            .lines(&self.reading.page.subtree(node))
            .any(|line| self.reading.manner[line] == Manner::Prose && text.lines[line].stops > 0)
    }

    /// A title, a link or sentences around it make it a card.
    fn is_card(&self, block: &Block, announced: bool) -> bool {
        let Reading { page, text, manner, said, .. } = self.reading;
        let mut lines = self.reading.lines(&block.nodes);
        let own = lines.clone();
        let said_too = |label: &str| own.clone().any(|line| text.of_line(line).contains(label));
        for node in page.ancestors(block.nodes.start).take(LEVELS) {
            if self.is_own(node) || matches!(page.tag(node), Some(Tag::Body | Tag::Html | Tag::Main)) {
                return false;
            }
            let around = self.reading.lines(&page.subtree(node));
            if around.len() == lines.len() {
                continue;
            }
            if around.len() > CARD_LINES || self.reading.words(&page.subtree(node)).all() > CARD {
                return false;
            }
            // Up to the heading above, and before the heading below.
            let from = (around.start..lines.start).rev().find(|line| text.lines[*line].heading > 0).unwrap_or(around.start);
            let to = (lines.end..around.end).find(|line| text.lines[*line].heading > 0).unwrap_or(around.end);
            // "Author: Maren Oduya", "Source: ...": what comes after another label is that label's.
            let label = |line: &usize| manner[*line] == Manner::Neutral && !said_too(text.of_line(*line));
            let to = if announced { (lines.end..to).find(label).unwrap_or(to) } else { to };
            for line in (from..lines.start).chain(lines.end..to).filter(|line| !text.lines[*line].attribute) {
                if self.is_headline(line) || !self.headline.is_empty() && text.of_line(line).contains(self.headline) {
                    return false; // the article's own, for print or in the bar that stays
                }
                if self.is_twin(line) {
                    continue;
                }
                let shape = &text.lines[line];
                let titled = shape.heading > 0 && shape.words >= 3 || shape.link_share() > 0.8 && shape.words >= 4;
                let told = manner[line] == Manner::Prose && shape.stops > 0 || said[line].has(Concept::Biography);
                if titled && !self.in_menu(shape.nodes.start) || told {
                    return true;
                }
            }
            lines = around;
        }
        false
    }

    /// Under a heading of its own, with text after it: an entry of a live blog, or a second article.
    fn heads_another(&self, line: usize) -> bool {
        let Reading { page, text, manner, anchors, lexicon, .. } = self.reading;
        let Some(heading) = (line.saturating_sub(3)..line).rev().find(|line| text.lines[*line].heading > 0) else { return false };
        if self.below_headline(heading) && self.zone.contains(&line) && line <= anchors.first {
            return false; // a standfirst
        }
        let (block, said) = (text.lines[heading].block, text.of_line(heading));
        let headline = anchors.headline != 0
            && (self.is_headline(heading) || page.contains(anchors.headline, block) || page.contains(block, anchors.headline));
        let says_byline = lexicon.byline.before.contains(&said) || lexicon.byline.roles.contains(&said);
        let goes_on = (line + 1..line + 4).any(|line| manner.get(line) == Some(&Manner::Prose));
        !headline && !says_byline && goes_on
    }
}

/// Whether an element's class, `rel` or `itemprop` says that it names an author.
pub fn is_author_class(page: &Page, node: NodeId) -> bool {
    page.attrs(node).any(|(attr, value)| match attr {
        Attr::Rel => value.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("author")),
        Attr::Itemprop => value.split_whitespace().any(|prop| matches!(prop, "author" | "creator")),
        _ => false,
    }) || page.is(node, Tag::Address)
        || Marks::of(page, node).has(Class::Author)
}

/// Whether a value has one of these lower-case words in it, in any case.
fn holds(value: &str, words: &[&str]) -> bool {
    let bytes = value.as_bytes();
    (0..bytes.len()).any(|at| {
        let first = bytes[at].to_ascii_lowercase();
        words.iter().any(|word| {
            word.as_bytes()[0] == first && bytes[at..].get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
        })
    })
}

/// The text of a run as it is written, with a space between two of its texts.
pub fn written(reading: &Reading, nodes: Range<NodeId>) -> String {
    let page = reading.page;
    let mut written = String::new();
    for node in nodes.filter(|node| page.tag(*node).is_none() && !page.tag(page.parent(*node)).is_some_and(Tag::is_unread)) {
        for word in page.text(node).split_whitespace() {
            if !written.is_empty() {
                written.push(' ');
            }
            written.push_str(word);
        }
    }
    written
}
