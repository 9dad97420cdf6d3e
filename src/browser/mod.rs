//! The live page: reads it, strikes what the engine says, puts it back. The only place that knows the browser.

mod change;
mod dom;
mod journal;
mod options;
mod read;
mod release;
mod report;
mod watch;

use js_sys::{Array, Function, TypeError};
use read::Known;
use wasm_bindgen::prelude::*;

use crate::Unlearnt;
use crate::engine::{View, judge_again};
use crate::report::{Options, Report};

/// A third of the size of the standard library's allocator, and no slower here.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

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
  /** The languages that this document needs and whose wording is not there, by the codes that `teach` takes. */
  languages(document: Document): string[];
  /** Takes in a language's wording: one of the packs that the build writes. Throws where the code is unknown or the pack is not its. */
  teach(code: string, pack: string): void;
}
"#;

fn document(value: &JsValue) -> Result<&JsValue, JsValue> {
    if dom::is_document(value) { Ok(value) } else { Err(TypeError::new("document: not a Document").into()) }
}

/// The page's own code runs while nodes change (a focus handler, say), and may call back.
fn busy<T, E>(borrowed: Result<T, E>) -> Result<T, JsValue> {
    borrowed.map_err(|_| js_sys::Error::new("called from inside another call for the same document").into())
}

/// One pass: reads, judges, strikes. One that is not asked for leaves what the reader has put back.
fn pass(document: &JsValue, options: &Options, asked: bool) -> Result<Report, JsValue> {
    let journal = journal::of(document);
    let mut journal = busy(journal.try_borrow_mut())?;
    journal.prune();
    let mut known = Known::take();
    let (page, mut snapshot) = read::page(document, &journal.nodes, &mut known);
    if journal.holds_overlay() {
        page.look_for_layers(|| snapshot.layers());
    }
    let mut plan = judge_again(&page, options, &mut snapshot, &mut known.memory);
    if !asked {
        plan.strikes.retain(|strike| !journal.keeps(strike, &snapshot));
    }
    let overlays = journal::overlays(&plan, &page);
    let removals = journal.strike(plan.strikes, &page, &snapshot, document);
    let is_opening = !asked && overlays.is_empty() && journal.watch.as_ref().is_some_and(watch::Watch::is_opening);
    if !is_opening {
        journal.release(&page, &snapshot, &overlays);
    }
    known.keep(page);
    if let Some(watch) = &journal.watch {
        watch.observe(snapshot.frames().into_iter().chain(snapshot.shadows()).collect());
        watch.flush();
    }
    Ok(Report { removals, notes: plan.notes, declined: plan.declined })
}

/// A pass after the page has changed. `dirty` are struck nodes that it touched.
fn repeat(document: &JsValue, options: &Options, dirty: &js_sys::Set, removed: bool, judge: bool) -> Result<Report, JsValue> {
    let journal = journal::of(document);
    let again = {
        let mut journal = busy(journal.try_borrow_mut())?;
        if removed {
            journal.prune();
        }
        let again = journal.reopen(dirty);
        journal.uphold(dirty);
        again
    };
    let mut report = if judge || again { pass(document, options, false)? } else { Report::default() };
    let given_up = {
        let mut journal = busy(journal.try_borrow_mut())?;
        report.removals.retain(|removal| !journal.was_known(removal.id));
        journal.forget_reopened();
        if let Some(watch) = &journal.watch {
            watch.flush();
        }
        std::mem::take(&mut journal.given_up)
    };
    if given_up {
        report.notes.push("The page keeps putting a block back; it is left there.".to_owned());
    }
    Ok(report)
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
    let report = pass(document, &options::options(options)?, true)?;
    journal::tidy(document);
    report::to_js(&report)
}

/// Puts back all blocks, or one; says how many. All of them: ends a watch too.
///
/// # Errors
/// Where `document` is not a document.
#[wasm_bindgen]
pub fn restore(#[wasm_bindgen(unchecked_param_type = "Document")] document: &JsValue, id: Option<u32>) -> Result<usize, JsValue> {
    let document = self::document(document)?;
    let Some(journal) = journal::find(document) else { return Ok(0) };
    let count = {
        let mut journal = busy(journal.try_borrow_mut())?;
        if id.is_none() {
            journal.watch = None;
        }
        let count = journal.restore(id);
        if let Some(watch) = &journal.watch {
            watch.flush();
        }
        count
    };
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
    let Some(journal) = journal::find(document) else { return Ok(Array::new()) };
    let journal = busy(journal.try_borrow())?;
    Ok(journal.nodes_of(id).collect())
}

/// Takes the struck nodes out of the document for good and ends a watch; says how many blocks.
///
/// # Errors
/// Where `document` is not a document.
#[wasm_bindgen]
pub fn cut(#[wasm_bindgen(unchecked_param_type = "Document")] document: &JsValue) -> Result<usize, JsValue> {
    let document = self::document(document)?;
    let Some(journal) = journal::find(document) else { return Ok(0) };
    let count = {
        let mut journal = busy(journal.try_borrow_mut())?;
        journal.watch = None;
        journal.cut()
    };
    journal::tidy(document);
    Ok(count)
}

/// The languages that the document needs and whose wording is not there.
///
/// # Errors
/// Where `document` is not a document.
#[wasm_bindgen]
pub fn languages(#[wasm_bindgen(unchecked_param_type = "Document")] document: &JsValue) -> Result<Vec<String>, JsValue> {
    let document = self::document(document)?;
    let mut known = Known::take();
    let (page, _) = read::page(document, &js_sys::Set::default(), &mut known);
    let languages = crate::languages(&page).into_iter().map(String::from).collect();
    known.keep(page);
    Ok(languages)
}

/// Takes in a language's wording.
///
/// # Errors
/// Where the code is unknown or the pack is not its.
#[wasm_bindgen]
pub fn teach(code: &str, #[wasm_bindgen(unchecked_param_type = "string")] pack: &JsValue) -> Result<(), JsValue> {
    // The glue's own way of taking a string goes character by character at first, and packs are long.
    let pack = String::from_utf8(dom::utf8(pack)).unwrap_or_default();
    crate::teach(code, &pack).map_err(|unlearnt| {
        let message = match unlearnt {
            Unlearnt::Code => "code: no language that Dele knows of",
            Unlearnt::Pack => "pack: not that language's",
        };
        TypeError::new(message).into()
    })
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
    let document = self::document(document)?;
    let options = options::options(options)?;
    let tell = on_strike.dyn_ref::<Function>().cloned();
    let number = watch::start(document, options.clone(), tell.clone())?;
    let report = pass(document, &options, true)?;
    if !report.removals.is_empty() {
        watch::tell(tell.as_ref(), &report);
    }
    Ok(watch::stopper(document, number))
}
