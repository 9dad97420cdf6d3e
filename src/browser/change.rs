//! One change to a live node and its exact inverse.

use wasm_bindgen::prelude::*;

use super::dom;

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
    what: What,
}

#[derive(Debug)]
enum What {
    /// Inline properties set as `!important`. `before` and `after` are the whole attribute.
    Style { properties: Vec<Property>, before: Option<String>, after: Option<String> },
    /// A text emptied.
    Text { before: String },
    /// An attribute taken away.
    Attribute { name: &'static str, before: String },
}

impl Change {
    /// Hides an element, empties a text. `None` where the node can be neither (unknown XML elements have no style).
    pub fn hide(node: JsValue) -> Option<Change> {
        if dom::node_type(&node) == dom::ELEMENT {
            return Change::style(node, &[("display", "none")]);
        }
        let before = dom::data(&node);
        dom::set_data(&node, "");
        Some(Change { node, what: What::Text { before } })
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
        Some(Change { node, what: What::Style { properties, before, after } })
    }

    /// Takes an attribute away, where it is there.
    pub fn without(node: JsValue, name: &'static str) -> Option<Change> {
        let before = dom::attribute(&node, name)?;
        dom::remove_attribute(&node, name);
        Some(Change { node, what: What::Attribute { name, before } })
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
            What::Attribute { name, .. } => dom::attribute(&self.node, name).is_none(),
        }
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
            What::Attribute { name, before } => {
                if dom::attribute(node, name).is_none() {
                    dom::set_attribute(node, name, &before);
                }
            }
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
