//! What has been struck in each document, and how to put it back.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Set};
use wasm_bindgen::prelude::*;

use super::change::Change;
use super::read::Snapshot;
use super::watch::{self, Watch};
use super::{dom, release};
use crate::page::{Layer, NodeId, Page, Tag};
use crate::plan::{Plan, Strike};
use crate::report::Removal;

/// A block struck.
#[derive(Debug)]
struct Struck {
    id: u32,
    overlay: bool,
    /// Dialogs closed.
    modals: Vec<Change>,
    hidden: Vec<Change>,
}

/// One document's blocks.
#[derive(Debug, Default)]
pub struct Journal {
    last: u32,
    struck: Vec<Struck>,
    /// What overlays had done to the page, undone.
    effects: Vec<Change>,
    /// Scrolls back to where the reader was.
    place: Option<Function>,
    focus: Option<JsValue>,
    /// What the reader has put back one by one: a watch leaves it.
    kept: Vec<JsValue>,
    /// Blocks shown again to be judged anew: their numbers and nodes.
    reopened: Vec<(u32, Vec<JsValue>)>,
    /// Each ends the hold on one window's scrolling gestures.
    gestures: Vec<(JsValue, Function)>,
    /// The layers that lay over the page with a struck overlay, and other layers' backdrops.
    known: Set,
    /// The nodes of `effects`.
    pub held: Set,
    /// Something has been left to the page after too many rounds, which is still to be told.
    pub given_up: bool,
    /// The nodes of all blocks: a later reading leaves them out.
    pub nodes: Set,
    pub watch: Option<Watch>,
}

impl Journal {
    /// Strikes what a plan names; says what the report is to say of it.
    pub fn strike(&mut self, mut plan: Vec<Strike>, page: &Page, snapshot: &Snapshot, document: &JsValue) -> Vec<Removal> {
        if plan.is_empty() {
            return Vec::new();
        }
        for strike in &mut plan {
            strike.nodes = lift(std::mem::take(&mut strike.nodes), page);
        }
        let numbers: Vec<NodeId> = plan.iter().filter(|strike| strike.overlay).flat_map(|strike| strike.nodes.clone()).collect();
        if !numbers.is_empty() && self.place.is_none() {
            let window = dom::window(document);
            self.place = window.is_truthy().then(|| release::place_of(&window));
        }
        let focused = release::focused(document);
        let removals: Vec<Removal> = plan.into_iter().filter_map(|strike| self.block(strike, snapshot, &focused)).collect();
        if !numbers.is_empty() {
            for layer in page.layers() {
                self.known.add(&snapshot.node(layer.node));
            }
        }
        removals
    }

    /// Whether the reader has put this block back, or a part of it.
    pub fn keeps(&self, strike: &Strike, snapshot: &Snapshot) -> bool {
        !self.kept.is_empty()
            && strike
                .nodes
                .iter()
                .map(|number| snapshot.node(*number))
                .any(|node| self.kept.iter().any(|kept| dom::encloses(kept, &node) || dom::encloses(&node, kept)))
    }

    fn block(&mut self, strike: Strike, snapshot: &Snapshot, focused: &JsValue) -> Option<Removal> {
        let nodes: Vec<JsValue> = strike.nodes.iter().map(|number| dom::stand_in(&snapshot.node(*number))).collect();
        if focused.is_truthy() && nodes.iter().any(|node| dom::encloses(node, focused)) {
            self.focus = Some(focused.clone());
        }
        let inside = |dialog: &JsValue| nodes.iter().any(|node| dom::encloses(node, dialog));
        let modals: Vec<JsValue> = snapshot.opened().into_iter().filter(|dialog| release::is_modal(dialog) && inside(dialog)).collect();
        let modals = modals.into_iter().map(Change::close).collect();
        let hidden: Vec<Change> = nodes.into_iter().filter_map(Change::hide).collect();
        if hidden.is_empty() {
            return None;
        }
        for change in &hidden {
            self.nodes.add(&change.node);
            if self.watch.is_some() {
                watch::sign(&change.node);
            }
        }
        self.last += 1;
        self.struck.push(Struck { id: self.last, overlay: strike.overlay, modals, hidden });
        Some(Removal { id: self.last, ..strike.removal })
    }

