//! A parsed HTML document: nodes in one list, linked by their numbers, so that no walk and no drop recurses.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::serialize::{HtmlSerializer, SerializeOpts, Serializer};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, ExpandedName, QualName, TokenizerResult, local_name, ns};

use super::read::Reader;

/// A node's place in [`Tree::nodes`].
type Id = usize;

const DOCUMENT: Id = 0;

#[derive(Debug)]
enum Data {
    /// The document, or the content of the template that it names.
    Root {
        template: Option<Id>,
    },
    Doctype {
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    },
    Element {
        name: QualName,
        attrs: Vec<Attribute>,
        content: Option<Id>,
        integration_point: bool,
    },
    Text(StrTendril),
    Comment(StrTendril),
    Instruction {
        target: StrTendril,
        data: StrTendril,
    },
}

#[derive(Debug)]
struct Node {
    parent: Option<Id>,
    previous: Option<Id>,
    next: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
    data: Data,
}

/// The document. The parser and the serialiser both see it through shared references.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// A step of a walk in document order.
enum Step {
    Enter(Id),
    Leave(Id),
}

impl Tree {
    /// Parses as a browser with scripting does. Ends early where the document names its encoding and `goes_on` says no.
    pub(super) fn parse(text: &str, mut goes_on: impl FnMut(&str) -> bool) -> Tree {
        let sink = Sink(RefCell::new(Tree { nodes: Vec::new() }));
        sink.0.borrow_mut().create(Data::Root { template: None });
        let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
        let tokenizer = Tokenizer::new(builder, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(text));
        loop {
            match tokenizer.feed(&input) {
                TokenizerResult::Done => break,
                TokenizerResult::Script(_) => {}
                TokenizerResult::EncodingIndicator(label) => {
                    if !goes_on(&label) {
                        break;
                    }
                }
            }
        }
        tokenizer.end();
        tokenizer.sink.sink.finish()
    }

    /// Reads what judging needs.
    pub(super) fn read(&self, reader: &mut Reader) {
        for step in self.walk(false) {
            match step {
                Step::Enter(id) => match &self.nodes[id].data {
                    Data::Element { name, attrs, .. } => {
                        let attrs = attrs.iter().filter(|attr| attr.name.ns == ns!()).map(|attr| (&*attr.name.local, &*attr.value));
                        reader.open(id, &name.local, attrs);
                    }
                    Data::Text(text) => reader.text(id, text),
                    _ => {}
                },
                Step::Leave(id) => {
                    if matches!(self.nodes[id].data, Data::Element { .. }) {
                        reader.close();
                    }
                }
            }
        }
    }

    /// Says in the document that it is UTF-8: in the elements that name another encoding, or in a new one.
    pub(super) fn declare_utf8(&mut self) {
        let mut declared = false;
        let mut head = None;
        for id in 0..self.nodes.len() {
            let Data::Element { name, attrs, .. } = &mut self.nodes[id].data else { continue };
            if name.ns != ns!(html) {
                continue;
            }
            if name.local == local_name!("head") && head.is_none() {
                head = Some(id);
            }
            if name.local != local_name!("meta") {
                continue;
            }
            let is_content_type = attrs
                .iter()
                .any(|attr| attr.name.local == local_name!("http-equiv") && attr.value.trim().eq_ignore_ascii_case("content-type"));
            for attr in attrs {
                if attr.name.local == local_name!("charset") {
                    attr.value = "utf-8".into();
                    declared = true;
                } else if attr.name.local == local_name!("content") && is_content_type {
                    attr.value = "text/html; charset=utf-8".into();
                    declared = true;
                }
            }
        }
        if let (false, Some(head)) = (declared, head) {
            let charset = Attribute { name: QualName::new(None, ns!(), local_name!("charset")), value: "utf-8".into() };
            let name = QualName::new(None, ns!(html), local_name!("meta"));
            let meta = self.create(Data::Element { name, attrs: vec![charset], content: None, integration_point: false });
            match self.nodes[head].first {
                Some(first) => self.insert_before(first, meta),
                None => self.append(head, meta),
            }
        }
    }

    /// The document as HTML.
    pub(super) fn write(&self) -> String {
        let html = self.serialize().expect("writing to memory does not fail");
        String::from_utf8(html).expect("made of strings")
    }

