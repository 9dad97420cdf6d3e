//! From a caller's object to [`Options`], with an error that names the key.

use js_sys::{Array, Object, Reflect, TypeError};
use wasm_bindgen::prelude::*;

use crate::report::{Kind, Options};
use crate::text::join;

fn error(message: &str) -> JsValue {
    TypeError::new(message).into()
}

fn kind(value: &JsValue) -> Result<Kind, JsValue> {
    let text = value.as_string();
    Kind::ALL.into_iter().find(|kind| text.as_deref() == Some(kind.name())).ok_or_else(|| {
        let known = join(&Kind::ALL.map(Kind::name), ", ");
        let given = text.map_or_else(|| value.js_typeof().as_string().unwrap_or_default(), |text| join(&["\"", &text, "\""], ""));
        error(&join(&["options.kinds: ", &given, " is not one of ", &known], ""))
    })
}

/// Reads a caller's options; absent ones are the defaults.
pub fn options(value: &JsValue) -> Result<Options, JsValue> {
    let mut options = Options::default();
    if value.is_undefined() || value.is_null() {
        return Ok(options);
    }
    if !value.is_object() || Array::is_array(value) {
        return Err(error("options: not an object"));
    }
    for key in Object::keys(value.unchecked_ref::<Object>()) {
        let given = Reflect::get(value, &key)?;
        let key = key.as_string().unwrap_or_default();
        if given.is_undefined() {
            continue;
        }
        match key.as_str() {
            "kinds" if Array::is_array(&given) => {
                let kinds: Result<Vec<Kind>, JsValue> = Array::from(&given).iter().map(|value| kind(&value)).collect();
                options.kinds = Some(kinds?);
            }
            "kinds" => return Err(error("options.kinds: not an array")),
            "explain" => options.explain = given.as_bool().ok_or_else(|| error("options.explain: not true or false"))?,
            _ => return Err(error(&join(&["options.", &key, ": no such option (there are kinds and explain)"], ""))),
        }
    }
    Ok(options)
}