    /// Hides what dims the page for an overlay that was struck in an earlier pass, and that the overlay is no longer there
    /// to show: a backdrop that fades in after its dialog. What came with a layer of its own belongs to that one. Says
    /// whether there is such a layer, a dialog that the reader has opened since.
    fn hide_backdrops(&mut self, page: &Page, snapshot: &Snapshot) -> bool {
        let new: Vec<(&Layer, JsValue)> =
            page.layers().iter().map(|layer| (layer, snapshot.node(layer.node))).filter(|(_, node)| !self.known.has(node)).collect();
        for (layer, node) in &new {
            if !layer.empty || layer.covers <= 0.8 {
                continue;
            }
            if new.iter().any(|(other, _)| !other.empty && other.z >= layer.z) {
                self.known.add(node);
            } else if layer.z > 0 || dom::is_on_top(node) {
                self.nodes.add(node);
                self.effects.extend(Change::hide(node.clone()));
            }
        }
        new.iter().any(|(layer, _)| !layer.empty && (layer.top_layer || layer.covers > 0.8))
    }

    /// Takes off the page what overlays did to it, once one is struck, and keeps it off. What the page does while another
    /// dialog is open belongs to that one.
    pub fn release(&mut self, page: &Page, snapshot: &Snapshot, plan: &[(NodeId, f32)]) {
        let overlays: Vec<JsValue> = self
            .struck
            .iter()
            .filter(|struck| struck.overlay)
            .flat_map(|struck| &struck.hidden)
            .map(|change| change.node.clone())
            .collect();
        if overlays.is_empty() {
            return;
        }
        if self.hide_backdrops(page, snapshot) {
            return;
        }
        self.given_up |= repeat(self.effects.iter_mut());
        let numbers: Vec<NodeId> = plan.iter().map(|(number, _)| *number).collect();
        let around: Vec<JsValue> = release::around_headline(page, &numbers)
            .into_iter()
            .map(|number| snapshot.node(number))
            .filter(|node| dom::node_type(node) == dom::ELEMENT)
            .collect();
        let mut documents: Vec<JsValue> = Vec::new();
        for node in overlays.iter().chain(around.first()) {
            let document = dom::document_of(node);
            if !documents.iter().any(|known| Object::is(known, &document)) {
                documents.push(document);
            }
        }
        let left: Vec<JsValue> = self.effects.iter().filter(|change| change.is_given_up()).map(|change| change.node.clone()).collect();
        for document in documents {
            let around: Vec<JsValue> = around.iter().filter(|node| Object::is(&dom::document_of(node), &document)).cloned().collect();
            let released = release::release(&document, &around, &overlays, &left);
            let window = dom::window(&document);
            if !window.is_truthy() {
                continue;
            }
            if let Some(offset) = released.offset {
                release::scroll_to(&window, offset);
            }
            let covered =
                plan.iter().any(|(number, covers)| *covers > 0.3 && Object::is(&dom::document_of(&snapshot.node(*number)), &document));
            if (covered || !released.changes.is_empty() || !self.effects.is_empty())
                && !self.gestures.iter().any(|(held, _)| Object::is(held, &window))
            {
                let end = release::free_scroll(&window);
                self.gestures.push((window, end));
            }
            for change in &released.changes {
                self.held.add(&change.node);
            }
            self.effects.extend(released.changes);
        }
    }

    /// Strikes again what the page has shown since. `dirty` are the struck nodes that it has touched.
    pub fn uphold(&mut self, dirty: &Set) {
        if dirty.size() == 0 {
            return;
        }
        let blocks = self.struck.iter_mut().flat_map(|struck| struck.modals.iter_mut().chain(&mut struck.hidden));
        self.given_up |= repeat(blocks.chain(&mut self.effects).filter(|change| dirty.has(&change.node)));
    }

