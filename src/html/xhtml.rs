//! XHTML, parsed as the XML that it is. The source is kept and struck nodes are left out of it, so that everything else
//! stays byte for byte: declarations, namespaces, entities, CDATA sections.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader as XmlReader;
use quick_xml::events::{BytesStart, Event};

use crate::page::Tag;

use super::read::Reader;

const NAMESPACE: &str = "http://www.w3.org/1999/xhtml";

/// Elements without content, which HTML parsers too take as ended where XML says so.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr",
];

#[derive(Debug)]
enum Step {
    Open { name: Range<usize>, attrs: Vec<(String, String)> },
    Text(String),
    Close,
}

/// A well-formed XHTML document.
#[derive(Debug)]
pub(super) struct Xhtml {
    source: String,
    /// In document order. An element's end tag is its `Close`.
    steps: Vec<(Step, Range<usize>)>,
    struck: Vec<Range<usize>>,
}

impl Xhtml {
    /// Parses a document that says it is XHTML and is. `None` where a browser would take it as HTML, and where it is not
    /// well-formed. `named_so`: its file name says it is XHTML. `reencoded`: it was not written in UTF-8.
    pub(super) fn parse(text: &str, named_so: bool, reencoded: bool) -> Option<Xhtml> {
        let prologue = Prologue::read(text);
        let (root, attrs) = prologue.root?;
        if local(root) != "html" || !attrs.contains(NAMESPACE) {
            return None;
        }
        let source = match prologue.encoding {
            Some(label) if reencoded => {
                let at = label.as_ptr() as usize - text.as_ptr() as usize;
                format!("{}UTF-8{}", &text[..at], &text[at + label.len()..])
            }
            _ => text.to_owned(),
        };
        let mut needs_xml = named_so || prologue.declared;
        let mut steps = Vec::new();
        let mut depth = 0usize;
        let mut reader = XmlReader::from_str(&source);
        // The text that is being gathered: references come as events of their own.
        let mut run: Option<(String, Range<usize>)> = None;
        loop {
            let start = reader.buffer_position() as usize;
            let event = reader.read_event().ok()?;
            let range = start..reader.buffer_position() as usize;
            let piece = match &event {
                Event::Text(text) => Some(text.html_content()),
                Event::GeneralRef(_) => Some(Cow::Owned(quick_xml::escape::unescape(&source[range.clone()]).ok()?.into_owned())),
                _ => None,
            };
            if let Some(piece) = piece {
                let (text, whole) = run.get_or_insert_with(|| (String::new(), range.start..range.start));
                text.push_str(&piece);
                whole.end = range.end;
                continue;
            }
            if let Some((text, range)) = run.take()
                && depth > 0
            {
                steps.push((Step::Text(text), range));
            }
            match event {
                Event::Start(tag) => {
                    steps.push((open(&source, &range, &tag)?, range));
                    depth += 1;
                }
                Event::Empty(tag) => {
                    needs_xml |= !VOID.contains(&tag.local_name().as_ref());
                    let end = range.end..range.end;
                    steps.push((open(&source, &range, &tag)?, range));
                    steps.push((Step::Close, end));
                }
                Event::End(_) => {
                    steps.push((Step::Close, range));
                    depth = depth.checked_sub(1)?;
                }
                Event::CData(data) if depth > 0 => steps.push((Step::Text(data.html_content().into_owned()), range)),
                Event::Eof => break,
                _ => {}
            }
        }
        (needs_xml && depth == 0).then_some(Xhtml { source, steps, struck: Vec::new() })
    }

    /// Reads what judging needs; a node's number is that of its step, from 1 on.
    pub(super) fn read(&self, reader: &mut Reader) {
        for (number, (step, _)) in (1..).zip(&self.steps) {
            match step {
                Step::Open { name, attrs } => {
                    let attrs = attrs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                    reader.open(number, &self.source[name.clone()], attrs);
                }
                Step::Text(text) => reader.text(number, text),
                Step::Close => reader.close(),
            }
        }
    }

