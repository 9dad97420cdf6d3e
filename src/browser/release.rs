//! What an overlay did to the page as a whole: scroll locks, veils, inertness. It goes when the overlay is struck.
//!
//! Only what lies on the headline, on something around it, or on the root: what lies on a part of the article alone is
//! how the page withholds that part, and stays.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleDeclaration, Element, Window};

use super::change::Change;
use super::dom;
use crate::page::{NodeId, Page, Tag};

#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    fn scrolls(element: &JsValue) -> Vec<f64>;
    fn siblings(element: &JsValue) -> Vec<JsValue>;
    #[wasm_bindgen(js_name = box)]
    fn rect(element: &JsValue) -> Vec<f64>;
    #[wasm_bindgen(js_name = scrollTo)]
    pub fn scroll_to(window: &Window, left: f64, top: f64);
    pub fn focused(document: &JsValue) -> JsValue;
    pub fn refocus(element: &JsValue);
    #[wasm_bindgen(js_name = freeScroll)]
    pub fn free_scroll(window: &Window) -> js_sys::Function;
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

type Wanted = Vec<(&'static str, String)>;

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

fn computed(window: &Window, element: &JsValue) -> Option<CssStyleDeclaration> {
    window.get_computed_style(element.unchecked_ref::<Element>()).ok().flatten()
}

fn value(style: &CssStyleDeclaration, name: &str) -> String {
    style.get_property_value(name).unwrap_or_default()
}

/// A number read by the browser: Rust's own reader of floats comes with 10 KB of tables.
fn number(text: &str) -> Option<f64> {
    let number = js_sys::parse_float(text);
    (!number.is_nan()).then_some(number)
}

/// A veil over an element and all in it.
fn veil(style: &CssStyleDeclaration) -> Wanted {
    let mut wanted = Wanted::new();
    let mut set = |name, to: &str| wanted.push((name, to.to_owned()));
    let filter = value(style, "filter");
    if ["blur(", "brightness(", "opacity(", "grayscale("].iter().any(|effect| filter.contains(effect)) {
        set("filter", "none");
    }
    if number(&value(style, "opacity")).is_some_and(|opacity| opacity < 0.95) {
        set("opacity", "1");
    }
    for (name, locked, free) in [("pointer-events", "none", "auto"), ("user-select", "none", "auto"), ("touch-action", "none", "auto")] {
        if value(style, name) == locked {
            set(name, free);
        }
    }
    wanted
}

/// The lock of scrolling on the root or the body. Says also how far the page was scrolled when its body was fixed.
fn lock(window: &Window, element: &JsValue, style: &CssStyleDeclaration) -> (Wanted, Option<f64>) {
    let mut wanted = Wanted::new();
    let mut offset = None;
    let hidden = |name| matches!(value(style, name).as_str(), "hidden" | "clip");
    let pixels = |name| value(style, name).strip_suffix("px").and_then(number);
    let locked = hidden("overflow-y");
    if locked {
        // `clip` keeps the page from sliding sideways, as `hidden` would, and makes no scroll box of its own.
        if hidden("overflow-x") {
            wanted.push(("overflow-x", "clip".to_owned()));
        }
        wanted.push(("overflow-y", "visible".to_owned()));
        let window_height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
        if pixels("height").is_some_and(|height| (height - window_height).abs() < 2.0) && scrolls(element)[0] > 1.0 {
            wanted.push(("height", "auto".to_owned()));
        }
        if pixels("max-height").is_some_and(|height| height < window_height + 2.0) {
            wanted.push(("max-height", "none".to_owned()));
        }
        if value(style, "overscroll-behavior-y") != "auto" {
            wanted.push(("overscroll-behavior-y", "auto".to_owned()));
        }
        // The room that the scroll bar left is taken again by the scroll bar.
        if let Some(inline) = dom::style(element) {
            for name in ["padding-right", "margin-right"] {
                let set = value(&inline, name);
                if set.strip_suffix("px").and_then(number).is_some_and(|room| room > 0.0 && room <= 25.0) {
                    wanted.push((name, "0px".to_owned()));
                }
            }
        }
    }
    if value(style, "position") == "fixed" {
        offset = Some(pixels("top").map_or(0.0, |top| -top).max(0.0));
        wanted.push(("position", "static".to_owned()));
    }
    (wanted, offset)
}

/// Whether the text scrolls in a box of its own and does so now.
fn scrolls_inside(window: &Window, around: &[JsValue]) -> bool {
    around.iter().any(|element| {
        computed(window, element).is_some_and(|style| matches!(value(&style, "overflow-y").as_str(), "auto" | "scroll"))
            && scrolls(element)[0] > 1.0
    })
}

/// The attributes that take a page out of use, and class names whose rules lock everything in it.
const LOCKS: [&str; 3] = ["inert", "data-scroll-locked", "aria-hidden"];
const LOCK_CLASSES: [&str; 1] = ["swg-disable-scroll"];

#[derive(Default)]
struct Release {
    changes: Vec<Change>,
}

impl Release {
    fn set(&mut self, element: &JsValue, wanted: &Wanted) {
        if !wanted.is_empty() {
            let wanted: Vec<(&'static str, &str)> = wanted.iter().map(|(name, value)| (*name, value.as_str())).collect();
            self.changes.extend(Change::style(element.clone(), &wanted));
        }
    }

    fn open(&mut self, element: &JsValue) -> bool {
        let before = self.changes.len();
        for name in LOCKS {
            if name != "aria-hidden" || dom::attribute(element, name).is_some_and(|value| value == "true") {
                self.changes.extend(Change::attribute(element.clone(), name, None));
            }
        }
        self.changes.len() > before
    }

    fn unclass(&mut self, element: &JsValue) {
        let Some(class) = dom::attribute(element, "class") else { return };
        let kept: Vec<&str> = class.split_ascii_whitespace().filter(|name| !LOCK_CLASSES.contains(name)).collect();
        if kept.len() < class.split_ascii_whitespace().count() {
            self.changes.extend(Change::attribute(element.clone(), "class", Some(&kept.join(" "))));
        }
    }
}

/// What was released, and how far down the page was when it was locked.
#[derive(Debug, Default)]
pub struct Released {
    pub changes: Vec<Change>,
    pub offset: Option<f64>,
}

/// Releases a document. `around` is the headline and what is around it within this document; `overlays` are struck.
pub fn release(document: &JsValue, around: &[JsValue], overlays: &[JsValue]) -> Released {
    let Some(window) = dom::window(document) else { return Released::default() };
    let (root, body) = (dom::root(document), dom::body(document));
    let mut offset = None;
    let mut release = Release::default();
    let inside = scrolls_inside(&window, around);

    for element in [&root, &body].into_iter().filter(|element| element.is_truthy()) {
        release.unclass(element);
        let Some(style) = computed(&window, element) else { continue };
        let mut wanted = veil(&style);
        if !inside {
            let (lock, down) = lock(&window, element, &style);
            wanted.extend(lock);
            offset = offset.or(down);
        }
        release.set(element, &wanted);
        release.open(element);
    }
    for element in around {
        let Some(style) = computed(&window, element) else { continue };
        let mut wanted = veil(&style);
        if locks_inside(&window, element, &style) {
            wanted.push(("overflow-y", "auto".to_owned()));
        }
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
            if let Some(style) = computed(&window, &other) {
                let mut same = veil(&style);
                same.retain(|(name, _)| wanted.iter().any(|(wanted, _)| wanted == name));
                release.set(&other, &same);
            }
            if opened {
                release.open(&other);
            }
        }
    }
    Released { changes: release.changes, offset }
}

/// Whether a box around the headline is the page's own scroller, locked: as high as the window, in a root that does not
/// scroll. A lower one, or one in a page that scrolls, cuts an article short, and that stays.
fn locks_inside(window: &Window, element: &JsValue, style: &CssStyleDeclaration) -> bool {
    if !matches!(value(style, "overflow-y").as_str(), "hidden" | "clip") {
        return false;
    }
    let window_height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    let size = scrolls(element);
    let bottom = rect(element)[3];
    size[0] > 50.0 && size[1] >= window_height * 0.5 && (bottom - window_height).abs() < 3.0
}
