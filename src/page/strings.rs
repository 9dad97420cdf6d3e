use std::cell::Cell;
use std::ops::Range;

use crate::text::Piece;

/// A string's number.
pub type StringId = u32;

/// The texts and attribute values of a page. An adapter that reads a page again and again keeps them, so that what a page
/// still says is neither handed over nor folded anew.
#[derive(Debug, Default)]
pub struct Strings {
    /// All of them, end to end.
    source: String,
    /// The texts among them, folded, end to end.
    folded: String,
    entries: Vec<Entry>,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Entry {
    /// In `source`, in bytes.
    place: Range<u32>,
    /// One more than the number of its piece, 0 where it is not folded.
    piece: u32,
    facts: [Cell<u32>; Fact::COUNT],
}

/// What can be worked out once of a string by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fact {
    /// What it says as a class name.
    Marks,
    /// What it says as an address.
    Purposes,
}

impl Fact {
    const COUNT: usize = 2;
}

impl Strings {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The bytes of all of them.
    pub fn bytes(&self) -> usize {
        self.source.len()
    }

    /// Adds one; it takes the next number.
    pub fn push(&mut self, value: &str) -> StringId {
        let start = self.source.len() as u32;
        self.source.push_str(value);
        self.add(start..self.source.len() as u32)
    }

    /// Adds several, a zero byte after each.
    pub fn push_all(&mut self, values: &str, ends: impl Iterator<Item = usize>) {
        let offset = self.source.len();
        self.source.push_str(values);
        let mut start = offset as u32;
        for end in ends {
            let end = (offset + end) as u32;
            self.add(start..end);
            start = end + 1;
        }
    }

    fn add(&mut self, place: Range<u32>) -> StringId {
        self.entries.push(Entry { place, piece: 0, facts: Default::default() });
        self.entries.len() as StringId - 1
    }

    /// One of them.
    pub fn get(&self, id: StringId) -> &str {
        let place = &self.entries[id as usize].place;
        &self.source[place.start as usize..place.end as usize]
    }

    /// Folds one that is a text; once.
    pub(crate) fn fold(&mut self, id: StringId) {
        let entry = &mut self.entries[id as usize];
        if entry.piece == 0 {
            let text = &self.source[entry.place.start as usize..entry.place.end as usize];
            self.pieces.push(Piece::fold(text, &mut self.folded));
            entry.piece = self.pieces.len() as u32;
        }
    }

    /// The number of a text's piece.
    pub(crate) fn piece_number(&self, id: StringId) -> Option<usize> {
        (self.entries[id as usize].piece as usize).checked_sub(1)
    }

    /// A text's piece and its folded characters.
    pub(crate) fn piece(&self, number: usize) -> (&Piece, &str) {
        let piece = &self.pieces[number];
        (piece, &self.folded[piece.folded.start as usize..piece.folded.end as usize])
    }

    /// A fact of less than 32 bits about one, worked out where it is not known yet.
    pub(crate) fn fact(&self, id: StringId, fact: Fact, work_out: fn(&str) -> u32) -> u32 {
        const KNOWN: u32 = 1 << 31;
        let cell = &self.entries[id as usize].facts[fact as usize];
        if cell.get() == 0 {
            cell.set(KNOWN | work_out(self.get(id)));
        }
        cell.get() & !KNOWN
    }
}
