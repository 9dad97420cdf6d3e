//! The copy that stays: the one under the headline that says most, or the first one that is the article's own.

use std::ops::Range;

use crate::block::Block;
use crate::byline::{Date, Statement, Words, words};
use crate::page::NodeId;

use super::authors::{Authors, opens_as_byline};
use super::copies::{Copy, read, said};
use super::place::Place;

/// A byline that says more than a byline stays, too, up to so many words more.
const REST: usize = 8;

/// The copy that stays, or that may.
#[derive(Debug)]
pub struct Kept {
    pub nodes: Range<NodeId>,
    pub line: usize,
    pub statement: Statement,
    /// It says nothing but who wrote.
    pub copy: bool,
    words: Vec<String>,
}

impl Kept {
    fn new(place: &Place, nodes: Range<NodeId>, line: usize, statement: Statement, copy: bool) -> Kept {
        let text = &place.reading.text;
        let around = said(place, &nodes);
        let words = words(&around).chain(words(text.of_line(line))).map(str::to_owned).collect();
        Kept { nodes, line, statement, copy, words }
    }

    /// Whether it has this word.
    pub fn says(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }
}

/// What may stay: bylines near the headline, also those that say something more.
pub fn candidates(place: &Place, authors: &Authors, words: &Words, copies: &[Copy]) -> Vec<Kept> {
    let reading = place.reading;
    let mut candidates: Vec<Kept> = Vec::new();
    for line in place.zone.clone().filter(|line| place.is_short(*line) && reading.text.lines[*line].heading != 1) {
        let shape = &reading.text.lines[line];
        let start = shape.nodes.start;
        if candidates.last().is_some_and(|last| last.nodes.contains(&start)) || place.in_menu(start) {
            continue;
        }
        if let Some(copy) = copies.iter().find(|copy| copy.line == line || copy.block.nodes.contains(&start)) {
            let declared = copy.statement.people.iter().any(|person| authors.is_declared(*person));
            // "The Morning Show by Maren Oduya" is a title.
            let opens = copy.statement.rest.is_empty() || opens_as_byline(reading, reading.text.of_line(line));
            if declared || copy.marked || opens && (copy.statement.announced || !copy.statement.dates.is_empty()) {
                candidates.push(Kept::new(place, copy.block.nodes.clone(), line, copy.statement.clone(), true));
            }
            continue;
        }
        let folded = reading.text.of_line(line);
        if shape.stops > 0 || !words.people.iter().any(|person| person.may_be_in(folded)) || place.is_hidden(start) {
            continue;
        }
        let block = Block { parent: shape.block, nodes: shape.nodes.clone() };
        if opens_as_byline(reading, folded) || place.is_marked(&block) {
            let statement = read(place, words, &shape.nodes, folded);
            if !statement.people.is_empty() && statement.rest.len() <= REST {
                candidates.push(Kept::new(place, shape.nodes.clone(), line, statement, false));
            }
        }
    }
    candidates
}

/// The best of those near the headline; elsewhere the first copy that is the article's own.
pub fn best(place: &Place, authors: &Authors, candidates: Vec<Kept>, copies: &[Copy]) -> Option<Kept> {
    let dated = place.zone.clone().any(|line| {
        place.is_short(line)
            && !candidates.iter().any(|kept| kept.line == line || kept.nodes.contains(&place.reading.text.lines[line].nodes.start))
            && !crate::byline::dates(place.reading.text.of_line(line), &place.reading.lexicon.byline).is_empty()
    });
    let mut best: Option<(i32, Kept)> = None;
    for kept in candidates {
        let block = Block { parent: place.reading.page.parent(kept.nodes.start), nodes: kept.nodes.clone() };
        let another = place.is_of_another(&block, kept.line, kept.statement.announced) || place.in_card_link(&block);
        let sure = kept.statement.people.iter().any(|person| !authors.is_weak(*person));
        // More names than one say more than a date does; a date says something only where no other line gives it.
        let score = 8 * i32::from(place.below_headline(kept.line) || place.is_with_headline(kept.nodes.start))
            + 4 * kept.statement.people.len().min(3) as i32
            + 4 * i32::from(sure)
            + 2 * i32::from(!kept.statement.dates.is_empty() && !dated)
            + i32::from(kept.copy)
            - 20 * i32::from(another);
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, kept));
        }
    }
    if let Some((score, kept)) = best
        && score > 0
    {
        return Some(kept);
    }
    let own = |copy: &&Copy| {
        // A section's name, where the metadata calls it the author.
        let dated = copy.marked && !copy.statement.dates.is_empty();
        (copy.statement.announced && copy.statement.rest.is_empty() || copy.marked)
            && copy.statement.people.iter().any(|person| !authors.is_weak(*person) || dated && authors.is_declared(*person))
            && !place.in_menu(copy.block.nodes.start)
            && !place.in_card_link(&copy.block)
            && (dated || !place.is_credit(copy.block.nodes.start))
            && !place.is_of_another(&copy.block, copy.line, copy.statement.announced)
    };
    let first = copies.iter().find(own)?;
    Some(Kept::new(place, first.block.nodes.clone(), first.line, first.statement.clone(), true))
}

/// The dates that stand in the copy that stays and near the headline, but not in those that may go.
pub fn dates(place: &Place, kept: &Kept, copies: &[Copy]) -> Vec<Date> {
    let mut found = kept.statement.dates.clone();
    let text = &place.reading.text;
    for line in place.zone.clone().filter(|line| place.is_short(*line)) {
        if !copies.iter().any(|copy| !copy.part && copy.block.nodes.contains(&text.lines[line].nodes.start)) {
            found.extend(crate::byline::dates(text.of_line(line), &place.reading.lexicon.byline));
        }
    }
    found
}
