//! Repeats of the article's own byline.
//!
//! Struck: "Written by Maren Oduya on March 14" in the middle of the text, when the same stands under the headline.
//! Kept: the best copy; a co-author whom it lacks; other articles' bylines; biographies; credits; signatures; speakers.

mod authors;
mod cards;
mod copies;
mod keeps;
mod kept;
mod part;
mod place;

use crate::block::{Block, Grower};
use crate::byline::{Words, declared};
use crate::engine::View;
use crate::reading::Reading;

use authors::Authors;
use copies::Copy;
use place::Place;

/// Its name in reports.
pub const RULE: &str = "byline";
/// A byline has at most so many words, its roles and dates among them.
const LONGEST: u32 = 30;
/// No article repeats its byline so often; the first so many are looked at.
const MOST: usize = 64;

/// A repeat.
#[derive(Debug)]
pub struct Repeat {
    pub block: Block,
    pub why: Vec<&'static str>,
    /// Why it stays, where it does.
    pub objection: Option<&'static str>,
}

/// Every repeat of the article's byline, and what looks like one and stays.
pub fn repeats(reading: &Reading, grower: &mut Grower, view: &mut dyn View) -> Vec<Repeat> {
    let metadata = declared(reading.page, &reading.lexicon.byline);
    let place = Place::new(reading, &metadata);
    let authors = Authors::of(&place, &metadata);
    if authors.people.is_empty() {
        return Vec::new();
    }
    let words = Words { byline: &reading.lexicon.byline, people: &authors.people };
    let naming = copies::naming(&place, &authors.people);
    if naming.len() < 2 {
        return Vec::new();
    }
    let mut copies = copies::find(&place, grower, &words, &naming);
    let mut candidates = kept::candidates(&place, &authors, &words, &copies);
    let nodes: Vec<_> = copies.iter().map(|copy| copy.block.nodes.start).chain(candidates.iter().map(|kept| kept.nodes.start)).collect();
    let mut shown = view.shown(&nodes).into_iter();
    copies.retain(|_| shown.next().unwrap_or(true));
    candidates.retain(|_| shown.next().unwrap_or(true));
    let Some(kept) = kept::best(&place, &authors, candidates, &copies) else { return Vec::new() };
    let dates = kept::dates(&place, &kept, &copies);
    let mut repeats = Vec::new();
    for copy in &copies {
        let same = kept.line == copy.line && !copy.part;
        if same || kept.nodes.contains(&copy.block.nodes.start) || copy.block.nodes.contains(&kept.nodes.start) {
            continue;
        }
        // The site's name beside the author's says nothing new; with a stroke between them it is a picture's credit.
        let site = metadata.are_site(&copy.statement.rest) && !copy.text.contains(['/']);
        if !site && copy.statement.rest.iter().any(|word| !kept.says(word)) {
            continue;
        }
        let objection = keeps::objection(&place, &authors, &words, copy, &copies, &kept, &dates);
        let block = if objection.is_none() { copies::widen(&place, copy, &kept) } else { copy.block.clone() };
        repeats.push(Repeat { block, why: why(&authors, copy), objection });
    }
    repeats
}

/// What a reader is told.
fn why(authors: &Authors, copy: &Copy) -> Vec<&'static str> {
    let mut why = vec!["repeats the byline"];
    if copy.statement.people.iter().any(|person| authors.is_declared(*person)) {
        why.push("the page's metadata names the author");
    }
    if copy.statement.announced {
        why.push("says who wrote");
    }
    if copy.marked {
        why.push("marked as a byline");
    }
    if !copy.statement.dates.is_empty() {
        why.push("gives the same date");
    }
    why
}
