//! From the reader's flat data (`read.js`) to a [`Page`].

use js_sys::{Set, Uint8Array};
use wasm_bindgen::prelude::*;

use super::dom;
use crate::page::{Attr, Page, PageBuilder, Tag};

#[wasm_bindgen(module = "/src/browser/read.js")]
extern "C" {
    fn names(tags: Vec<String>, attrs: Vec<String>, unread: Vec<String>);
    pub fn ignore(node: &JsValue);

    /// One reading: its steps, its texts, and its nodes by number.
    pub type Snapshot;
    fn read(document: &JsValue, skip: &Set) -> Snapshot;
    #[wasm_bindgen(method)]
    fn steps(this: &Snapshot) -> Uint8Array;
    #[wasm_bindgen(method)]
    fn text(this: &Snapshot) -> Uint8Array;
    #[wasm_bindgen(method, js_name = textWithoutZeros)]
    fn text_without_zeros(this: &Snapshot) -> Uint8Array;
    #[wasm_bindgen(method)]
    fn count(this: &Snapshot) -> usize;
    #[wasm_bindgen(method)]
    pub fn node(this: &Snapshot, number: u32) -> JsValue;
}

/// The numbers that `read.js` counts from.
const TEXT: u8 = 1;
const ATTR: u8 = 2;
const TAG: u8 = 64;
const _: () = assert!(Attr::ALL.len() <= (TAG - ATTR) as usize && Tag::ALL.len() <= (u8::MAX - TAG) as usize);

/// Hands the engine's names to the reader, once.
fn introduce() {
    thread_local!(static DONE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    if !DONE.replace(true) {
        let tags = |wanted: fn(Tag) -> bool| Tag::ALL.iter().filter(|tag| wanted(**tag)).map(|tag| tag.name().to_owned()).collect();
        names(tags(|_| true), Attr::ALL.iter().map(|attr| attr.name().to_owned()).collect(), tags(Tag::is_unread));
    }
}

/// Reads a document without the subtrees of `skip`. The snapshot finds the live nodes behind the page's numbers.
pub fn page(document: &JsValue, skip: &Set) -> (Page, Snapshot) {
    introduce();
    let snapshot = read(document, skip);
    let count = snapshot.count();
    let mut text = snapshot.text().to_vec();
    // A script can put a zero byte into any text; there is one between any two, so one too many shows.
    if text.iter().filter(|byte| **byte == 0).count() != count.saturating_sub(1) {
        text = snapshot.text_without_zeros().to_vec();
    }
    let text = String::from_utf8_lossy(&text);
    let mut pieces = text.split('\0');

    let mut builder = PageBuilder::new(&dom::url(document));
    for step in snapshot.steps().to_vec() {
        match step {
            0 => builder.close(),
            TEXT => drop(builder.text(pieces.next().unwrap_or_default())),
            ATTR..TAG => {
                if let Some(attr) = Attr::from_number(usize::from(step - ATTR)) {
                    builder.attr(attr, pieces.next().unwrap_or_default());
                }
            }
            _ => drop(builder.open(Tag::from_number(usize::from(step - TAG)).unwrap_or(Tag::Other))),
        }
    }
    (builder.finish(), snapshot)
}
