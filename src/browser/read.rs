//! From the reader's flat data (`read.js`) to a [`Page`].

use js_sys::Set;
use wasm_bindgen::prelude::*;

use super::dom;
use crate::engine::View;
use crate::memory::Memory;
use crate::page::{Attr, Layer, NodeId, Page, PageBuilder, Strings, Tag};

#[wasm_bindgen(module = "/src/browser/read.js")]
extern "C" {
    fn names(tags: Vec<String>, attrs: Vec<String>, unread: Vec<String>);
    pub fn ignore(node: &JsValue);

    /// The strings that were handed over, and those that are to be.
    #[derive(Debug)]
    type Store;
    #[wasm_bindgen(constructor)]
    fn new() -> Store;
    #[wasm_bindgen(method, js_name = freshCount)]
    fn fresh_count(this: &Store) -> usize;
    /// How long all fresh ones are in UTF-16, a zero after each.
    #[wasm_bindgen(method)]
    fn units(this: &Store) -> usize;
    #[wasm_bindgen(method)]
    fn encode(this: &Store, into: &mut [u8]) -> Option<usize>;
    #[wasm_bindgen(method, js_name = withoutZeros)]
    fn without_zeros(this: &Store);
    #[wasm_bindgen(method, js_name = handedOver)]
    fn handed_over(this: &Store);

    /// One reading: its steps, and its nodes by number.
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
    fn read(document: &JsValue, skip: &Set, store: &Store) -> Snapshot;
    /// How many steps, nodes.
    #[wasm_bindgen(method, getter)]
    fn length(this: &Snapshot) -> usize;
    #[wasm_bindgen(method)]
    fn count(this: &Snapshot) -> usize;
    #[wasm_bindgen(method)]
    fn steps(this: &Snapshot, into: &mut [u32]);
    #[wasm_bindgen(method, js_name = tooDeep)]
    fn too_deep(this: &Snapshot) -> bool;
    #[wasm_bindgen(method)]
    pub fn node(this: &Snapshot, number: u32) -> JsValue;
}

#[wasm_bindgen(module = "/src/browser/layout.js")]
extern "C" {
    #[wasm_bindgen(js_name = isOverlaid)]
    fn is_overlaid(snapshot: &Snapshot, nodes: &[u32]) -> bool;
    fn layers(snapshot: &Snapshot) -> Vec<f32>;
    fn shown(snapshot: &Snapshot, nodes: &[u32]) -> Vec<u8>;
}

/// The numbers that `read.js` counts from.
const TEXT: u8 = 1;
const ATTR: u8 = 2;
const TAG: u8 = 64;
const _: () = assert!(Attr::ALL.len() <= (TAG - ATTR) as usize && Tag::ALL.len() <= (u8::MAX - TAG) as usize);

/// What earlier readings of the reader's pages have found, kept for the next one.
#[derive(Debug)]
pub struct Known {
    store: Store,
    strings: Strings,
    pub memory: Memory,
}

/// So many bytes of strings are kept.
const MOST: usize = 4 << 20;

thread_local!(static KNOWN: std::cell::RefCell<Option<Known>> = const { std::cell::RefCell::new(None) });

impl Known {
    /// Takes it for one pass. A pass that the page's own code starts inside another begins anew.
    pub fn take() -> Known {
        let known = KNOWN.take().filter(|known| known.strings.bytes() < MOST);
        known.unwrap_or_else(|| Known { store: Store::new(), strings: Strings::default(), memory: Memory::default() })
    }

    /// Puts it back after the pass, with the strings that its page has borrowed.
    pub fn keep(mut self, page: Page) {
        self.strings = page.into_strings();
        KNOWN.set(Some(self));
    }
}

/// Hands the engine's names to the reader, once.
fn introduce() {
    thread_local!(static DONE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    if !DONE.replace(true) {
        let tags = |wanted: fn(Tag) -> bool| Tag::ALL.iter().filter(|tag| wanted(**tag)).map(|tag| tag.name().to_owned()).collect();
        names(tags(|_| true), Attr::ALL.iter().map(|attr| attr.name().to_owned()).collect(), tags(Tag::is_unread));
    }
}

/// Takes over what is fresh in a store.
fn take_over(store: &Store, strings: &mut Strings) {
    if store.fresh_count() == 0 {
        return;
    }
    let mut bytes = Vec::new();
    // Most pages are nearly all ASCII; where they are not, there is too little room at first.
    let units = store.units();
    for room in [units + units / 8 + 16, 3 * units + 16] {
        bytes.resize(room, 0);
        if let Some(length) = store.encode(&mut bytes) {
            bytes.truncate(length);
            break;
        }
    }
    // A script can put a zero byte into any text: one too many shows.
    if memchr::memchr_iter(0, &bytes).count() != store.fresh_count() {
        store.without_zeros();
        return take_over(store, strings);
    }
    let fresh = String::from_utf8(bytes).expect("what TextEncoder writes is UTF-8");
    strings.push_all(&fresh, memchr::memchr_iter(0, fresh.as_bytes()));
    store.handed_over();
}

/// Reads a document without the subtrees of `skip`. The snapshot finds the live nodes behind the page's numbers.
pub fn page(document: &JsValue, skip: &Set, known: &mut Known) -> (Page, Snapshot) {
    introduce();
    let snapshot = read(document, skip, &known.store);
    let mut steps = vec![0; snapshot.length()];
    snapshot.steps(&mut steps);
    take_over(&known.store, &mut known.strings);
    let mut builder = PageBuilder::over(&dom::url(document), std::mem::take(&mut known.strings), snapshot.count());
    for step in steps {
        let string = step >> 8;
        match step as u8 {
            0 => builder.close(),
            TEXT => drop(builder.text_of(string)),
            attr @ ATTR..TAG => {
                if let Some(attr) = Attr::from_number(usize::from(attr - ATTR)) {
                    builder.attr_of(attr, string);
                }
            }
            tag => drop(builder.open(Tag::from_number(usize::from(tag - TAG)).unwrap_or(Tag::Other))),
        }
    }
    (builder.finish(), snapshot)
}

impl View for Snapshot {
    fn shown(&mut self, nodes: &[NodeId]) -> Vec<bool> {
        if self.too_deep() {
            return vec![true; nodes.len()];
        }
        shown(self, nodes).into_iter().map(|flag| flag != 0).collect()
    }
    fn is_overlaid(&mut self, nodes: &[NodeId]) -> bool {
        !self.too_deep() && is_overlaid(self, nodes)
    }

    fn layers(&mut self) -> Vec<Layer> {
        if self.too_deep() {
            return Vec::new();
        }
        let found = layers(self);
        let layer = |&[node, top_layer, z, covers, empty]: &[f32; 5]| {
            let [top_layer, empty] = [top_layer, empty].map(|flag| flag != 0.0);
            Layer { node: node as NodeId, top_layer, z: z as i32, covers, empty }
        };
        found.as_chunks::<5>().0.iter().map(layer).collect()
    }
}
