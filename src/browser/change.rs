//! One change to a live node and its exact inverse.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::{dom, release};

/// An inline property as it stood before.
#[derive(Debug)]
struct Property {
    name: &'static str,
    ours: String,
    value: String,
    priority: String,
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
    /// Inline properties set as `!important`. `before` and `after` are the whole attribute.
    Style { properties: Vec<Property>, before: Option<String>, after: Option<String> },
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
            return Change::style(node, &[("display", "none")]);
        }
        let before = dom::data(&node);
        dom::set_data(&node, "");
        Some(Change { node, rounds: 0, what: What::Text { before } })
    }

    /// Sets inline properties as `!important`. They go through the CSS object model, which a page's policy against inline
    /// styles does not stop. Longhands only: undo reads each one's old value.
    pub fn style(node: JsValue, wanted: &[(&'static str, &str)]) -> Option<Change> {
        let style = dom::style(&node)?;
        let before = dom::attribute(&node, "style");
        let mut properties = Vec::new();
        for (name, value) in wanted {
            let property = Property {
                name,
                value: style.get_property_value(name).unwrap_or_default(),
                priority: style.get_property_priority(name),
                ours: (*value).to_owned(),
            };
            style.set_property_with_priority(name, value, "important").ok()?;
            properties.push(property);
        }
        let after = dom::attribute(&node, "style");
        Some(Change { node, rounds: 0, what: What::Style { properties, before, after } })
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
            What::Style { properties, .. } => dom::style(&self.node).is_none_or(|style| {
                properties.iter().all(|property| {
                    style.get_property_priority(property.name) == "important"
                        && style.get_property_value(property.name).is_ok_and(|value| value == property.ours)
                })
            }),
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
            What::Style { properties, before, after } => {
                let Some(style) = dom::style(&self.node) else { return false };
                *before = dom::attribute(&self.node, "style");
                for property in properties {
                    let (value, priority) = (style.get_property_value(property.name), style.get_property_priority(property.name));
                    if priority != "important" || value.as_ref().is_ok_and(|value| *value != property.ours) {
                        (property.value, property.priority) = (value.unwrap_or_default(), priority);
                        if style.set_property_with_priority(property.name, &property.ours, "important").is_err() {
                            return false;
                        }
                    }
                }
                *after = dom::attribute(&self.node, "style");
            }
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
            What::Style { properties, before, after } => undo_style(node, properties, before, after),
        }
    }
}

fn undo_style(node: &JsValue, properties: Vec<Property>, before: Option<String>, after: Option<String>) {
    let Some(style) = dom::style(node) else { return };
    let untouched = dom::attribute(node, "style") == after;
    for property in properties.iter().rev() {
        let now = style.get_property_value(property.name).unwrap_or_default();
        if now != property.ours || style.get_property_priority(property.name) != "important" {
            continue; // the page has set it since
        }
        // Failing here leaves our own value, which the attribute's text below replaces.
        let _ = match property.value.as_str() {
            "" => style.remove_property(property.name).map(drop),
            value => style.set_property_with_priority(property.name, value, &property.priority),
        };
    }
    let now = dom::attribute(node, "style");
    if now == before {
        return;
    }
    if !untouched {
        if before.is_none() && style.length() == 0 {
            dom::remove_attribute(node, "style");
        }
        return;
    }
    let Some(before) = before else { return dom::remove_attribute(node, "style") };
    let declared = style.length();
    dom::set_attribute(node, "style", &before);
    // Under a policy against inline styles the text is taken and the style itself may be dropped.
    if style.length() < declared {
        style.set_css_text(&before);
    }
}
