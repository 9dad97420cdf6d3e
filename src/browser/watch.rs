//! Keeps striking what a page brings later.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Set};
use wasm_bindgen::prelude::*;

use super::journal;
use crate::report::{Options, Report};

#[wasm_bindgen(module = "/src/browser/watch.js")]
extern "C" {
    #[derive(Debug)]
    type Watcher;
    #[wasm_bindgen(constructor)]
    fn new(document: &JsValue, struck: &Set, held: &Set, run: &JsValue) -> Watcher;
    #[wasm_bindgen(method)]
    fn observe(this: &Watcher, roots: Vec<JsValue>);
    #[wasm_bindgen(method)]
    fn flush(this: &Watcher);
    #[wasm_bindgen(method, js_name = isOpening)]
    fn is_opening(this: &Watcher) -> bool;
    #[wasm_bindgen(method)]
    fn stop(this: &Watcher);
    #[wasm_bindgen(js_name = saysOther)]
    pub fn says_other(node: &JsValue) -> bool;
    pub fn sign(node: &JsValue);
}

/// What a pass comes to, for `watch.js`.
const NOTHING: u8 = 0;
const STRUCK: u8 = 1;
const UNJUDGED: u8 = 2;

/// One document being watched.
#[derive(Debug)]
pub struct Watch {
    number: u32,
    watcher: Watcher,
    _run: Closure<dyn FnMut(Set, bool, bool, String) -> u8>,
}

impl Watch {
    /// Forgets the changes up to now, which are Dele's own.
    pub fn flush(&self) {
        self.watcher.flush();
    }

    /// Whether what now dims or locks the page may come of a click of the reader's.
    pub fn is_opening(&self) -> bool {
        self.watcher.is_opening()
    }

    /// Watches also the documents and shadow trees that a reading has met.
    pub fn observe(&self, roots: Vec<JsValue>) {
        self.watcher.observe(roots);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.watcher.stop();
    }
}

/// Starts to watch a document; an earlier watch on it ends. Returns the number of this one.
///
/// # Errors
/// Where it is called from inside another call for the document.
pub fn start(document: &JsValue, options: Options, tell: Option<Function>) -> Result<u32, JsValue> {
    thread_local!(static LAST: Cell<u32> = const { Cell::new(0) });
    let number = LAST.get() + 1;
    LAST.set(number);
    let journal = journal::of(document);
    let mut told: Vec<String> = Vec::new();
    let run = {
        let document = document.clone();
        Closure::new(move |dirty: Set, removed: bool, judge: bool, said: String| {
            let judge = judge || crate::speaks(&said);
            // Called from inside another call: that one reads the page as it is.
            let Ok(report) = super::repeat(&document, &options, &dirty, removed, judge) else { return NOTHING };
            let struck = !report.removals.is_empty();
            let new: Vec<String> = report.notes.iter().filter(|note| !told.contains(note)).cloned().collect();
            told.extend(new.iter().cloned());
            if struck || !new.is_empty() {
                self::tell(tell.as_ref(), &Report { notes: new, ..report });
            }
            match (struck, judge) {
                (true, _) => STRUCK,
                (false, true) => NOTHING,
                (false, false) => UNJUDGED,
            }
        })
    };
    let mut journal = super::busy(journal.try_borrow_mut())?;
    let watcher = Watcher::new(document, &journal.nodes, &journal.held, run.as_ref());
    journal.watch = Some(Watch { number, watcher, _run: run });
    Ok(number)
}

/// Hands a report to the caller. What the caller's function throws is the caller's own.
pub fn tell(function: Option<&Function>, report: &Report) {
    if let (Some(function), Ok(report)) = (function, super::report::to_js(report)) {
        let _ = function.call1(&JsValue::UNDEFINED, &report);
    }
}

/// What ends this watch on a document.
pub fn stopper(document: &JsValue, number: u32) -> JsValue {
    let journal = journal::of(document);
    let watcher: Option<JsValue> = journal.try_borrow().ok().and_then(|journal| journal.watch.as_ref().map(|watch| watch.watcher.clone()));
    let (journal, document) = (Rc::downgrade(&journal), document.clone());
    Closure::<dyn FnMut()>::new(move || {
        // Even from inside another call it makes no more passes.
        if let Some(watcher) = &watcher {
            watcher.unchecked_ref::<Watcher>().stop();
        }
        let Some(journal) = journal.upgrade() else { return };
        let Ok(mut held) = journal.try_borrow_mut() else { return };
        let watch = held.watch.take_if(|watch| watch.number == number);
        drop(held);
        drop(watch);
        journal::tidy(&document);
    })
    .into_js_value()
}