    /// Shows blocks again in which the page now says something else, so that they are judged anew.
    pub fn reopen(&mut self, dirty: &Set) -> bool {
        if dirty.size() == 0 {
            return false;
        }
        let other = |change: &Change| dirty.has(&change.node) && (change.is_text() && !change.holds() || watch::says_other(&change.node));
        let (again, stay): (Vec<Struck>, Vec<Struck>) =
            std::mem::take(&mut self.struck).into_iter().partition(|struck| struck.hidden.iter().any(other));
        self.struck = stay;
        for struck in again {
            let nodes = struck.hidden.iter().map(|change| change.node.clone()).collect();
            self.reopened.push((struck.id, nodes));
            self.put_back(struck);
        }
        !self.reopened.is_empty()
    }

    /// Whether a removal is a reopened block struck again. It goes by its old number.
    pub fn was_known(&mut self, id: u32) -> bool {
        let Some(struck) = self.struck.iter_mut().find(|struck| struck.id == id) else { return false };
        let same = |nodes: &Vec<JsValue>| nodes.iter().any(|node| struck.hidden.iter().any(|change| Object::is(&change.node, node)));
        let Some((known, _)) = self.reopened.iter().find(|(_, nodes)| same(nodes)) else { return false };
        struck.id = *known;
        true
    }

    pub fn forget_reopened(&mut self) {
        self.reopened.clear();
    }

    fn put_back(&mut self, struck: Struck) {
        for change in struck.hidden.into_iter().rev() {
            self.nodes.delete(&change.node);
            change.undo();
        }
        struck.modals.into_iter().rev().for_each(Change::undo);
    }

    /// Forgets what the page has taken out of the document. It is shown again, should the page put it back: it is then
    /// judged anew.
    pub fn prune(&mut self) {
        let gone = |change: &Change| !dom::connected(&change.node);
        if !self.struck.iter().any(|struck| struck.hidden.iter().any(gone)) {
            return;
        }
        for struck in &mut self.struck {
            let (away, stay): (Vec<Change>, Vec<Change>) = std::mem::take(&mut struck.hidden).into_iter().partition(gone);
            struck.hidden = stay;
            for change in away {
                self.nodes.delete(&change.node);
                change.undo();
            }
        }
        self.struck.retain(|struck| !struck.hidden.is_empty());
        self.kept.retain(dom::connected);
        self.end_effects(false);
    }

    /// Puts the page's own state back when no overlay is struck any more. Where none is `seen` either, the page has closed
    /// them, and with them has freed what was free already.
    fn end_effects(&mut self, seen: bool) {
        if self.holds_overlay() {
            return;
        }
        let ends: Vec<Function> = self.gestures.drain(..).map(|(_, end)| end).collect();
        self.known.clear();
        self.held.clear();
        for change in self.effects.drain(..).rev() {
            self.nodes.delete(&change.node);
            if seen || !change.is_attribute() {
                change.undo();
            }
        }
        for end in ends.into_iter().chain(self.place.take()) {
            // Neither throws: a listener taken off twice is no error.
            let _ = end.call0(&JsValue::UNDEFINED);
        }
    }

    /// Puts back one block or all; says how many.
    pub fn restore(&mut self, id: Option<u32>) -> usize {
        let (back, stay): (Vec<Struck>, Vec<Struck>) =
            std::mem::take(&mut self.struck).into_iter().partition(|struck| id.is_none_or(|id| id == struck.id));
        self.struck = stay;
        let count = back.len();
        if id.is_some() {
            self.kept.extend(back.iter().flat_map(|struck| &struck.hidden).map(|change| change.node.clone()));
        } else {
            self.kept.clear();
        }
        let overlays = back.iter().filter(|struck| struck.overlay).flat_map(|struck| &struck.hidden);
        let overlays: Vec<JsValue> = overlays.map(|change| change.node.clone()).collect();
        for struck in back.into_iter().rev() {
            self.put_back(struck);
        }
        self.end_effects(overlays.iter().any(release::is_seen));
        if let Some(focus) = self
            .focus
            .take_if(|focus| !self.struck.iter().any(|struck| struck.hidden.iter().any(|change| dom::encloses(&change.node, focus))))
        {
            release::refocus(&focus);
        }
        count
    }

    /// The nodes of one block.
    pub fn nodes_of(&self, id: u32) -> impl Iterator<Item = &JsValue> {
        self.struck.iter().filter(move |struck| struck.id == id).flat_map(|struck| struck.hidden.iter().map(|change| &change.node))
    }