    /// Takes a node and all below it out.
    pub(super) fn strike(&mut self, number: usize) {
        let Some((step, range)) = number.checked_sub(1).and_then(|at| self.steps.get(at)) else { return };
        let mut end = range.end;
        if let Step::Open { .. } = step {
            let mut depth = 0usize;
            for (step, range) in &self.steps[number - 1..] {
                match step {
                    Step::Open { .. } => depth += 1,
                    Step::Close => depth -= 1,
                    Step::Text(_) => {}
                }
                if depth == 0 {
                    end = range.end;
                    break;
                }
            }
        }
        self.struck.push(range.start..end);
    }

    /// The source without what was struck.
    pub(super) fn write(&self) -> String {
        let mut struck = self.struck.clone();
        struck.sort_by_key(|range| range.start);
        let mut left = String::with_capacity(self.source.len());
        let mut at = 0;
        for range in struck {
            left.push_str(&self.source[at..range.start.max(at)]);
            at = at.max(range.end);
        }
        left.push_str(&self.source[at..]);
        left
    }
}

fn open(source: &str, range: &Range<usize>, tag: &BytesStart<'_>) -> Option<Step> {
    // `<` stands before the name.
    let whole = range.start + 1..range.start + 1 + tag.name().as_ref().len();
    let name = whole.end - local(&source[whole.clone()]).len()..whole.end;
    let mut attrs = Vec::new();
    for attr in tag.attributes() {
        let attr = attr.ok()?;
        let value = quick_xml::escape::unescape(&attr.value).ok()?;
        attrs.push((attr.key.as_ref().to_owned(), value.into_owned()));
    }
    Some(Step::Open { name, attrs })
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// What stands before the content of the root element.
struct Prologue<'t> {
    /// There is an XML declaration.
    declared: bool,
    /// The encoding that the declaration names.
    encoding: Option<&'t str>,
    /// The root element's name and the text of its attributes.
    root: Option<(&'t str, &'t str)>,
}

impl<'t> Prologue<'t> {
    fn read(text: &'t str) -> Prologue<'t> {
        let mut rest = text.trim_start();
        let mut prologue = Prologue { declared: false, encoding: None, root: None };
        while let Some(tag) = rest.strip_prefix('<') {
            let end = if tag.starts_with("!--") {
                "-->"
            } else if tag.starts_with('?') {
                "?>"
            } else if tag.starts_with('!') && tag.contains('[') && tag.find('[') < tag.find('>') {
                "]>"
            } else {
                ">"
            };
            let Some((inside, after)) = tag.split_once(end) else { break };
            if let Some(declaration) = inside.strip_prefix("?xml ") {
                prologue.declared = true;
                prologue.encoding = attribute(declaration, "encoding");
            } else if !inside.starts_with(['!', '?']) {
                let (name, attrs) = inside.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inside.trim_end_matches('/'), ""));
                prologue.root = Some((name, attrs));
                break;
            }
            rest = after.trim_start();
        }
        prologue
    }
}

fn attribute<'t>(attrs: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = attrs.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split(quote).next()
}

/// The encoding that the XML declaration names, where there is one.
pub(super) fn declared_encoding(text: &str) -> Option<&str> {
    Prologue::read(text).encoding
}

/// The name of the root element, where the document is XML and no XHTML: a feed, a drawing, a site map.
pub(super) fn foreign_root(text: &str) -> Option<&str> {
    let prologue = Prologue::read(text);
    let (root, attrs) = prologue.root?;
    let is_html = Tag::from_name(&root.to_ascii_lowercase()).is_some_and(|tag| !matches!(tag, Tag::Svg | Tag::Math));
    let is_xml = prologue.declared || attrs.contains("xmlns") || matches!(root, "svg" | "rss" | "opml" | "plist");
    (is_xml && !is_html && !attrs.contains(NAMESPACE)).then_some(root)
}
