//! What an overlay did to the page as a whole: scroll locks, veils, inertness. It goes when the overlay is struck.
//!
//! Only what lies on the headline, on something around it, or on the root: what lies on a part of the article alone is
//! how the page withholds that part, and stays.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use super::change::Change;
use super::dom;
use crate::page::{NodeId, Page, Tag};

#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    /// Names of inline properties, each followed by the value that would release the element.
    fn veil(element: &JsValue) -> Vec<String>;
    fn lock(element: &JsValue) -> Vec<String>;
    fn offset(element: &JsValue) -> Option<f64>;
    #[wasm_bindgen(js_name = scrollsInside)]
    fn scrolls_inside(around: Vec<JsValue>) -> bool;
    #[wasm_bindgen(js_name = lockInside)]
    fn lock_inside(element: &JsValue) -> Vec<String>;
    #[wasm_bindgen(js_name = lockClass)]
    fn lock_class(element: &JsValue, around: Vec<JsValue>) -> Option<String>;
    fn siblings(element: &JsValue) -> Vec<JsValue>;
    #[wasm_bindgen(js_name = scrollTo)]
    pub fn scroll_to(window: &JsValue, top: f64);
    /// Gives what scrolls back to where the window is now.
    #[wasm_bindgen(js_name = placeOf)]
    pub fn place_of(window: &JsValue) -> Function;
    pub fn focused(document: &JsValue) -> JsValue;
    pub fn refocus(element: &JsValue);
    #[wasm_bindgen(js_name = freeScroll)]
    pub fn free_scroll(window: &JsValue) -> Function;
    #[wasm_bindgen(js_name = isSeen)]
    pub fn is_seen(element: &JsValue) -> bool;
    #[wasm_bindgen(js_name = isModal)]
    pub fn is_modal(element: &JsValue) -> bool;
    #[wasm_bindgen(js_name = closeModal)]
    pub fn close_modal(dialog: &JsValue) -> Array;
    pub fn order(element: &JsValue) -> Array;
    #[wasm_bindgen(js_name = moveBack)]
    pub fn move_back(element: &JsValue, name: &str, names: &Array);
    #[wasm_bindgen(js_name = openModal)]
    pub fn open_modal(dialog: &JsValue, names: &Array);
}

/// The headline and all that is around it, innermost first, up to the body and without it: the first `h1` outside of
/// what is struck, else what holds most of the text.
pub fn around_headline(page: &Page, struck: &[NodeId]) -> Vec<NodeId> {
    let free = |node: NodeId| !struck.iter().any(|block| page.contains(*block, node));
    let inside = |node: NodeId| {
        std::iter::once(node)
            .chain(page.ancestors(node))
            .take_while(|around| !matches!(page.tag(*around), Some(Tag::Body | Tag::Html | Tag::Frame)))
            .collect::<Vec<NodeId>>()
    };
    let document = page.all(0, Tag::Body).next().unwrap_or(0);
    if let Some(headline) = page.all(document, Tag::H1).find(|heading| free(*heading)) {
        return inside(headline);
    }
    // The running count of letters says how much of the text each element holds.
    let mut letters = vec![0_usize; page.len() as usize + 1];
    for node in 0..page.len() {
        letters[node as usize + 1] = letters[node as usize] + if free(node) { page.text(node).trim().len() } else { 0 };
    }
    let held = |node: NodeId| letters[page.end(node) as usize] - letters[node as usize];
    let all = held(document);
    let innermost = page.subtree(document).rfind(|node| page.tag(*node).is_some() && free(*node) && held(*node) * 5 >= all * 4);
    innermost.filter(|_| all > 0).map(inside).unwrap_or_default()
}

/// The attributes that take a page out of use.
const LOCKS: [&str; 3] = ["inert", "data-scroll-locked", "aria-hidden"];

struct Release<'l> {
    changes: Vec<Change>,
    left: &'l [JsValue],
}

impl Release<'_> {
    fn set(&mut self, element: &JsValue, wanted: &[String]) {
        if !wanted.is_empty() && !self.left.contains(element) {
            self.changes.extend(Change::style(element.clone(), wanted));
        }
    }

    fn open(&mut self, element: &JsValue) -> bool {
        let before = self.changes.len();
        if self.left.contains(element) {
            return false;
        }
        for name in LOCKS {
            if name != "aria-hidden" || dom::attribute(element, name).is_some_and(|value| value == "true") {
                self.changes.extend(Change::attribute(element.clone(), name, None));
            }
        }
        self.changes.len() > before
    }

    fn unclass(&mut self, element: &JsValue, around: &[JsValue]) {
        let lock = if self.left.contains(element) { None } else { lock_class(element, around.to_vec()) };
        let Some(lock) = lock else { return };
        let class = dom::attribute(element, "class").unwrap_or_default();
        let kept: Vec<&str> = class.split_ascii_whitespace().filter(|name| *name != lock).collect();
        self.changes.extend(Change::attribute(element.clone(), "class", Some(&crate::text::join(&kept, " "))));
    }
}

/// What was released, and how far down the page was when it was locked.
#[derive(Debug, Default)]
pub struct Released {
    pub changes: Vec<Change>,
    pub offset: Option<f64>,
}

/// Releases a document. `around` is the headline and what is around it within this document; `overlays` are struck, and what is
/// `left` to the page is not touched any more.
pub fn release(document: &JsValue, around: &[JsValue], overlays: &[JsValue], left: &[JsValue]) -> Released {
    let (root, body) = (dom::root(document), dom::body(document));
    let mut down = None;
    let mut release = Release { changes: Vec::new(), left };
    let inside = scrolls_inside(around.to_vec());

    for element in [&root, &body].into_iter().filter(|element| element.is_truthy()) {
        release.unclass(element, around);
        let mut wanted = veil(element);
        if !inside {
            down = down.or_else(|| offset(element));
            wanted.extend(lock(element));
        }
        release.set(element, &wanted);
        release.open(element);
    }
    for element in around {
        let mut wanted = veil(element);
        let lock = lock_inside(element);
        if lock.iter().any(|name| name == "position") {
            down = down.or_else(|| offset(element));
        }
        wanted.extend(lock);
        let opened = release.open(element);
        release.set(element, &wanted);
        if wanted.is_empty() && !opened {
            continue;
        }
        // What lies beside it, the page's header say, and has the same.
        for other in siblings(element) {
            if overlays.iter().any(|overlay| dom::contains(&other, overlay)) {
                continue;
            }
            let same: Vec<String> =
                veil(&other).chunks(2).filter(|pair| wanted.contains(&pair[0])).flat_map(|pair| pair.to_vec()).collect();
            release.set(&other, &same);
            if opened {
                release.open(&other);
            }
        }
    }
    Released { changes: release.changes, offset: down }
}
