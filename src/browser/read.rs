//! From the reader's flat data (`read.js`) to a [`Page`].

use js_sys::{Array, Set};
use wasm_bindgen::prelude::*;

use super::dom;
use crate::engine::View;
use crate::page::{Attr, Layer, NodeId, Page, PageBuilder, Tag};

#[wasm_bindgen(module = "/src/browser/read.js")]
extern "C" {
    fn names(tags: Vec<String>, attrs: Vec<String>, unread: Vec<String>);
    pub fn ignore(node: &JsValue);

    /// One reading: its steps, its texts, and its nodes by number.
    #[derive(Debug)]
    pub type Snapshot;
    /// The open dialogs and popovers.
    #[wasm_bindgen(method, getter)]
    pub fn opened(this: &Snapshot) -> Vec<JsValue>;
    /// The documents of frames, the shadow trees.
    #[wasm_bindgen(method, getter)]
    pub fn frames(this: &Snapshot) -> Vec<JsValue>;
    #[wasm_bindgen(method, getter)]
    pub fn shadows(this: &Snapshot) -> Vec<JsValue>;
    fn read(document: &JsValue, skip: &Set) -> Snapshot;
    /// How many steps, nodes, texts; how long all texts are in UTF-16.
    #[wasm_bindgen(method, getter)]
    fn length(this: &Snapshot) -> usize;
    #[wasm_bindgen(method)]
    fn count(this: &Snapshot) -> usize;
    #[wasm_bindgen(method, js_name = pieceCount)]
    fn pieces(this: &Snapshot) -> usize;
    #[wasm_bindgen(method)]
    fn units(this: &Snapshot) -> usize;
    #[wasm_bindgen(method)]
    fn steps(this: &Snapshot, into: &mut [u8]);
    #[wasm_bindgen(method)]
    fn encode(this: &Snapshot, into: &mut [u8]) -> Option<usize>;
    #[wasm_bindgen(method, js_name = withoutZeros)]
    fn without_zeros(this: &Snapshot);
    #[wasm_bindgen(method, js_name = tooDeep)]
    fn too_deep(this: &Snapshot) -> bool;
    #[wasm_bindgen(method)]
    pub fn node(this: &Snapshot, number: u32) -> JsValue;
}

#[wasm_bindgen(module = "/src/browser/layout.js")]
extern "C" {
    #[wasm_bindgen(js_name = isRendered)]
    fn is_rendered(document: &JsValue) -> bool;
    fn layers(snapshot: &Snapshot) -> Vec<f32>;
    fn shown(nodes: &Array) -> Vec<u8>;
}

/// The numbers that `read.js` counts from.
const TEXT: u8 = 1;
const ATTR: u8 = 2;
const BLANK: u8 = 63;
const TAG: u8 = 64;
const _: () = assert!(Attr::ALL.len() <= (BLANK - ATTR) as usize && Tag::ALL.len() <= (u8::MAX - TAG) as usize);

/// Hands the engine's names to the reader, once.
fn introduce() {
    thread_local!(static DONE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    if !DONE.replace(true) {
        let tags = |wanted: fn(Tag) -> bool| Tag::ALL.iter().filter(|tag| wanted(**tag)).map(|tag| tag.name().to_owned()).collect();
        names(tags(|_| true), Attr::ALL.iter().map(|attr| attr.name().to_owned()).collect(), tags(Tag::is_unread));
    }
}

/// All texts of a snapshot end to end, a zero byte after each.
fn texts(snapshot: &Snapshot) -> String {
    let pieces = snapshot.pieces();
    let mut bytes = Vec::new();
    // Most pages are nearly all ASCII; where they are not, there is too little room at first.
    let units = snapshot.units();
    for room in [units + units / 8 + 16, 3 * units + 16] {
        bytes.resize(room, 0);
        if let Some(length) = snapshot.encode(&mut bytes) {
            bytes.truncate(length);
            break;
        }
    }
    // A script can put a zero byte into any text: one too many shows.
    if memchr::memchr_iter(0, &bytes).count() != pieces {
        snapshot.without_zeros();
        return texts(snapshot);
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Reads a document without the subtrees of `skip`. The snapshot finds the live nodes behind the page's numbers.
pub fn page(document: &JsValue, skip: &Set) -> (Page, Snapshot) {
    introduce();
    let snapshot = read(document, skip);
    let source = texts(&snapshot);
    let mut steps = vec![0; snapshot.length()];
    snapshot.steps(&mut steps);
    let ends: Vec<u32> = memchr::memchr_iter(0, source.as_bytes()).map(|end| end as u32).collect();
    let mut ends = ends.into_iter();
    let mut start = 0;
    let mut next = || {
        let end = ends.next().unwrap_or(start);
        std::mem::replace(&mut start, end + 1)..end
    };

    let blank = next();
    let mut builder = PageBuilder::over(&dom::url(document), source, snapshot.count());
    for step in steps {
        match step {
            0 => builder.close(),
            TEXT => drop(builder.text_at(next())),
            BLANK => drop(builder.text_at(blank.clone())),
            ATTR..BLANK => {
                let value = next();
                if let Some(attr) = Attr::from_number(usize::from(step - ATTR)) {
                    builder.attr_at(attr, value);
                }
            }
            _ => drop(builder.open(Tag::from_number(usize::from(step - TAG)).unwrap_or(Tag::Other))),
        }
    }
    if !snapshot.too_deep() && is_rendered(document) {
        builder.rendered();
        let found = layers(&snapshot);
        for &[node, top_layer, fixed, z, covers, left, top, right, bottom, empty] in found.as_chunks::<10>().0 {
            let rect = [left, top, right, bottom];
            let [top_layer, fixed, empty] = [top_layer, fixed, empty].map(|flag| flag != 0.0);
            builder.layer(Layer { node: node as NodeId, top_layer, fixed, z: z as i32, covers, rect, empty });
        }
    }
    (builder.finish(), snapshot)
}

impl View for Snapshot {
    fn shown(&mut self, nodes: &[NodeId]) -> Vec<bool> {
        if self.too_deep() {
            return vec![true; nodes.len()];
        }
        let live: Array = nodes.iter().map(|number| self.node(*number)).collect();
        shown(&live).into_iter().map(|flag| flag != 0).collect()
    }
}
