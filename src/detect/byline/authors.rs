//! Who wrote the article: the page's metadata, and the lines around the headline.

use crate::byline::{Declared, Person, names};
use crate::page::NodeId;
use crate::reading::Reading;

use super::place::{Place, is_author_class};
use super::{LONGEST, place};

/// More are not looked for.
const MOST: usize = 12;
/// An element that names an author by its class has at most so many nodes in it.
const SMALL: NodeId = 40;

/// The people whom the page names as its authors.
#[derive(Debug, Default)]
pub struct Authors {
    pub people: Vec<Person>,
    /// How many of them, the first, the metadata names.
    declared: usize,
    /// For each, whether the name could as well be something else: one word, the site's name, a section's.
    weak: Vec<bool>,
}

impl Authors {
    pub fn of(place: &Place, metadata: &Declared) -> Authors {
        let mut authors = Authors::default();
        // A site that names itself beside a person is no author.
        let person = metadata.people.iter().any(|person| !metadata.is_site(person));
        for named in metadata.people.iter().filter(|named| !(person && metadata.is_site(named))) {
            authors.add(place, named.clone(), false, metadata);
        }
        authors.declared = authors.people.len();
        for line in place.zone.clone() {
            authors.read_line(place, line, metadata);
        }
        if authors.people.is_empty() {
            authors.search(place, metadata);
        }
        authors
    }

    pub fn is_declared(&self, person: usize) -> bool {
        person < self.declared
    }

    pub fn is_weak(&self, person: usize) -> bool {
        self.weak[person]
    }

    fn add(&mut self, place: &Place, person: Person, doubtful: bool, metadata: &Declared) {
        if self.people.len() < MOST && !self.people.iter().any(|known| known.is(&person)) {
            let role = place.reading.lexicon.byline.roles.contains(&person.words.join(" ").as_str());
            self.weak.push(doubtful || role || person.is_single() || metadata.is_site(&person));
            self.people.push(person);
        }
    }

    /// Adds the people whom a line near the headline names as authors.
    fn read_line(&mut self, place: &Place, line: usize, metadata: &Declared) {
        let reading = place.reading;
        let byline = &reading.lexicon.byline;
        let shape = &reading.text.lines[line];
        if !place.is_short(line) || shape.heading > 0 || place.is_credit(shape.nodes.start) {
            return;
        }
        let marked = self.read_marked(place, line, metadata);
        let folded = reading.text.of_line(line);
        if opens_as_byline(reading, folded) {
            for person in names(&place::written(reading, shape.nodes.clone()), byline) {
                self.add(place, person, false, metadata);
            }
        } else if !marked && place.below_headline(line) && shape.words <= 12 && !crate::byline::dates(folded, byline).is_empty() {
            // A name and a date, or a section and a date: it counts only where the page says that it is the author's.
            let text = place::written(reading, shape.nodes.clone());
            let person = names(&text, byline).into_iter().next();
            if let Some(person) = person.filter(|person| !person.is_single() || byline.roles.contains(&person.words[0].as_str())) {
                self.add(place, person, true, metadata);
            }
        }
    }

    /// Adds the people whom elements of a line name, if they are marked as authors.
    fn read_marked(&mut self, place: &Place, line: usize, metadata: &Declared) -> bool {
        let reading = place.reading;
        let page = reading.page;
        let shape = &reading.text.lines[line];
        // In a box of several lines the first one is the name.
        let around = page.ancestors(shape.nodes.start).take(4).take_while(|node| {
            let lines = reading.lines(&page.subtree(*node));
            lines.len() <= 4 && lines.start == line
        });
        let elements = shape.nodes.clone().filter(|node| page.tag(*node).is_some()).chain(around);
        let mut marked = false;
        for node in elements.filter(|node| is_author_class(page, *node) && page.end(*node) - node <= SMALL) {
            let nodes = node.max(shape.nodes.start)..page.end(node).min(shape.nodes.end);
            let byline = &reading.lexicon.byline;
            // A word alone may be a button's, unless it is an agency's name.
            let sure = |person: &Person| !person.is_single() || byline.roles.contains(&person.words[0].as_str());
            for person in names(&place::written(reading, nodes), byline).into_iter().filter(sure) {
                marked = true;
                self.add(place, person, false, metadata);
            }
        }
        marked
    }

    /// Where nothing else names an author: the one whom all boxes name that are marked as an author's.
    fn search(&mut self, place: &Place, metadata: &Declared) {
        let reading = place.reading;
        let page = reading.page;
        let mut found: Option<Person> = None;
        let mut until = 0;
        for line in (0..reading.text.lines.len()).filter(|line| place.is_short(*line)) {
            let shape = &reading.text.lines[line];
            if shape.words > 6 || shape.nodes.start < until {
                continue;
            }
            let small = |node: &NodeId| reading.lines(&page.subtree(*node)).len() <= 3;
            let marked = page.ancestors(shape.nodes.start).take(4).take_while(small).filter(|node| is_author_class(page, *node)).last();
            let Some(marked) = marked else { continue };
            // Only the first line of a box is a name.
            until = page.end(marked);
            let person = names(&place::written(reading, shape.nodes.clone()), &reading.lexicon.byline).into_iter().next();
            let Some(person) = person.filter(|person| !person.is_single()) else { continue };
            match &found {
                Some(known) if !known.is(&person) => return,
                _ => found = Some(person),
            }
        }
        if let Some(person) = found {
            self.add(place, person, false, metadata);
        }
    }
}

/// Whether a folded line opens with what comes before a name.
pub fn opens_as_byline(reading: &Reading, folded: &str) -> bool {
    reading.lexicon.byline.before.iter().any(|before| {
        folded.strip_prefix(before).is_some_and(|rest| rest.starts_with([' ', ':', '/']) || before.ends_with(crate::text::is_unspaced))
    }) && folded.len() < LONGEST as usize * 12
}
