//! The few things done to live nodes, each through the DOM's prototypes (`dom.js`): what a page can shadow with a form
//! field or a named element is never asked of the node itself.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    #[wasm_bindgen(js_name = isDocument)]
    pub fn is_document(value: &JsValue) -> bool;
    #[wasm_bindgen(js_name = type)]
    pub fn node_type(node: &JsValue) -> u16;
    pub fn utf8(text: &JsValue) -> Vec<u8>;
    pub fn root(document: &JsValue) -> JsValue;
    pub fn body(document: &JsValue) -> JsValue;
    pub fn url(document: &JsValue) -> String;
    #[wasm_bindgen(js_name = windowOf)]
    pub fn window(document: &JsValue) -> JsValue;
    pub fn parent(node: &JsValue) -> JsValue;
    pub fn contains(outer: &JsValue, inner: &JsValue) -> bool;
    pub fn encloses(outer: &JsValue, inner: &JsValue) -> bool;
    #[wasm_bindgen(js_name = isOnTop)]
    pub fn is_on_top(element: &JsValue) -> bool;
    #[wasm_bindgen(js_name = documentOf)]
    pub fn document_of(node: &JsValue) -> JsValue;
    pub fn connected(node: &JsValue) -> bool;
    pub fn attribute(element: &JsValue, name: &str) -> Option<String>;
    #[wasm_bindgen(js_name = setAttribute)]
    pub fn set_attribute(element: &JsValue, name: &str, value: &str);
    #[wasm_bindgen(js_name = removeAttribute)]
    pub fn remove_attribute(element: &JsValue, name: &str);
    pub fn data(node: &JsValue) -> String;
    #[wasm_bindgen(js_name = setData)]
    pub fn set_data(node: &JsValue, value: &str);
    pub fn remove(node: &JsValue);
    #[wasm_bindgen(js_name = standIn)]
    pub fn stand_in(node: &JsValue) -> JsValue;
}

/// `Node.ELEMENT_NODE`.
pub const ELEMENT: u16 = 1;
