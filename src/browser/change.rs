//! One change to a live node and its exact inverse.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::{dom, release};

#[wasm_bindgen(module = "/src/browser/style.js")]
extern "C" {
    #[wasm_bindgen(js_name = setStyle)]
    fn set_style(element: &JsValue, wanted: &[String]) -> JsValue;
    #[wasm_bindgen(js_name = holdsStyle)]
    fn holds_style(set: &JsValue) -> bool;
    #[wasm_bindgen(js_name = repeatStyle)]
    fn repeat_style(set: &JsValue);
    #[wasm_bindgen(js_name = undoStyle)]
    fn undo_style(set: &JsValue);
}

/// What was done to one node.
#[derive(Debug)]
pub struct Change {
    pub node: JsValue,
    /// How often it was done again.
    rounds: u32,
    what: What,
}

/// How often a page may undo a change before it is left alone.
const ROUNDS: u32 = 40;

fn set_attribute(node: &JsValue, name: &str, value: Option<&str>) {
    match value {
        Some(value) => dom::set_attribute(node, name, value),
        None => dom::remove_attribute(node, name),
    }
}

#[derive(Debug)]
enum What {
    /// Inline properties set as `!important`, as `style.js` keeps them.
    Style { set: JsValue },
    /// A text emptied.
    Text { before: String },
    /// An attribute changed or taken away; `names` is the order in which the element's attributes stood.
    Attribute { name: &'static str, before: String, after: Option<String>, names: Array },
    /// A modal dialog closed; the names of its attributes in their order.
    Modal { names: Array },
}

impl Change {
    /// Hides an element, empties a text. `None` where the node can be neither (unknown XML elements have no style).
    pub fn hide(node: JsValue) -> Option<Change> {
        if dom::node_type(&node) == dom::ELEMENT {
            return Change::style(node, &["display", "none"].map(str::to_owned));
        }
        let before = dom::data(&node);
        dom::set_data(&node, "");
        Some(Change { node, rounds: 0, what: What::Text { before } })
    }

    /// Sets inline properties as `!important`: names, each followed by its value.
    pub fn style(node: JsValue, wanted: &[String]) -> Option<Change> {
        let set = set_style(&node, wanted);
        set.is_truthy().then(|| Change { node, rounds: 0, what: What::Style { set } })
    }

    /// Changes an attribute or takes it away, where it is there.
    pub fn attribute(node: JsValue, name: &'static str, after: Option<&str>) -> Option<Change> {
        let before = dom::attribute(&node, name)?;
        let after = after.map(str::to_owned);
        let names = release::order(&node);
        set_attribute(&node, name, after.as_deref());
        Some(Change { node, rounds: 0, what: What::Attribute { name, before, after, names } })
    }

    /// Ends the modal state of a dialog, without which the page stays inert however the dialog is hidden.
    pub fn close(dialog: JsValue) -> Change {
        let names = release::close_modal(&dialog);
        Change { node: dialog, rounds: 0, what: What::Modal { names } }
    }

    /// Whether the page has left it as it was done.
    pub fn holds(&self) -> bool {
        match &self.what {
            What::Style { set } => holds_style(set),
            What::Text { .. } => dom::data(&self.node).is_empty(),
            What::Attribute { name, after, .. } => dom::attribute(&self.node, name) == *after,
            What::Modal { .. } => !release::is_modal(&self.node),
        }
    }

    /// Does it again after the page has undone it, up to [`ROUNDS`] times; says whether it did. What the page made of it
    /// in between is what [`Change::undo`] then puts back.
    pub fn repeat(&mut self) -> bool {
        if self.rounds >= ROUNDS {
            return false;
        }
        self.rounds += 1;
        match &mut self.what {
            What::Style { set } => repeat_style(set),
            What::Text { before } => {
                *before = dom::data(&self.node);
                dom::set_data(&self.node, "");
            }
            What::Attribute { name, before, after, names } => {
                let Some(now) = dom::attribute(&self.node, name) else { return false };
                *before = now;
                *names = release::order(&self.node);
                set_attribute(&self.node, name, after.as_deref());
            }
            What::Modal { names } => *names = release::close_modal(&self.node),
        }
        true
    }

    /// Whether it is a text emptied.
    pub fn is_text(&self) -> bool {
        matches!(self.what, What::Text { .. })
    }

    /// Whether it is an attribute changed or taken away: one that the page takes away too leaves no trace of that.
    pub fn is_attribute(&self) -> bool {
        matches!(self.what, What::Attribute { .. })
    }

    /// Whether it has been done again as often as it may.
    pub fn is_given_up(&self) -> bool {
        self.rounds >= ROUNDS
    }

    /// Puts back what stood before. Where the page has changed the same thing since, the page's change stays.
    pub fn undo(self) {
        let node = &self.node;
        match self.what {
            What::Text { before } => {
                if dom::data(node).is_empty() {
                    dom::set_data(node, &before);
                }
            }
            What::Attribute { name, before, after, names } => {
                if dom::attribute(node, name) == after {
                    dom::set_attribute(node, name, &before);
                    if after.is_none() {
                        release::move_back(node, name, &names);
                    }
                }
            }
            What::Modal { names } => release::open_modal(node, &names),
            What::Style { set } => undo_style(&set),
        }
    }
}
