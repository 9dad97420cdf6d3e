//! Whose a byline is: another article's, a comment's, a biography's.

use std::ops::Range;

use crate::block::Block;
use crate::byline::Person;
use crate::lexicon::Concept;
use crate::marks::{Class, Marks};
use crate::page::{Attr, NodeId, Tag};
use crate::reading::{Manner, Reading};
use crate::text::find;

use super::LONGEST;
use super::place::{Place, is_author_class};

/// A card has at most so many words.
const CARD: u32 = 120;
/// And at most so many lines; more are a list of cards.
const CARD_LINES: usize = 12;
/// A card's frame is at most so many levels up.
const LEVELS: usize = 8;

impl Place<'_, '_> {
    /// In a link that says more than the byline: it leads to a text, and the byline is that text's.
    pub fn in_card_link(&self, block: &Block) -> bool {
        let page = self.reading.page;
        let own = self.reading.lines(&block.nodes).len();
        page.ancestors(block.nodes.start)
            .take(LEVELS)
            .find(|node| page.is(*node, Tag::A))
            .is_some_and(|link| self.reading.lines(&page.subtree(link)).len() > own.max(1))
    }

    /// One of several links in a row that are made alike: the site's authors. Author, date and comments are not.
    pub fn in_list(&self, block: &Block) -> bool {
        let Reading { page, text, .. } = self.reading;
        let start = block.nodes.start;
        std::iter::once(start).chain(page.ancestors(start).take(2)).take_while(|node| !self.is_own(*node)).any(|node| {
            let alike = |other: &NodeId| {
                let line = self.reading.lines(&page.subtree(*other)).start;
                page.tag(*other) == page.tag(node)
                    && page.attr(*other, Attr::Class) == page.attr(node, Attr::Class)
                    && text
                        .lines
                        .get(line)
                        .is_some_and(|shape| page.contains(*other, shape.nodes.start) && shape.link_share() > 0.8 && !shape.attribute)
                    && !text.of_line(line).bytes().any(|byte| byte.is_ascii_digit())
            };
            page.tag(node).is_some() && page.children(page.parent(node)).filter(alike).count() > 2
        })
    }

    /// Where the first link in a run leads, or the one around it.
    pub fn link(&self, nodes: &Range<NodeId>) -> Option<&str> {
        let page = self.reading.page;
        let around = page.ancestors(nodes.start).take(3);
        let href = nodes.clone().chain(around).filter(|node| page.is(*node, Tag::A)).find_map(|link| page.attr(link, Attr::Href));
        href.filter(|href| href.len() > 1)
    }

    /// Whether a byline is another article's, a comment's, or stands over a biography.
    pub fn is_of_another(&self, block: &Block, line: usize, announced: bool) -> bool {
        let Reading { page, .. } = *self.reading;
        let start = block.nodes.start;
        for node in page.ancestors(start).chain([start]).filter(|node| !self.is_own(*node)) {
            let marks = Marks::of(page, node);
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
        let said_too = |label: &str| own.clone().any(|line| find::holds(text.of_line(line), label));
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
                if self.is_headline(line) || !self.headline.is_empty() && find::holds(text.of_line(line), self.headline) {
                    return false; // the article's own, for print or in the bar that stays
                }
                if self.is_twin(line) {
                    continue;
                }
                let shape = &text.lines[line];
                let titled = shape.heading > 0 && shape.words >= 3 || shape.link_share() > 0.8 && shape.words >= 4;
                // What stands between the headline and the text may be a standfirst.
                let prose = manner[line] == Manner::Prose && shape.stops > 0 && !(announced && self.in_header(line));
                let told = prose || said[line].has(Concept::Biography);
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

/// Whether a run has more in it than text and the author's portrait.
pub fn has_more(place: &Place, people: &[Person], nodes: &Range<NodeId>) -> bool {
    let page = place.reading.page;
    nodes.clone().any(|node| match page.tag(node) {
        Some(
            Tag::Form
            | Tag::Iframe
            | Tag::Video
            | Tag::Audio
            | Tag::Figure
            | Tag::Input
            | Tag::Textarea
            | Tag::Select
            | Tag::Object
            | Tag::Embed,
        ) => true,
        Some(Tag::Img) => !is_portrait(place, people, node),
        _ => false,
    })
}

fn is_portrait(place: &Place, people: &[Person], image: NodeId) -> bool {
    let page = place.reading.page;
    let named = page.attr(image, Attr::Alt).is_some_and(|alt| {
        let alt = crate::text::fold(alt);
        people.iter().any(|person| person.may_be_in(&alt))
    });
    let called = |node: NodeId| {
        page.attrs(node).any(|(attr, value)| {
            matches!(attr, Attr::Class | Attr::Src) && find::holds_any(value, &["avatar", "portrait", "headshot", "profile"])
        }) || is_author_class(page, node)
    };
    named || called(image) || page.ancestors(image).take(4).any(called)
}