    fn serialize(&self) -> io::Result<Vec<u8>> {
        let mut html = Vec::new();
        let mut serializer = HtmlSerializer::new(&mut html, SerializeOpts::default());
        for step in self.walk(true) {
            match step {
                Step::Enter(id) => match &self.nodes[id].data {
                    Data::Element { name, attrs, .. } => {
                        serializer.start_elem(name.clone(), attrs.iter().map(|attr| (&attr.name, &*attr.value)))?;
                    }
                    Data::Text(text) => {
                        // The parser drops one line break here.
                        if text.starts_with('\n') && self.nodes[id].previous.is_none() && self.parent_drops_line_break(id) {
                            serializer.write_text("\n")?;
                        }
                        serializer.write_text(text)?;
                    }
                    Data::Comment(text) => serializer.write_comment(text)?,
                    Data::Instruction { target, data } => serializer.write_processing_instruction(target, data)?,
                    Data::Doctype { name, public_id, system_id } => serializer.write_doctype(&doctype(name, public_id, system_id))?,
                    Data::Root { .. } => {}
                },
                Step::Leave(id) => {
                    if let Data::Element { name, .. } = &self.nodes[id].data {
                        serializer.end_elem(name.clone())?;
                    }
                }
            }
        }
        Ok(html)
    }

    fn parent_drops_line_break(&self, id: Id) -> bool {
        let parent = self.nodes[id].parent.map(|parent| &self.nodes[parent].data);
        matches!(parent, Some(Data::Element { name, .. }) if name.ns == ns!(html)
            && matches!(name.local, local_name!("pre") | local_name!("textarea") | local_name!("listing")))
    }

    /// A walk below the document, with the content of templates or without.
    fn walk(&self, templates: bool) -> Walk<'_> {
        Walk { tree: self, templates, next: self.nodes[DOCUMENT].first.map(Step::Enter) }
    }

    fn create(&mut self, data: Data) -> Id {
        self.nodes.push(Node { parent: None, previous: None, next: None, first: None, last: None, data });
        self.nodes.len() - 1
    }

    /// Takes a node and all below it out.
    pub(super) fn detach(&mut self, id: Id) {
        let node = &mut self.nodes[id];
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        match previous {
            Some(previous) => self.nodes[previous].next = next,
            None => {
                if let Some(parent) = parent {
                    self.nodes[parent].first = next;
                }
            }
        }
        match next {
            Some(next) => self.nodes[next].previous = previous,
            None => {
                if let Some(parent) = parent {
                    self.nodes[parent].last = previous;
                }
            }
        }
    }

    fn append(&mut self, parent: Id, id: Id) {
        self.detach(id);
        let last = self.nodes[parent].last.replace(id);
        self.nodes[id].parent = Some(parent);
        self.nodes[id].previous = last;
        match last {
            Some(last) => self.nodes[last].next = Some(id),
            None => self.nodes[parent].first = Some(id),
        }
    }

    fn insert_before(&mut self, sibling: Id, id: Id) {
        self.detach(id);
        let previous = self.nodes[sibling].previous.replace(id);
        let parent = self.nodes[sibling].parent;
        let node = &mut self.nodes[id];
        (node.parent, node.previous, node.next) = (parent, previous, Some(sibling));
        match previous {
            Some(previous) => self.nodes[previous].next = Some(id),
            None => {
                if let Some(parent) = parent {
                    self.nodes[parent].first = Some(id);
                }
            }
        }
    }

    /// Whether the text could be added to a text that is already there.
    fn extend_text(&mut self, id: Option<Id>, text: &StrTendril) -> bool {
        match id.map(|id| &mut self.nodes[id].data) {
            Some(Data::Text(before)) => {
                before.push_tendril(text);
                true
            }
            _ => false,
        }
    }
}

fn doctype(name: &str, public_id: &str, system_id: &str) -> String {
    let quoted = |id: &str| if id.contains('"') { format!("'{id}'") } else { format!("\"{id}\"") };
    match (public_id.is_empty(), system_id.is_empty()) {
        (true, true) => name.to_owned(),
        (true, false) => format!("{name} SYSTEM {}", quoted(system_id)),
        (false, true) => format!("{name} PUBLIC {}", quoted(public_id)),
        (false, false) => format!("{name} PUBLIC {} {}", quoted(public_id), quoted(system_id)),
    }
}

