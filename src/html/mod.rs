//! The native adapter: web pages as files.
//!
//! ```
//! use dele::{Options, html};
//!
//! let page = b"<!DOCTYPE html><title>Rain</title><article><p>It rained.</p></article>";
//! let cleaned = html::clean(page, &Options::default())?;
//! assert!(cleaned.report.removals.is_empty());
//! assert!(cleaned.html.contains("<p>It rained.</p>"));
//! # Ok::<(), html::Error>(())
//! ```

mod decode;
mod read;
mod tree;
mod xhtml;

use crate::page::Page;
use crate::report::{Options, Report};
use crate::{Unrendered, judge};

use decode::Decoded;
use read::Reader;
use tree::Tree;
use xhtml::Xhtml;

/// Why an input is unusable. Each message is one line and says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing in it.
    Empty,
    /// It is no text; with what it looks like.
    Binary(&'static str),
    /// It is an XML document other than XHTML; with the name of its root element.
    NotHtml(String),
    /// It is in an encoding that browsers refuse; with the name it gives.
    Encoding(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Empty => f.write_str("the input is empty; give an HTML page (did a download fail?)"),
            Error::Binary(what) => write!(f, "this is {what}, not HTML; give the page's HTML source"),
            Error::NotHtml(root) => write!(f, "this is an XML document (<{root}>), not HTML; give the page's HTML source"),
            Error::Encoding(label) => write!(f, "the encoding {label:?} is not supported by browsers; convert the page to UTF-8"),
        }
    }
}

impl std::error::Error for Error {}

/// How to parse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Syntax {
    /// As HTML, or as XHTML where the input is well-formed XHTML that HTML parsers would misread.
    #[default]
    Detect,
    /// As XHTML where it is well-formed, such as for a file named `.xhtml`; else as HTML.
    Xhtml,
}

/// A cleaned page.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleaned {
    /// The page without the struck blocks, always to be stored as UTF-8.
    pub html: String,
    /// What was struck, and why.
    pub report: Report,
}

/// Cleans a page. The struck blocks are really gone; everything else stays.
///
/// # Errors
///
/// Where the input is no web page; see [`Error`].
pub fn clean(input: &[u8], options: &Options) -> Result<Cleaned, Error> {
    let mut document = Document::parse(input, Syntax::Detect)?;
    let report = document.clean(options);
    Ok(Cleaned { html: document.to_html(), report })
}

/// A page that was read from a file.
#[derive(Debug)]
pub struct Document {
    source: Source,
    mark: bool,
}

#[derive(Debug)]
enum Source {
    Html(Tree),
    Xhtml(Xhtml),
}

impl Document {
    /// Decodes and parses.
    ///
    /// # Errors
    ///
    /// Where the input is no web page; see [`Error`].
    pub fn parse(input: &[u8], syntax: Syntax) -> Result<Document, Error> {
        let mut decoded = decode::decode(input)?;
        if let Some(label) = (!decoded.certain).then(|| xhtml::declared_encoding(&decoded.text)).flatten()
            && let Some(declared) = decode::decode_as(input, label)?
        {
            decoded = declared;
        }
        if let Some(root) = xhtml::foreign_root(&decoded.text) {
            return Err(Error::NotHtml(root.to_owned()));
        }
        let mark = decoded.mark;
        if let Some(xhtml) = Xhtml::parse(&decoded.text, syntax == Syntax::Xhtml, decoded.encoding != encoding_rs::UTF_8) {
            return Ok(Document { source: Source::Xhtml(xhtml), mark });
        }
        Ok(Document { source: Source::Html(parse_html(input, decoded)?), mark })
    }

    /// Strikes, and tells what.
    pub fn clean(&mut self, options: &Options) -> Report {
        let (page, handles) = self.read();
        let plan = judge(&page, options, &mut Unrendered);
        let mut removals = Vec::with_capacity(plan.strikes.len());
        for (number, strike) in (1..).zip(plan.strikes) {
            for node in strike.nodes {
                let handle = handles[node as usize];
                match &mut self.source {
                    Source::Html(tree) => tree.detach(handle),
                    Source::Xhtml(xhtml) => xhtml.strike(handle),
                }
            }
            removals.push(crate::report::Removal { id: number, ..strike.removal });
        }
        Report { removals, notes: plan.notes, declined: plan.declined }
    }

    /// What judging sees of it.
    pub fn page(&self) -> Page {
        self.read().0
    }

    fn read(&self) -> (Page, Vec<usize>) {
        let mut reader = Reader::new(0);
        match &self.source {
            Source::Html(tree) => tree.read(&mut reader),
            Source::Xhtml(xhtml) => xhtml.read(&mut reader),
        }
        reader.finish()
    }

    /// The page as HTML, or as XHTML where it was parsed as such. To be stored as UTF-8.
    pub fn to_html(&self) -> String {
        let html = match &self.source {
            Source::Html(tree) => tree.write(),
            Source::Xhtml(xhtml) => xhtml.write(),
        };
        if self.mark { format!("\u{FEFF}{html}") } else { html }
    }
}

/// Parses, and parses again where the document turns out to be in another encoding than it seemed.
fn parse_html(input: &[u8], decoded: Decoded<'_>) -> Result<Tree, Error> {
    let mut named = None;
    let mut tree = Tree::parse(&decoded.text, |label| {
        if !decoded.certain && named.is_none() {
            named = Some(decode::decode_as(input, label));
        }
        !matches!(&named, Some(Err(_))) && !matches!(&named, Some(Ok(Some(named))) if named.encoding != decoded.encoding)
    });
    let mut encoding = decoded.encoding;
    if let Some(named) = named.transpose()?.flatten()
        && named.encoding != encoding
    {
        tree = Tree::parse(&named.text, |_| true);
        encoding = named.encoding;
    }
    if encoding != encoding_rs::UTF_8 {
        tree.declare_utf8();
    }
    Ok(tree)
}
