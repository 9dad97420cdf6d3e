//! Where a copy of the byline stands.

use std::ops::Range;

use crate::block::Block;
use crate::byline::{Declared, is_among};
use crate::lexicon::Concept;
use crate::marks::{Class, Marks};
use crate::page::{Attr, NodeId, Page, Tag};
use crate::reading::{Manner, Reading};
use crate::text::find;

use super::LONGEST;

/// How far from the headline the article's own byline stands, in lines.
const NEAR: usize = 12;
/// Deeper nesting than any byline has.
const NESTED: usize = 64;

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
}

impl<'r, 'p> Place<'r, 'p> {
    pub fn new(reading: &'r Reading<'p>, metadata: &'r Declared) -> Place<'r, 'p> {
        let (anchors, text) = (&reading.anchors, &reading.text);
        let mut place = Place { reading, zone: 0..0, headline: "", titles: &metadata.titles, under: 0 };
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

    /// In a small box with the headline.
    pub fn is_with_headline(&self, node: NodeId) -> bool {
        let Reading { page, anchors, .. } = self.reading;
        let headline = anchors.headline;
        let mut around = page.ancestors(node).take(4).take_while(|node| !matches!(page.tag(*node), Some(Tag::Body | Tag::Main)));
        headline != 0 && around.any(|node| page.contains(node, headline) && self.reading.lines(&page.subtree(node)).len() <= NEAR)
    }

    /// Under the headline, up to the first paragraph.
    pub fn in_header(&self, line: usize) -> bool {
        self.below_headline(line) && line <= self.reading.anchors.first
    }

    /// Between two paragraphs of the text. What stands under "Related articles" is none.
    pub fn is_amid(&self, line: usize) -> bool {
        let Reading { text, manner, said, anchors, .. } = self.reading;
        let related = |line: &usize| text.lines[*line].heading > 0 && said[*line].has(Concept::Related);
        line > anchors.first
            && (line + 1..=anchors.last)
                .take_while(|line| !related(line))
                .any(|line| matches!(manner[line], Manner::Prose | Manner::Leaning))
    }

    /// Whether an element holds the headline, or the article's body.
    pub fn is_own(&self, node: NodeId) -> bool {
        let Reading { page, anchors, .. } = self.reading;
        // A long biography may hold more sentences than the article.
        anchors.headline != 0 && page.contains(node, anchors.headline)
            || anchors.found() && page.contains(node, anchors.body) && !Marks::of(page, node).has(Class::Biography)
    }

    /// Whether a line is what the page is called.
    pub fn is_headline(&self, line: usize) -> bool {
        const LONG: usize = 12;
        let text = self.reading.text.of_line(line);
        text == self.headline && !text.is_empty() || text.len() >= LONG && self.titles.iter().any(|title| find::holds(title, text))
    }

    /// Whether the same text stands near the headline, too: a standfirst's copy for print.
    pub fn is_twin(&self, line: usize) -> bool {
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
            let named = find::holds_any(class, &WORDS);
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
                let value = page.attr(node, attr).unwrap_or("").to_ascii_lowercase();
                let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
                words.any(|word| is_among("menu nav navigation breadcrumb breadcrumbs", word))
            };
            matches!(page.tag(node), Some(Tag::Nav | Tag::Menu))
                || matches!(role, "navigation" | "menu" | "menubar")
                || page.end(node) > node + 1 && (named(Attr::Class) || named(Attr::Id))
        })
    }
}

/// Whether an element's class, `rel` or `itemprop` says that it names an author.
pub fn is_author_class(page: &Page, node: NodeId) -> bool {
    page.attrs(node).any(|(attr, value)| match attr {
        // Also RDFa's, with the vocabulary before it: "schema:author", "sioc:has_creator".
        Attr::Rel | Attr::Itemprop | Attr::Property => value.split([' ', ':', '_']).any(|word| matches!(word, "author" | "creator")),
        // "/author/maren-oduya", "/auteurs/..."
        Attr::Href => {
            let mut parts = value.split('/').skip(1).filter(|part| part.starts_with("aut"));
            parts.any(|part| is_among("author authors autor autoren autores autore autori auteur auteurs", part))
        }
        _ => false,
    }) || page.is(node, Tag::Address)
        || Marks::of(page, node).has(Class::Author)
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
