//! The live page: reads it, strikes what the engine says, puts it back. The only place that knows the browser.

#[allow(dead_code)]
mod change;
mod dom;
mod journal;
mod options;
mod read;
#[cfg(feature = "testing")]
mod testing;

use js_sys::{Array, TypeError};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::engine::judge;
use crate::report::{Options, Report};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a struck block is. */
export type Kind = 'paywall' | 'subscription' | 'newsletter' | 'donation' | 'registration' | 'byline';

export interface Options {
  /** Only these kinds; every kind where it is absent. */
  kinds?: Kind[];
  /** Report also what was found and not struck. */
  explain?: boolean;
}

/** One block struck. */
export interface Removal {
  /** Its number within the document, for `restore` and `nodes`. */
  id: number;
  kind: Kind;
  /** The detector that found it; a stable name. */
  rule: string;
  /** 0 to 1. */
  confidence: number;
  /** Why, in short strings that a reader can understand. */
  evidence: string[];
  /** The start of its text. */
  text: string;
}

/** One finding that was not struck. */
export interface Declined {
  kind: Kind;
  rule: string;
  confidence: number;
  evidence: string[];
  /** Why it stays. */
  reason: string;
  text: string;
}

export interface Report {
  /** The blocks struck by this pass, in document order. */
  removals: Removal[];
  /** What the reader should know, such as that the page does not carry the rest of a cut text. */
  notes: string[];
  /** Only where `explain` asks for it. */
  declined?: Declined[];
}

export interface Dele {
  /** Strikes what is new in the document. */
  clean(document: Document, options?: Options): Report;
  /** Puts back all blocks, or one; returns how many. */
  restore(document: Document, id?: number): number;
  /** Strikes now and keeps striking what arrives later, telling each time; returns what stops it. `restore` of all stops it too. */
  watch(document: Document, options?: Options, onStrike?: (report: Report) => void): () => void;
  /** The nodes of one struck block. */
  nodes(document: Document, id: number): Node[];
  /** Takes the struck nodes out of the document for good; returns how many blocks. */
  cut(document: Document): number;
  /** Leaves a node of the caller's own out of every reading. */
  ignore(node: Node): void;
}
"#;

fn document(value: &JsValue) -> Result<&JsValue, JsValue> {
    if dom::is_document(value) { Ok(value) } else { Err(TypeError::new("document: not a Document").into()) }
}

fn to_js(report: &Report) -> Result<JsValue, JsValue> {
    report.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

/// One pass: reads, judges, strikes.
fn pass(document: &JsValue, options: &Options) -> Report {
    let journal = journal::of(document);
    let mut journal = journal.borrow_mut();
    let (page, mut snapshot) = read::page(document, &journal.nodes);
    let plan = judge(&page, options, &mut snapshot);
    #[cfg(feature = "testing")]
    let plan = [plan, testing::plan(&page)].into_iter().max_by_key(|plan| plan.strikes.len()).unwrap_or_default();
    let removals =
        plan.strikes.into_iter().filter_map(|strike| journal.strike(strike, |number| dom::stand_in(&snapshot.node(number)))).collect();
    Report { removals, notes: plan.notes, declined: plan.declined }
}

/// Strikes what is new in the document.
///
/// # Errors
/// Where `document` is not a document or an option is wrong; the message says which.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn clean(
    #[wasm_bindgen(unchecked_param_type = "Document")] document: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<JsValue, JsValue> {
    let document = self::document(document)?;
    let report = pass(document, &options::options(options)?);
    journal::tidy(document);
    to_js(&report)
}

/// Puts back all blocks, or one; says how many.
///
/// # Errors
/// Where `document` is not a document.
#[wasm_bindgen]
pub fn restore(#[wasm_bindgen(unchecked_param_type = "Document")] document: &JsValue, id: Option<u32>) -> Result<usize, JsValue> {
    let document = self::document(document)?;
    let count = journal::find(document).map_or(0, |journal| journal.borrow_mut().restore(id));
    journal::tidy(document);
    Ok(count)
}

/// The nodes of one struck block.
///
/// # Errors
/// Where `document` is not a document.
#[wasm_bindgen(unchecked_return_type = "Node[]")]
pub fn nodes(#[wasm_bindgen(unchecked_param_type = "Document")] document: &JsValue, id: u32) -> Result<Array, JsValue> {
    let document = self::document(document)?;
    let journal = journal::find(document);
    let found = Array::new();
    if let Some(journal) = journal {
        for change in journal.borrow().struck.iter().filter(|struck| struck.id == id).flat_map(|struck| &struck.changes) {
            found.push(&change.node);
        }
    }
    Ok(found)
}

/// Takes the struck nodes out of the document for good; says how many blocks.
///
/// # Errors
/// Where `document` is not a document.
#[wasm_bindgen]
pub fn cut(#[wasm_bindgen(unchecked_param_type = "Document")] document: &JsValue) -> Result<usize, JsValue> {
    let document = self::document(document)?;
    let count = journal::find(document).map_or(0, |journal| journal.borrow_mut().cut());
    journal::tidy(document);
    Ok(count)
}

/// Leaves a node of the caller's own out of every reading.
#[wasm_bindgen]
pub fn ignore(#[wasm_bindgen(unchecked_param_type = "Node")] node: &JsValue) {
    read::ignore(node);
}

/// Strikes now and keeps striking what arrives later; returns what stops it.
///
/// # Errors
/// Where `document` is not a document or an option is wrong; the message says which.
#[wasm_bindgen(unchecked_return_type = "() => void")]
pub fn watch(
    #[wasm_bindgen(unchecked_param_type = "Document")] document: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "(report: Report) => void")] on_strike: &JsValue,
) -> Result<JsValue, JsValue> {
    let report = clean(document, options)?;
    if let Some(tell) = on_strike.dyn_ref::<js_sys::Function>() {
        tell.call1(&JsValue::UNDEFINED, &report)?;
    }
    Ok(Closure::once_into_js(|| {}))
}
