//! From a [`Report`] to an object of the caller's. By hand: serde's way to JavaScript makes the core larger by a twentieth.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::report::{Declined, Removal, Report, rounded};

/// The report as the types of the library have it.
pub fn to_js(report: &Report) -> Result<JsValue, JsValue> {
    let removals = report.removals.iter().map(removal).collect::<Result<Array, JsValue>>()?;
    let object = object(&[("removals", removals.into()), ("notes", texts(&report.notes))])?;
    if !report.declined.is_empty() {
        let all = report.declined.iter().map(declined).collect::<Result<Array, JsValue>>()?;
        Reflect::set(&object, &"declined".into(), &all)?;
    }
    Ok(object)
}

fn removal(removal: &Removal) -> Result<JsValue, JsValue> {
    object(&[
        ("id", removal.id.into()),
        ("kind", removal.kind.name().into()),
        ("rule", removal.rule.into()),
        ("confidence", rounded(removal.confidence).into()),
        ("evidence", texts(&removal.evidence)),
        ("text", removal.text.as_str().into()),
    ])
}

fn declined(declined: &Declined) -> Result<JsValue, JsValue> {
    object(&[
        ("kind", declined.kind.name().into()),
        ("rule", declined.rule.into()),
        ("confidence", rounded(declined.confidence).into()),
        ("evidence", texts(&declined.evidence)),
        ("reason", declined.reason.as_str().into()),
        ("text", declined.text.as_str().into()),
    ])
}

fn texts(texts: &[String]) -> JsValue {
    texts.iter().map(|text| JsValue::from_str(text)).collect::<Array>().into()
}

fn object(entries: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (key, value) in entries {
        Reflect::set(&object, &JsValue::from_str(key), value)?;
    }
    Ok(object.into())
}
