use super::{Attr, Node, NodeId, Page, StringId, Strings, Tag, What};

/// Makes a [`Page`] from a walk in document order: `open`, its `attr`s, what is inside, `close`.
///
/// Each `open` and each `text` takes the next number; an adapter that keeps its own nodes in the same order can look
/// a number up there.
#[derive(Debug)]
pub struct PageBuilder {
    page: Page,
    open: Vec<NodeId>,
}

impl PageBuilder {
    /// Starts with the document itself, node 0.
    pub fn new(url: &str) -> PageBuilder {
        let mut builder = PageBuilder { page: Page { url: url.to_owned(), ..Page::default() }, open: Vec::new() };
        builder.open(Tag::Other);
        builder
    }

    /// Starts with the document itself and all strings at hand, for [`PageBuilder::text_of`] and [`PageBuilder::attr_of`].
    pub fn over(url: &str, strings: Strings, nodes: usize) -> PageBuilder {
        let mut builder = PageBuilder::new(url);
        builder.page.nodes.reserve(nodes);
        builder.page.attrs.reserve(nodes);
        builder.page.strings = strings;
        builder
    }

    fn push(&mut self, what: What) -> NodeId {
        let id = self.page.nodes.len() as NodeId;
        let parent = self.open.last().copied().unwrap_or(0);
        self.page.nodes.push(Node { parent, end: id + 1, what });
        id
    }

    /// An element starts.
    pub fn open(&mut self, tag: Tag) -> NodeId {
        let at = self.page.attrs.len() as u32;
        let id = self.push(What::Element { tag, attrs: at..at });
        self.open.push(id);
        id
    }

    /// An attribute of the element that was opened last, before anything inside it.
    pub fn attr(&mut self, attr: Attr, value: &str) {
        let value = self.page.strings.push(value);
        self.attr_of(attr, value);
    }

    /// As [`PageBuilder::attr`], its value by its number.
    pub fn attr_of(&mut self, attr: Attr, value: StringId) {
        self.page.attrs.push((attr, value));
        let end = self.page.attrs.len() as u32;
        if let Some(What::Element { attrs, .. }) = self.page.nodes.last_mut().map(|node| &mut node.what) {
            attrs.end = end;
        }
    }

    /// A text.
    pub fn text(&mut self, text: &str) -> NodeId {
        let text = self.page.strings.push(text);
        self.text_of(text)
    }

    /// As [`PageBuilder::text`], by its number.
    pub fn text_of(&mut self, text: StringId) -> NodeId {
        let around = self.open.last().copied().unwrap_or(0);
        if !self.page.tag(around).is_some_and(Tag::is_unread) {
            self.page.strings.fold(text);
        }
        self.push(What::Text(text))
    }

    /// The element opened last and not yet closed ends. The document itself stays open.
    pub fn close(&mut self) {
        if self.open.len() > 1
            && let Some(id) = self.open.pop()
        {
            self.page.nodes[id as usize].end = self.page.nodes.len() as NodeId;
        }
    }

    /// How many elements are open, the document among them.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Closes what is still open.
    pub fn finish(mut self) -> Page {
        while self.depth() > 1 {
            self.close();
        }
        if let Some(document) = self.open.pop() {
            self.page.nodes[document as usize].end = self.page.nodes.len() as NodeId;
        }
        self.page
    }
}