struct Walk<'t> {
    tree: &'t Tree,
    templates: bool,
    next: Option<Step>,
}

impl Walk<'_> {
    fn inside(&self, id: Id) -> Option<Id> {
        match self.tree.nodes[id].data {
            Data::Element { content: Some(content), .. } if self.templates => self.tree.nodes[content].first,
            _ => self.tree.nodes[id].first,
        }
    }

    fn outside(&self, id: Id) -> Option<Id> {
        let parent = self.tree.nodes[id].parent?;
        match self.tree.nodes[parent].data {
            Data::Root { template } => template,
            _ => Some(parent),
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next.take()?;
        self.next = match step {
            Step::Enter(id) => Some(self.inside(id).map_or(Step::Leave(id), Step::Enter)),
            Step::Leave(id) => match self.tree.nodes[id].next {
                Some(next) => Some(Step::Enter(next)),
                None => self.outside(id).map(Step::Leave),
            },
        };
        Some(step)
    }
}

/// What the parser builds through; it wants shared references.
struct Sink(RefCell<Tree>);

/// What the parser holds of a node. It asks for names far more often than for anything else: for each end tag, of every
/// open element.
#[derive(Clone)]
struct Handle {
    id: Id,
    name: Option<Rc<QualName>>,
}

impl Handle {
    fn nameless(id: Id) -> Handle {
        Handle { id, name: None }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(DOCUMENT)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn elem_name<'a>(&'a self, handle: &'a Handle) -> ExpandedName<'a> {
        handle.name.as_ref().expect("the parser asks for the names of elements only").expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let mut tree = self.0.borrow_mut();
        let handle_name = Some(Rc::new(name.clone()));
        let integration_point = flags.mathml_annotation_xml_integration_point;
        let id = tree.create(Data::Element { name, attrs, content: None, integration_point });
        if flags.template {
            let root = tree.create(Data::Root { template: Some(id) });
            if let Data::Element { content, .. } = &mut tree.nodes[id].data {
                *content = Some(root);
            }
        }
        Handle { id, name: handle_name }
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        Handle::nameless(self.0.borrow_mut().create(Data::Comment(text)))
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        Handle::nameless(self.0.borrow_mut().create(Data::Instruction { target, data }))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.0.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(child) => child.id,
            NodeOrText::AppendText(text) => {
                let last = tree.nodes[parent.id].last;
                if tree.extend_text(last, &text) {
                    return;
                }
                tree.create(Data::Text(text))
            }
        };
        tree.append(parent.id, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.0.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(child) => child.id,
            NodeOrText::AppendText(text) => {
                let previous = tree.nodes[sibling.id].previous;
                if tree.extend_text(previous, &text) {
                    return;
                }
                tree.create(Data::Text(text))
            }
        };
        tree.insert_before(sibling.id, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.0.borrow().nodes[element.id].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        let mut tree = self.0.borrow_mut();
        let doctype = tree.create(Data::Doctype { name, public_id, system_id });
        tree.append(DOCUMENT, doctype);
    }

    fn get_template_contents(&self, handle: &Handle) -> Handle {
        match self.0.borrow().nodes[handle.id].data {
            Data::Element { content: Some(content), .. } => Handle::nameless(content),
            _ => unreachable!("the parser asks for the content of templates only"),
        }
    }

    fn add_attrs_if_missing(&self, handle: &Handle, new: Vec<Attribute>) {
        if let Data::Element { attrs, .. } = &mut self.0.borrow_mut().nodes[handle.id].data {
            for attr in new {
                if !attrs.iter().any(|old| old.name == attr.name) {
                    attrs.push(attr);
                }
            }
        }
    }

    fn remove_from_parent(&self, handle: &Handle) {
        self.0.borrow_mut().detach(handle.id);
    }

    fn reparent_children(&self, from: &Handle, to: &Handle) {
        let mut tree = self.0.borrow_mut();
        while let Some(child) = tree.nodes[from.id].first {
            tree.append(to.id, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        matches!(self.0.borrow().nodes[handle.id].data, Data::Element { integration_point: true, .. })
    }

    fn allow_declarative_shadow_roots(&self, _: &Handle) -> bool {
        false
    }
}
