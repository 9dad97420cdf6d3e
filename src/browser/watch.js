// Says when a page has changed in a way that may need striking, at idle moments and within a budget of time.
import { parent, textContent } from './dom.js';

const OBSERVED = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'style', 'hidden', 'open', 'inert', 'aria-hidden'],
};

const IDLE = 120; // ms to wait for an idle moment at most
const SHARE = 70; // a pass of 1 ms is followed by at least 70 ms without one: under 1.5 % of the time
const GAPS = [100, 150, 200, 250, 300]; // ms between passes; longer while passes find nothing
const LATER = [500, 1500, 4000, 9000]; // ms after the start: a shadow tree attached to an element that stood there gives no record

const callbacks = globalThis.requestIdleCallback
  ? [(run) => globalThis.requestIdleCallback(run, { timeout: IDLE }), (id) => globalThis.cancelIdleCallback(id)]
  : [(run) => globalThis.setTimeout(run, IDLE), (id) => globalThis.clearTimeout(id)];

// `struck` is the Set of struck nodes. `run(dirty, removed, judge)` makes a pass and says whether it struck anything: `dirty` are the
// struck nodes that the page has touched, `removed` whether anything left the document, `judge` whether there is more to look at.
export class Watcher {
  constructor(document, struck, run) {
    this.struck = struck;
    this.run = run;
    this.document = document;
    this.roots = new WeakSet();
    this.heard = [];
    this.dirty = new Set();
    this.removed = false;
    this.judge = false;
    this.quiet = 0; // passes that found nothing, one after another
    this.next = 0; // no pass before
    this.timer = undefined;
    this.idle = undefined;
    this.observer = new MutationObserver((records) => this.take(records));
    this.ended = () => {
      this.judge = true;
      this.schedule();
    };
    this.later = LATER.map((delay) => setTimeout(this.ended, delay));
    this.observe([document]);
  }

  // Watches more documents and shadow trees.
  observe(roots) {
    for (const root of roots) {
      if (this.roots.has(root)) continue;
      this.roots.add(root);
      this.observer.observe(root, OBSERVED);
      // Nothing in the document changes when something has faded in or a frame has loaded.
      for (const type of ['transitionend', 'animationend', 'load'])
        root.addEventListener(type, this.ended, { capture: true, passive: true });
      this.heard.push(new WeakRef(root));
    }
  }

  take(records) {
    const { struck } = this;
    let last;
    for (let i = 0; i < records.length; i++) {
      const record = records[i];
      const { target, type } = record;
      if (type === 'childList' && !this.removed && record.removedNodes.length > 0) this.removed = true;
      if (target === last) continue;
      last = target;
      const block = struck.size > 0 ? this.blockOf(target) : undefined;
      if (block) this.dirty.add(block);
      else this.judge = true;
    }
    this.schedule();
  }

  blockOf(target) {
    for (let node = target; node; node = parent(node)) if (this.struck.has(node)) return node;
    return undefined;
  }

  schedule() {
    if (this.timer !== undefined || this.idle !== undefined || this.stopped) return;
    const wait = this.next - performance.now();
    if (wait > 0) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.whenIdle();
      }, wait);
    } else this.whenIdle();
  }

  whenIdle() {
    this.idle = callbacks[0](() => {
      this.idle = undefined;
      this.pass();
    });
  }

  pass() {
    const { dirty, removed, judge } = this;
    this.dirty = new Set();
    this.removed = false;
    this.judge = false;
    const start = performance.now();
    const struck = this.run(dirty, removed, judge);
    if (this.stopped) return;
    const end = performance.now();
    this.quiet = struck ? 0 : Math.min(this.quiet + 1, GAPS.length - 1);
    this.next = end + Math.max(GAPS[this.quiet], (end - start) * SHARE);
    this.flush();
  }

  // Forgets what has changed up to now: the caller's own doing, or read already.
  flush() {
    this.observer.takeRecords();
  }

  stop() {
    this.stopped = true;
    this.observer.disconnect();
    for (const root of this.heard) {
      for (const type of ['transitionend', 'animationend', 'load']) root.deref()?.removeEventListener(type, this.ended, { capture: true });
    }
    for (const timer of this.later) clearTimeout(timer);
    if (this.timer !== undefined) clearTimeout(this.timer);
    if (this.idle !== undefined) callbacks[1](this.idle);
  }
}

const signatures = new WeakMap();

// Whether a struck node says something else than when it was struck (figures do not count: a countdown is the same block).
export function saysOther(node) {
  const now = signature(node);
  const before = signatures.get(node);
  return before !== undefined && before !== now;
}

export const sign = (node) => signatures.set(node, signature(node));

const signature = (node) => (textContent.call(node) ?? '').replace(/[\d\s]+/g, '').slice(0, 2000);
