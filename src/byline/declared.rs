//! Who the page's own metadata says wrote it: meta tags and JSON-LD.

use super::Person;
use super::linked::{self, Linked, Value, as_str, field};
use crate::lexicon::BylineWords;
use crate::page::{Attr, Page, Tag};
use crate::text::find::{find, find_last, holds, replace};
use crate::text::join;

/// `<meta>` names that hold an author; those of web developers and social accounts are left out.
const NAMES: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "byl",
    "sailthru.author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "citation_author",
    "authors",
    "authorlist",
    "cxenseparse:author",
    "mediator_author",
];

/// What a page's metadata says of its authors.
#[derive(Debug, Default)]
pub struct Declared {
    /// The people whom it names as its authors.
    pub people: Vec<Person>,
    /// Names of the site and its publisher, letters and figures only.
    pub sites: Vec<String>,
    /// What it calls the page, folded.
    pub titles: Vec<String>,
}

/// More authors than this are a list of something else.
const MOST: usize = 12;
/// A longer text is no list of names, in bytes.
const LONGEST: usize = 600;

/// Reads a page's metadata.
pub fn declared(page: &Page, words: &BylineWords) -> Declared {
    let mut declared = Declared::default();
    let mut title = "";
    for node in 0..page.len() {
        match page.tag(node) {
            Some(Tag::Meta) => {
                let name = page.attr(node, Attr::Name).or_else(|| page.attr(node, Attr::Property)).unwrap_or("");
                let content = page.attr(node, Attr::Content).unwrap_or("");
                if NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                    declared.add(content, words);
                } else if is_site_name(name) {
                    declared.add_site(content);
                } else if name.eq_ignore_ascii_case("og:title") {
                    declared.titles.push(crate::text::fold(content));
                }
            }
            Some(Tag::Script) => {
                let text = page.children(node).map(|child| page.text(child)).collect::<String>();
                // Most scripts of linked data are about something else, and reading them costs more than looking for a word.
                if ["\"author\"", "\"creator\""].iter().any(|key| holds(&text, key))
                    && let Some(value) = linked::parse(text.trim())
                {
                    walk(&value, &value, 0, &mut declared, words);
                }
            }
            Some(Tag::Title) if title.is_empty() => title = page.children(node).next().map_or("", |text| page.text(text)),
            _ => {}
        }
    }
    declared.titles.push(crate::text::fold(title));
    declared.add_site(site_in_title(title));
    declared.add_site(host(page.url()));
    declared.add_site(without_domain(host(page.url())));
    declared
}

/// Names of the site by its own word, letters and figures only.
pub fn sites(page: &Page) -> Vec<String> {
    let mut declared = Declared::default();
    for node in (0..page.len()).take_while(|node| !page.is(*node, Tag::Body)) {
        let named = |attr| page.attr(node, attr).is_some_and(is_site_name);
        if page.is(node, Tag::Title) {
            declared.add_site(site_in_title(page.children(node).next().map_or("", |text| page.text(text))));
        } else if page.is(node, Tag::Meta) && (named(Attr::Name) || named(Attr::Property)) {
            let name = page.attr(node, Attr::Content).unwrap_or("");
            declared.add_site(name);
            declared.add_site(without_domain(name));
        } else if page.is(node, Tag::Link) && page.attr(node, Attr::Rel) == Some("canonical") {
            declared.add_site(without_domain(host(page.attr(node, Attr::Href).unwrap_or(""))));
        }
    }
    declared.add_site(without_domain(host(page.url())));
    declared.sites
}

/// The host of an address, without "www.".
fn host(address: &str) -> &str {
    let rest = find(address, "://").map_or("", |scheme| &address[scheme + 3..]);
    let host = rest.split(['/', ':']).next().unwrap_or("");
    host.strip_prefix("www.").unwrap_or(host)
}

/// "example" of "example.com".
fn without_domain(host: &str) -> &str {
    host.rsplit_once('.').map_or("", |(name, _)| name)
}

