use std::ops::Range;

use super::{Attr, Layer, Node, NodeId, Page, Tag, What};

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

    /// Starts with the document itself and all texts at hand, for [`PageBuilder::text_at`] and [`PageBuilder::attr_at`].
    pub fn over(url: &str, source: String, nodes: usize) -> PageBuilder {
        let mut builder = PageBuilder::new(url);
        builder.page.nodes.reserve(nodes);
        builder.page.attrs.reserve(nodes);
        builder.page.source = source;
        builder
    }

    fn push(&mut self, what: What) -> NodeId {
        let id = self.page.nodes.len() as NodeId;
        let parent = self.open.last().copied().unwrap_or(0);
        self.page.nodes.push(Node { parent, end: id + 1, what });
        id
    }

    fn store(&mut self, value: &str) -> Range<u32> {
        let start = self.page.source.len() as u32;
        self.page.source.push_str(value);
        start..self.page.source.len() as u32
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
        let value = self.store(value);
        self.attr_at(attr, value);
    }

    /// As [`PageBuilder::attr`], its value at these bytes of the source.
    pub fn attr_at(&mut self, attr: Attr, value: Range<u32>) {
        self.page.attrs.push((attr, value));
        let end = self.page.attrs.len() as u32;
        if let Some(What::Element { attrs, .. }) = self.page.nodes.last_mut().map(|node| &mut node.what) {
            attrs.end = end;
        }
    }

    /// A text.
    pub fn text(&mut self, text: &str) -> NodeId {
        let range = self.store(text);
        self.text_at(range)
    }

    /// As [`PageBuilder::text`], at these bytes of the source.
    pub fn text_at(&mut self, range: Range<u32>) -> NodeId {
        self.push(What::Text(range))
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

    /// Something lies over the page. Says also that the page is rendered.
    pub fn layer(&mut self, layer: Layer) {
        self.page.layers.push(layer);
    }

    /// The page is on screen, so that its [`Layer`]s are known.
    pub fn rendered(&mut self) {
        self.page.rendered = true;
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
