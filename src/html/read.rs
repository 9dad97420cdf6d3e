//! What of a document becomes a [`Page`]: the same rules as the browser's reader (`browser/read.js`), so that both
//! report the same.

use crate::page::{Attr, Page, PageBuilder, Tag};

/// Lengths are counted in UTF-16 units, since that is what the browser's strings count.
const VALUE: usize = 300;
const CONTENT: usize = 2_000;
const LONG: usize = 200_000;

/// What is read below an open element.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    /// Everything.
    All,
    /// Only what a head tells of the page.
    Head,
    /// One long text: linked data, or a head's title.
    Long,
    /// Nothing.
    Nothing,
}

/// Takes a walk in document order and keeps, for each of the page's nodes, the number that the document gives it.
pub(super) struct Reader {
    builder: PageBuilder,
    /// For each open element of the document: what is read below it, and whether it is a node of the page.
    open: Vec<(Inside, bool)>,
    /// The document's number of each node of the page.
    handles: Vec<usize>,
}

impl Reader {
    pub(super) fn new(document: usize) -> Reader {
        Reader { builder: PageBuilder::new(""), open: Vec::new(), handles: vec![document] }
    }

    fn inside(&self) -> Inside {
        self.open.last().map_or(Inside::All, |(inside, _)| *inside)
    }

    /// An element starts; `name` is its local name.
    pub(super) fn open<'a>(&mut self, handle: usize, name: &str, attrs: impl Iterator<Item = (&'a str, &'a str)> + Clone) {
        let tag = match Tag::from_name(name) {
            Some(tag) if tag as u8 > Tag::Shadow as u8 => tag,
            _ if name.contains('-') => Tag::Custom,
            _ => Tag::Other,
        };
        let linked_data = tag == Tag::Script && attrs.clone().any(|(name, value)| name == "type" && is_linked_data(value));
        let read = match self.inside() {
            Inside::All => true,
            Inside::Head => matches!(tag, Tag::Title | Tag::Meta | Tag::Base) || linked_data,
            Inside::Long | Inside::Nothing => false,
        };
        let inside = match tag {
            _ if !read => Inside::Nothing,
            Tag::Head => Inside::Head,
            Tag::Script if linked_data => Inside::Long,
            Tag::Title if self.inside() == Inside::Head => Inside::Long,
            Tag::Iframe => Inside::Nothing,
            _ if tag.is_unread() || name == "frame" => Inside::Nothing,
            _ => Inside::All,
        };
        self.open.push((inside, read));
        if !read {
            return;
        }
        self.handles.push(handle);
        self.builder.open(tag);
        for (name, value) in attrs {
            if let Some(attr) = Attr::from_name(name) {
                self.builder.attr(attr, &cut(value, if attr == Attr::Content { CONTENT } else { VALUE }));
            }
        }
    }

    /// A text.
    pub(super) fn text(&mut self, handle: usize, text: &str) {
        match self.inside() {
            Inside::All => self.builder.text(text),
            Inside::Long => self.builder.text(&cut(text, LONG)),
            Inside::Head | Inside::Nothing => return,
        };
        self.handles.push(handle);
    }

    /// The element opened last ends.
    pub(super) fn close(&mut self) {
        if let Some((_, true)) = self.open.pop() {
            self.builder.close();
        }
    }

    /// The page, and the document's number of each of its nodes.
    pub(super) fn finish(self) -> (Page, Vec<usize>) {
        (self.builder.finish(), self.handles)
    }
}

fn is_linked_data(kind: &str) -> bool {
    const NAME: &str = "application/ld+json";
    kind.trim_start().get(..NAME.len()).is_some_and(|start| start.eq_ignore_ascii_case(NAME))
}

/// The first `most` UTF-16 units. A pair cut in two leaves a replacement character, as it does where the browser hands
/// such a string over.
fn cut(text: &str, most: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= most {
        return text.into();
    }
    let mut units = 0;
    for (at, character) in text.char_indices() {
        units += character.len_utf16();
        if units > most {
            let whole = &text[..at];
            return if units - character.len_utf16() < most { format!("{whole}\u{FFFD}").into() } else { whole.into() };
        }
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_by_utf16_units() {
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abcd", 3), "abc");
        assert_eq!(cut("äöüß", 3), "äöü");
        assert_eq!(cut("a😀b", 3), "a😀");
        assert_eq!(cut("a😀b", 2), "a\u{FFFD}");
        assert_eq!(cut("😀😀", 4), "😀😀");
    }

    #[test]
    fn knows_linked_data() {
        assert!(is_linked_data(" Application/LD+JSON; charset=utf-8"));
        assert!(!is_linked_data("application/json"));
        assert!(!is_linked_data("äpplication/ld+jso"));
    }
}
