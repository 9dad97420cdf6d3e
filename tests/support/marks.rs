//! What an author marked in a fixture's page by hand: what has to go and what this case is about keeping.
//!
//! The page is parsed by a tree of its own, so that a fault of Dele's tree cannot hide here.

use dele::Kind;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use similar::{Algorithm, ChangeTag, capture_diff_slices};

/// Elements that show something without any text.
const ATOMS: &[&str] =
    &["img", "video", "audio", "iframe", "embed", "object", "svg", "canvas", "input", "select", "textarea", "button", "hr"];

/// Elements whose text no reader sees.
const UNREAD: &[&str] =
    &["head", "script", "style", "noscript", "template", "svg", "video", "audio", "object", "canvas", "iframe", "textarea"];

/// Something that a reader sees.
#[derive(Clone, Debug)]
struct Item {
    /// A text, or `<name>` for an element.
    shown: String,
    is_text: bool,
    /// The block it belongs to, where it has to go.
    block: Option<usize>,
}

/// A block that has to go.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: Kind,
    /// Its text without white space.
    pub text: String,
}

/// A page as a reader sees it, with the author's marks.
#[derive(Debug, Default)]
pub struct Marked {
    items: Vec<Item>,
    pub blocks: Vec<Block>,
    /// How many elements are marked to stay.
    pub kept: usize,
    /// Wrong marks.
    pub faults: Vec<String>,
    /// Marked things that a cleaned page should not have any more.
    pub leftovers: Vec<String>,
}

impl Marked {
    pub fn read(html: &str) -> Marked {
        let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
        let mut marked = Marked::default();
        marked.visit(&dom.document, None, false);
        for block in 0..marked.blocks.len() {
            let of_block = marked.items.iter().filter(|item| item.is_text && item.block == Some(block));
            marked.blocks[block].text = of_block.map(|item| bare(&item.shown)).collect();
        }
        marked
    }

    /// What a block's mark says: its kind, and whether it is a further part of the last block of that kind.
    fn block(&mut self, mark: &str) -> Option<usize> {
        let mut words = mark.split_whitespace();
        let name = words.next().unwrap_or_default();
        let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == name) else {
            self.faults.push(format!("fx-strike={mark:?}: not a kind"));
            return None;
        };
        match (words.next(), words.next()) {
            (None, _) => {
                self.blocks.push(Block { kind, text: String::new() });
                Some(self.blocks.len() - 1)
            }
            (Some("continued"), None) => {
                let before = self.blocks.iter().rposition(|block| block.kind == kind);
                if before.is_none() {
                    self.faults.push(format!("fx-strike={mark:?}: no block of this kind before it"));
                }
                before
            }
            _ => {
                self.faults.push(format!("fx-strike={mark:?}: write a kind, or a kind and \"continued\""));
                None
            }
        }
    }

    fn visit(&mut self, parent: &Handle, inside: Option<usize>, unread: bool) {
        let mut run = None;
        for node in parent.children.borrow().iter() {
            let block = inside.or(run);
            match &node.data {
                NodeData::Comment { contents } => {
                    let mark = contents.trim();
                    if let Some(kind) = mark.strip_prefix("fx-strike") {
                        if block.is_some() {
                            self.faults.push(format!("<!-- {mark} --> inside another mark"));
                        }
                        run = self.block(kind);
                    } else if mark == "/fx-strike" && run.take().is_none() {
                        self.faults.push("<!-- /fx-strike --> without a start among its siblings".into());
                    }
                }
                NodeData::Text { contents } => {
                    let shown = spaced(&contents.borrow());
                    if !shown.is_empty() && !unread {
                        if run.is_some() {
                            self.leftovers.push(format!("\u{201C}{shown}\u{201D}"));
                        }
                        self.items.push(Item { shown, is_text: true, block });
                    }
                }
                NodeData::Element { name, attrs, .. } => {
                    let name = &*name.local;
                    let attrs = attrs.borrow();
                    let mark = |wanted: &str| attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| attr.value.to_string());
                    if run.is_some() {
                        self.leftovers.push(format!("<{name}> in a marked run"));
                    }
                    let mut block = block;
                    if let Some(kind) = mark("fx-strike") {
                        if block.is_some() {
                            self.faults.push(format!("<{name} fx-strike={kind:?}> inside another mark"));
                        }
                        block = self.block(&kind);
                        self.leftovers.push(format!("<{name} fx-strike={kind:?}>"));
                    }
                    if mark("fx-keep").is_some() {
                        self.kept += 1;
                        if block.is_some() {
                            self.faults.push(format!("<{name} fx-keep> inside fx-strike"));
                        }
                    }
                    if ATOMS.contains(&name) && !unread {
                        self.items.push(Item { shown: format!("<{name}>"), is_text: false, block });
                    }
                    self.visit(node, block, unread || UNREAD.contains(&name));
                }
                _ => {}
            }
        }
        if run.is_some() {
            self.faults.push("<!-- fx-strike ... --> without <!-- /fx-strike --> among its siblings".into());
        }
    }

    fn left(&self) -> Vec<&str> {
        self.items.iter().filter(|item| item.block.is_none()).map(|item| item.shown.as_str()).collect()
    }

    /// All that a reader sees, without white space.
    pub fn stream(&self) -> String {
        self.items.iter().map(|item| bare(&item.shown)).collect()
    }

    /// Compares what has to be left of this page with a cleaned page. One line for each difference.
    pub fn differences(&self, cleaned: &Marked) -> Vec<String> {
        let wanted = self.left();
        let got: Vec<&str> = cleaned.items.iter().map(|item| item.shown.as_str()).collect();
        // Texts that become neighbours are one text in the cleaned page, so the whole is compared without their limits.
        if wanted.iter().map(|text| bare(text)).eq(got.iter().map(|text| bare(text))) || cleaned.stream() == bare(&wanted.concat()) {
            return Vec::new();
        }
        let changes = capture_diff_slices(Algorithm::Myers, &wanted, &got);
        changes
            .iter()
            .flat_map(|change| change.iter_changes(&wanted, &got))
            .filter_map(|change| match change.tag() {
                ChangeTag::Equal => None,
                ChangeTag::Delete => Some(format!("- has to stay, is gone:  {}", change.value())),
                ChangeTag::Insert => Some(format!("+ has to go, is still there:  {}", change.value())),
            })
            .collect()
    }
}

/// Without any white space.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// With single spaces.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `part` is left of `whole` when some characters are taken out.
pub fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    part.chars().all(|wanted| whole.any(|c| c == wanted))
}

/// The page without any mark. Every mark has to be spelled as `tests/fixtures/README.md` says.
pub fn without_marks(html: &str) -> Result<String, String> {
    let mut left = html.to_owned();
    for (start, end) in [(" fx-strike=\"", "\""), ("<!-- fx-strike ", " -->"), ("<!-- /fx-strike", " -->")] {
        while let Some(at) = left.find(start) {
            let length = left[at + start.len()..].find(end).ok_or(format!("{start:?} does not end"))?;
            left.replace_range(at..at + start.len() + length + end.len(), "");
        }
    }
    left = left.replace(" fx-keep", "");
    match left.find("fx-") {
        Some(at) => Err(format!("a mark is spelled wrongly: {:?}", left[at..].chars().take(40).collect::<String>())),
        None => Ok(left),
    }
}
