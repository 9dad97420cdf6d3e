//! What judging keeps from one pass to the next. A page that is watched is judged again and again, and says nearly the same.

use crate::lexicon::{Concepts, Hit, Languages, Lexicon};
use crate::text::has_price;

/// What a text says by itself.
#[derive(Debug, Default)]
pub struct Said {
    /// Where each phrase stands in it, by its end.
    pub hits: Vec<Hit>,
    pub concepts: Concepts,
    pub priced: bool,
}

impl Said {
    /// Looks phrases and prices up in a folded text.
    pub fn by(folded: &str, lexicon: &Lexicon) -> Said {
        let mut said = Said { hits: lexicon.search(folded).collect(), priced: has_price(folded), ..Said::default() };
        for hit in &said.hits {
            said.concepts.insert(hit.concept);
        }
        said
    }
}

/// What the texts of one [`Strings`](crate::page::Strings) say.
#[derive(Debug, Default)]
pub struct Memory {
    languages: Languages,
    /// By the numbers of their pieces.
    said: Vec<Option<Said>>,
}

impl Memory {
    /// Keeps what is known only if it was said in these languages.
    pub(crate) fn keep_to(&mut self, languages: Languages) {
        if self.languages != languages {
            *self = Memory { languages, said: Vec::new() };
        }
    }

    /// What a text says that is a line by itself.
    pub(crate) fn said(&mut self, piece: usize, folded: &str, lexicon: &Lexicon) -> &Said {
        if piece >= self.said.len() {
            self.said.resize_with(piece + 1, || None);
        }
        self.said[piece].get_or_insert_with(|| Said::by(folded, lexicon))
    }
}
