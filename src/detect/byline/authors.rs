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
/// A name and a role without spaces have at most so many characters.
const NAMED: usize = 12;

/// The people whom the page names as its authors.
#[derive(Debug, Default)]
pub struct Authors {
    pub people: Vec<Person>,
    standing: Vec<Standing>,
}

/// What is known of one of them.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// The metadata names it.
    declared: bool,
    /// The name could as well be something else: one word, the site's name, a section's.
    weak: bool,
    /// It is the site's name.
    site: bool,
}

impl Authors {
    pub fn of(place: &Place, metadata: &Declared) -> Authors {
        let mut authors = Authors::default();
        for named in &metadata.people {
            authors.add(place, named.clone(), false, metadata);
        }
        authors.standing.iter_mut().for_each(|standing| standing.declared = true);
        for line in place.zone.clone() {
            authors.read_line(place, line, metadata);
        }
        if authors.people.is_empty() {
            authors.search(place, metadata);
        }
        // A site that names itself beside a person is no author.
        if authors.standing.iter().any(|standing| !standing.site && (standing.declared || !standing.weak)) {
            let mut sites = authors.standing.iter().map(|standing| standing.site);
            authors.people.retain(|_| !sites.next().unwrap_or(false));
            authors.standing.retain(|standing| !standing.site);
        }
        authors
    }

    pub fn is_declared(&self, person: usize) -> bool {
        self.standing[person].declared
    }

    pub fn is_weak(&self, person: usize) -> bool {
        self.standing[person].weak
    }

    fn add(&mut self, place: &Place, person: Person, doubtful: bool, metadata: &Declared) {
        if self.people.len() < MOST && !self.people.iter().any(|known| known.is(&person)) {
            let role = place.reading.lexicon.byline.roles.contains(&person.words.join(" ").as_str());
            let site = metadata.is_site(&person);
            self.standing.push(Standing { declared: false, weak: doubtful || role || person.is_single() || site, site });
            self.people.push(person);
        }
    }

    /// Adds the people whom a line near the headline names as authors.
    fn read_line(&mut self, place: &Place, line: usize, metadata: &Declared) {
        let reading = place.reading;
        let byline = &reading.lexicon.byline;
        let shape = &reading.text.lines[line];
        if !place.is_short(line) || shape.heading > 0 {
            return;
        }
        let mut people = marked(place, line);
        let mut doubtful = false;
        let folded = reading.text.of_line(line);
        if opens_as_byline(reading, folded) || closes_as_byline(reading, folded) || line > 0 && is_label(reading, line - 1) {
            people.extend(names(&place::written(reading, shape.nodes.clone()), byline));
        } else if self.people.is_empty()
            && let Some(by) = shape.nodes.clone().find(|node| opens_as_byline(reading, reading.text.of_nodes(*node..node + 1)))
        {
            // "March 14 · By Maren Oduya"
            people.extend(names(&place::written(reading, by..shape.nodes.end), byline));
        } else if people.is_empty() && place.below_headline(line) && shape.words <= 12 && !crate::byline::dates(folded, byline).is_empty() {
            // A name and a date, or a section and a date: it counts only where the page says that it is the author's.
            doubtful = true;
            let text = place::written(reading, shape.nodes.clone());
            people.extend(names(&text, byline).into_iter().take(1).filter(|person| is_whole(place, person)));
        }
        if people.is_empty() || place.is_credit(shape.nodes.start) {
            return;
        }
        for person in people {
            self.add(place, person, doubtful, metadata);
        }
    }

    /// Where nothing else names an author: the one whom all boxes name that are marked as an author's.
    fn search(&mut self, place: &Place, metadata: &Declared) {
        let reading = place.reading;
        let page = reading.page;
        let mut found: Option<Person> = None;
        let mut until = 0;
        for line in (0..reading.text.lines.len()).filter(|line| place.is_short(*line)) {
            let shape = &reading.text.lines[line];
            let one = shape.words < 2 && reading.text.of_line(line).is_ascii();
            if one || shape.words > 6 || shape.nodes.start < until {
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

/// The people whom elements of a line name that are marked as authors.
fn marked(place: &Place, line: usize) -> Vec<Person> {
    let reading = place.reading;
    let page = reading.page;
    let shape = &reading.text.lines[line];
    // In a box of several lines the first one is the name.
    let around = page.ancestors(shape.nodes.start).take(4).take_while(|node| {
        let lines = reading.lines(&page.subtree(*node));
        lines.len() <= 4 && lines.start == line
    });
    let elements = shape.nodes.clone().filter(|node| page.tag(*node).is_some()).chain(around);
    let mut people = Vec::new();
    for node in elements.filter(|node| is_author_class(page, *node) && page.end(*node) - node <= SMALL) {
        let nodes = node.max(shape.nodes.start)..page.end(node).min(shape.nodes.end);
        let found = names(&place::written(reading, nodes), &reading.lexicon.byline);
        people.extend(found.into_iter().filter(|person| is_whole(place, person)));
    }
    people
}

/// A word alone may be a button's, unless it is an agency's name.
fn is_whole(place: &Place, person: &Person) -> bool {
    !person.is_single() || place.reading.lexicon.byline.roles.contains(&person.words[0].as_str())
}

/// Whether a folded line opens with what comes before a name.
pub fn opens_as_byline(reading: &Reading, folded: &str) -> bool {
    folded.len() < LONGEST as usize * 12
        && reading.lexicon.byline.before.iter().filter(|before| before.as_bytes().first() == folded.as_bytes().first()).any(|before| {
            folded
                .strip_prefix(before)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '/']) || before.ends_with(crate::text::is_unspaced))
        })
}

/// Whether a line is what comes before a name, and no more: "Author:".
pub fn is_label(reading: &Reading, line: usize) -> bool {
    reading.lexicon.byline.before.contains(&reading.text.of_line(line).trim_end_matches([':', ' ']))
}

/// Whether it is a name with what the person is after it, in a script without spaces: 三輪千晴記者, 한지율 기자.
fn closes_as_byline(reading: &Reading, folded: &str) -> bool {
    let byline = &reading.lexicon.byline;
    folded.ends_with(crate::text::is_unspaced)
        && folded.chars().count() <= NAMED
        && byline.after.iter().any(|after| folded.ends_with(after) && byline.roles.contains(after))
}