fn is_site_name(name: &str) -> bool {
    ["og:site_name", "application-name"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// What stands at the end of a title, behind a dash or a bar.
fn site_in_title(title: &str) -> &str {
    [" | ", " - ", " – "].iter().find_map(|dash| find_last(title, dash).map(|at| &title[at + dash.len()..])).unwrap_or("")
}

impl Declared {
    /// Whether a name is the site's or its publisher's rather than a person's.
    pub fn is_site(&self, person: &Person) -> bool {
        self.are_site(&person.words)
    }

    /// Whether words are the site's name.
    pub fn are_site(&self, words: &[String]) -> bool {
        self.sites.contains(&words.concat())
    }

    /// Adds the people of a list of names.
    fn add(&mut self, list: &str, words: &BylineWords) {
        for person in split(list, words) {
            if self.people.len() < MOST && !self.people.iter().any(|known| known.is(&person)) {
                self.people.push(person);
            }
        }
    }

    fn add_site(&mut self, name: &str) {
        let squeezed = squeeze(&crate::text::fold(name));
        if !squeezed.is_empty() && !self.sites.contains(&squeezed) && self.sites.len() < MOST {
            self.sites.push(squeezed);
        }
    }
}

/// The letters and figures of a folded text.
pub fn squeeze(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Nesting that no real metadata has.
const DEEPEST: u32 = 8;

fn walk(value: &Linked, root: &Linked, depth: u32, declared: &mut Declared, words: &BylineWords) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, root, depth + 1, declared, words)),
        Value::Object(_) => {
            if is_article(field(value, "@type")) {
                for key in ["author", "creator"] {
                    if let Some(author) = field(value, key) {
                        names(author, root, &mut |name, organisation| {
                            declared.add(name, words);
                            if organisation {
                                declared.add_site(name);
                            }
                        });
                    }
                }
                if let Some(publisher) = field(value, "publisher") {
                    names(publisher, root, &mut |name, _| declared.add_site(name));
                }
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = field(value, key) {
                    walk(inner, root, depth + 1, declared, words);
                }
            }
        }
        _ => {}
    }
}

fn is_article(kind: Option<&Linked>) -> bool {
    let named = |kind: &str| {
        ["Article", "Posting", "Report", "Review", "WebPage", "Recipe", "HowTo", "Essay", "CreativeWork"]
            .iter()
            .any(|name| holds(kind, name))
    };
    match kind {
        Some(Value::String(kind)) => named(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(as_str).any(named),
        _ => false,
    }
}

fn names(author: &Linked, root: &Linked, add: &mut dyn FnMut(&str, bool)) {
    let organisation = |fields: &Linked| linked::text(fields, "@type").is_some_and(|kind| kind.ends_with("Organization"));
    match author {
        Value::String(name) => add(name, false),
        Value::Array(authors) => authors.iter().take(MOST).for_each(|author| names(author, root, add)),
        Value::Object(_) => match (field(author, "name"), linked::text(author, "@id")) {
            (Some(Value::String(name)), _) => add(name, organisation(author)),
            (Some(Value::Array(several)), _) => several.iter().take(MOST).filter_map(as_str).for_each(|name| add(name, false)),
            (None, Some(id)) => {
                let Some(Value::Array(graph)) = field(root, "@graph") else { return };
                let node = graph.iter().find(|node| linked::text(node, "@id") == Some(id));
                if let Some(node) = node
                    && let Some(name) = linked::text(node, "name")
                {
                    add(name, organisation(node));
                }
            }
            _ => {}
        },
        _ => {}
    }
}

/// "A, B and C" as people. "Last, First" stays one.
fn split(list: &str, words: &BylineWords) -> Vec<Person> {
    if list.len() > LONGEST {
        return Vec::new();
    }
    let folded = crate::text::fold(list);
    let mut folded = folded.trim();
    if let Some(rest) = words.before.iter().find_map(|before| folded.strip_prefix(before).filter(|rest| rest.starts_with([' ', ':']))) {
        folded = rest.trim_start_matches([':', ' ']);
    }
    let mut list = folded.to_owned();
    for separator in ["|", " / ", "、"] {
        replace(&mut list, separator, ";");
    }
    for and in &words.and {
        replace(&mut list, &join(&[" ", and, " "], ""), ";");
    }
    let mut people = Vec::new();
    let mut add = |name: &str| {
        if !words.roles.contains(&name) || !name.contains([' ']) {
            people.extend(Person::parse(name));
        }
    };
    for part in list.split(';') {
        let commas: Vec<&str> = part.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        // Several whole names; else one, perhaps with its last word first.
        if commas.len() > 2 || commas.len() == 2 && commas.iter().all(|name| name.contains([' '])) {
            commas.into_iter().for_each(&mut add);
        } else {
            add(part);
        }
    }
    people
}
