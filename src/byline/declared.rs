//! Who the page's own metadata says wrote it: meta tags and JSON-LD.

use serde_json::Value;

use super::Person;
use crate::lexicon::BylineWords;
use crate::page::{Attr, NodeId, Page, Tag};

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

/// The people whom the page names as its authors.
pub fn declared(page: &Page, words: &BylineWords) -> Vec<Person> {
    let mut people = Vec::new();
    for meta in page.all(0, Tag::Meta) {
        let name = page.attr(meta, Attr::Name).or_else(|| page.attr(meta, Attr::Property)).unwrap_or("").to_ascii_lowercase();
        if NAMES.contains(&name.as_str()) {
            add(&mut people, page.attr(meta, Attr::Content).unwrap_or(""), words);
        }
    }
    for value in linked_data(page) {
        authors(&value, &value, 0, &mut |name| add(&mut people, name, words));
    }
    people
}

/// The JSON-LD of a page; what is no JSON is passed over.
fn linked_data(page: &Page) -> impl Iterator<Item = Value> + '_ {
    page.all(0, Tag::Script).filter_map(|script: NodeId| {
        let text = page.children(script).map(|child| page.text(child)).collect::<String>();
        serde_json::from_str(text.trim()).ok()
    })
}

/// Nesting that no real metadata has.
const DEEPEST: u32 = 8;

fn authors(value: &Value, root: &Value, depth: u32, add: &mut dyn FnMut(&str)) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| authors(value, root, depth + 1, add)),
        Value::Object(fields) => {
            if is_article(fields.get("@type")) {
                for key in ["author", "creator"] {
                    if let Some(author) = fields.get(key) {
                        names(author, root, add);
                    }
                }
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = fields.get(key) {
                    authors(inner, root, depth + 1, add);
                }
            }
        }
        _ => {}
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let named = |kind: &str| {
        ["Article", "Posting", "Report", "Review", "WebPage", "Recipe", "HowTo", "Essay", "CreativeWork"]
            .iter()
            .any(|end| kind.ends_with(end))
    };
    match kind {
        Some(Value::String(kind)) => named(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(named),
        _ => false,
    }
}

fn names(author: &Value, root: &Value, add: &mut dyn FnMut(&str)) {
    match author {
        Value::String(name) => add(name),
        Value::Array(authors) => authors.iter().for_each(|author| names(author, root, add)),
        Value::Object(fields) => match (fields.get("name"), fields.get("@id").and_then(Value::as_str)) {
            (Some(Value::String(name)), _) => add(name),
            (Some(Value::Array(several)), _) => several.iter().filter_map(Value::as_str).for_each(add),
            (None, Some(id)) => {
                let graph = root.get("@graph").and_then(Value::as_array);
                let person = graph.into_iter().flatten().find(|node| node.get("@id").and_then(Value::as_str) == Some(id));
                if let Some(name) = person.and_then(|person| person.get("name")).and_then(Value::as_str) {
                    add(name);
                }
            }
            _ => {}
        },
        _ => {}
    }
}

/// Adds the people of a list of names.
fn add(people: &mut Vec<Person>, list: &str, words: &BylineWords) {
    for person in split(list, words) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
}

/// "A, B and C" as people. "Last, First" stays one.
pub fn split(list: &str, words: &BylineWords) -> Vec<Person> {
    let folded = crate::text::fold(list);
    let mut folded = folded.trim();
    if let Some(rest) = words.before.iter().find_map(|before| folded.strip_prefix(before).filter(|rest| rest.starts_with([' ', ':']))) {
        folded = rest.trim_start_matches([':', ' ']);
    }
    let mut parts = vec![folded.to_owned()];
    let pieces = |parts: Vec<String>, separator: &str| {
        parts.into_iter().flat_map(|part| part.split(separator).map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    for separator in [";", "|", " / ", "、", "・", "·"] {
        parts = pieces(parts, separator);
    }
    for and in &words.and {
        parts = pieces(parts, &format!(" {and} "));
    }
    parts
        .iter()
        .flat_map(|part| {
            let commas: Vec<&str> = part.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
            // Several whole names; else one, perhaps with its last word first.
            if commas.len() > 2 || commas.len() == 2 && commas.iter().all(|name| name.contains(' ')) {
                commas.into_iter().map(str::to_owned).collect()
            } else {
                vec![part.clone()]
            }
        })
        .filter_map(|name| Person::parse(&name))
        .collect()
}
