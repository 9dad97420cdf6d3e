//! What has been struck in each document, and how to put it back.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Set};
use wasm_bindgen::prelude::*;

use super::change::Change;
use crate::plan::Strike;
use crate::report::Removal;

/// A block struck.
#[derive(Debug)]
pub struct Struck {
    pub id: u32,
    pub overlay: bool,
    pub changes: Vec<Change>,
}

/// One document's blocks.
#[derive(Debug, Default)]
pub struct Journal {
    last: u32,
    pub struck: Vec<Struck>,
    /// The nodes of all blocks: a later reading leaves them out.
    pub nodes: Set,
}

impl Journal {
    /// Strikes one block; says what the report is to say of it, or nothing where none of its nodes could be struck.
    pub fn strike(&mut self, strike: Strike, node: impl Fn(u32) -> JsValue) -> Option<Removal> {
        let changes: Vec<Change> = strike.nodes.iter().filter_map(|number| Change::hide(node(*number))).collect();
        if changes.is_empty() {
            return None;
        }
        for change in &changes {
            self.nodes.add(&change.node);
        }
        self.last += 1;
        self.struck.push(Struck { id: self.last, overlay: strike.overlay, changes });
        Some(Removal { id: self.last, ..strike.removal })
    }

    fn forget(&self, struck: &Struck) {
        for change in &struck.changes {
            self.nodes.delete(&change.node);
        }
    }

    /// Puts back one block or all; says how many.
    pub fn restore(&mut self, id: Option<u32>) -> usize {
        let (back, stay): (Vec<Struck>, Vec<Struck>) =
            std::mem::take(&mut self.struck).into_iter().partition(|struck| id.is_none_or(|id| id == struck.id));
        self.struck = stay;
        let count = back.len();
        for struck in back.into_iter().rev() {
            self.forget(&struck);
            struck.changes.into_iter().rev().for_each(Change::undo);
        }
        count
    }

    /// Takes the blocks out of the document for good; says how many.
    pub fn cut(&mut self) -> usize {
        let struck = std::mem::take(&mut self.struck);
        for struck in &struck {
            self.forget(struck);
            struck.changes.iter().for_each(|change| super::dom::remove(&change.node));
        }
        struck.len()
    }
}

thread_local! {
    // A document stays here only while something is struck in it or it is watched.
    static JOURNALS: RefCell<Vec<(JsValue, Rc<RefCell<Journal>>)>> = const { RefCell::new(Vec::new()) };
}

/// The journal of a document, where it has one.
pub fn find(document: &JsValue) -> Option<Rc<RefCell<Journal>>> {
    JOURNALS.with_borrow(|all| all.iter().find(|(of, _)| Object::is(of, document)).map(|(_, journal)| journal.clone()))
}

/// The journal of a document; a new one where it has none.
pub fn of(document: &JsValue) -> Rc<RefCell<Journal>> {
    find(document).unwrap_or_else(|| {
        let journal = Rc::new(RefCell::new(Journal::default()));
        JOURNALS.with_borrow_mut(|all| all.push((document.clone(), journal.clone())));
        journal
    })
}

/// Forgets a document in which nothing is struck.
pub fn tidy(document: &JsValue) {
    JOURNALS.with_borrow_mut(|all| all.retain(|(of, journal)| !Object::is(of, document) || !journal.borrow().struck.is_empty()));
}