    /// Takes the blocks out of the document for good; says how many.
    pub fn cut(&mut self) -> usize {
        let struck = std::mem::take(&mut self.struck);
        for change in struck.iter().flat_map(|struck| &struck.hidden) {
            dom::remove(&change.node);
        }
        self.effects.clear();
        self.place = None;
        self.end_effects(false);
        self.nodes.clear();
        struck.len()
    }

    /// Whether something is struck that lay over the page.
    pub fn holds_overlay(&self) -> bool {
        self.struck.iter().any(|struck| struck.overlay)
    }

    /// Whether there is nothing to remember.
    pub fn is_idle(&self) -> bool {
        self.struck.is_empty() && self.watch.is_none()
    }
}

/// Does again what the page has undone; says whether any of it is now left to the page.
fn repeat<'a>(changes: impl Iterator<Item = &'a mut Change>) -> bool {
    changes.fold(false, |given_up, change| given_up | (!change.holds() && change.repeat() && change.is_given_up()))
}

/// A block that is all that a frame or a shadow tree shows goes with the frame's element or the tree's host, and with what
/// holds nothing but that: an empty frame would go on lying over the page.
fn lift(nodes: Vec<NodeId>, page: &Page) -> Vec<NodeId> {
    let shows_more = |around: NodeId, nodes: &[NodeId]| {
        let texts = page.subtree(around).filter(|node| !page.text(*node).trim().is_empty());
        let unread = |node: NodeId| page.ancestors(node).take_while(|up| *up != around).any(|up| page.tag(up).is_some_and(Tag::is_unread));
        texts.into_iter().any(|text| !nodes.iter().any(|node| page.contains(*node, text)) && !unread(text))
    };
    let Some(first) = nodes.first() else { return nodes };
    let mut edges = page.ancestors(*first).filter(|around| matches!(page.tag(*around), Some(Tag::Frame | Tag::Shadow)));
    let Some(edge) = edges.next().filter(|edge| nodes.iter().all(|node| page.contains(*edge, *node))) else { return nodes };
    let mut lifted = page.parent(edge);
    if shows_more(lifted, &nodes) {
        return nodes;
    }
    loop {
        let around = page.parent(lifted);
        if matches!(page.tag(around), None | Some(Tag::Body | Tag::Html | Tag::Frame)) || around == 0 || shows_more(around, &[lifted]) {
            break;
        }
        lifted = if page.is(around, Tag::Shadow) { page.parent(around) } else { around };
    }
    vec![lifted]
}

/// The numbers of a plan's overlays, and how much of the window each covers.
pub fn overlays(plan: &Plan, page: &Page) -> Vec<(NodeId, f32)> {
    let covers = |node: NodeId| {
        let inside = page.layers().iter().filter(|layer| page.contains(node, layer.node));
        inside.map(|layer| if layer.top_layer { 1.0 } else { layer.covers }).fold(0.0, f32::max)
    };
    plan.strikes.iter().filter(|strike| strike.overlay).flat_map(|strike| &strike.nodes).map(|node| (*node, covers(*node))).collect()
}

thread_local! {
    // A document stays here only while something is struck in it or it is watched.
    static JOURNALS: RefCell<Vec<(JsValue, Rc<RefCell<Journal>>)>> = const { RefCell::new(Vec::new()) };
}

/// The journal of a document, where it has one.
pub fn find(document: &JsValue) -> Option<Rc<RefCell<Journal>>> {
    JOURNALS.with_borrow(|all| all.iter().find(|(of, _)| Object::is(of, document)).map(|(_, journal)| journal.clone()))
}

/// The journal of a document; a new one where it has none.
pub fn of(document: &JsValue) -> Rc<RefCell<Journal>> {
    find(document).unwrap_or_else(|| {
        let journal = Rc::new(RefCell::new(Journal::default()));
        JOURNALS.with_borrow_mut(|all| all.push((document.clone(), journal.clone())));
        journal
    })
}

/// Forgets a document that needs no remembering.
pub fn tidy(document: &JsValue) {
    JOURNALS.with_borrow_mut(|all| all.retain(|(of, journal)| !Object::is(of, document) || !journal.borrow().is_idle()));
}
