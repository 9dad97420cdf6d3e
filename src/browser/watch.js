// Says when a page has changed in a way that may need striking, at idle moments and within a budget of time.
import { parent, textContent } from './dom.js';

const OBSERVED = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'style', 'hidden', 'open', 'inert', 'aria-hidden'],
};

// Passes may take this share of the time; what is saved in quiet times may be spent at once, up to SAVED milliseconds.
const SHARE = 0.018;
const SAVED = 30;
const GAPS = [30, 60, 100, 150, 200, 250, 300]; // ms between passes; longer while passes find nothing
const LONGEST = 400; // ms without a pass at most, and at most twenty times what the last one took: a busy machine makes a pass look dear
const CALM = 1000; // ms without a pass after which the next counts as the first
const LATEST = 150; // ms to wait for a frame or an idle moment at most
const LATER = [500, 1500, 4000, 9000]; // ms after the start: a shadow tree attached to an element that stood there gives no record
const ENDED = ['transitionend', 'animationend', 'load']; // nothing in the document changes when something has faded in or a frame has loaded

// Calls `run` before the next frame, or when the browser is idle, and soon in any case. Returns what calls it off.
function soon(run, beforeFrame) {
  const { requestAnimationFrame, cancelAnimationFrame, requestIdleCallback, cancelIdleCallback } = globalThis;
  let ended = false;
  const once = () => {
    if (ended) return;
    end();
    run();
  };
  const timer = setTimeout(once, LATEST);
  const inFrame = beforeFrame && requestAnimationFrame ? requestAnimationFrame(once) : undefined;
  const inIdle = !beforeFrame && requestIdleCallback ? requestIdleCallback(once) : undefined;
  const end = () => {
    ended = true;
    clearTimeout(timer);
    if (inFrame !== undefined) cancelAnimationFrame(inFrame);
    if (inIdle !== undefined) cancelIdleCallback(inIdle);
  };
  return end;
}

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
    this.last = performance.now();
    this.saved = SAVED;
    this.timer = undefined;
    this.pending = undefined; // what calls the next pass off
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
      for (const type of ENDED) root.addEventListener(type, this.ended, { capture: true, passive: true });
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
    if (this.timer !== undefined || this.pending !== undefined || this.stopped) return;
    const passed = performance.now() - this.last;
    if (passed > CALM) this.quiet = 0;
    const saved = Math.min(SAVED, this.saved + passed * SHARE);
    const wait = Math.max(GAPS[this.quiet] - passed, saved < 0 ? -saved / SHARE : 0);
    // What comes out of a calm is struck before it is seen; in a storm it can wait for an idle moment.
    const begin = () => {
      this.timer = undefined;
      this.pending = soon(() => this.pass(), this.quiet < 3);
    };
    if (wait > 0) this.timer = setTimeout(begin, wait);
    else begin();
  }

  pass() {
    this.pending = undefined;
    const { dirty, removed, judge } = this;
    this.dirty = new Set();
    this.removed = false;
    this.judge = false;
    const start = performance.now();
    this.saved = Math.min(SAVED, this.saved + (start - this.last) * SHARE);
    const struck = this.run(dirty, removed, judge);
    this.last = performance.now();
    const spent = this.last - start;
    this.saved = Math.max(this.saved - spent, -SHARE * Math.max(LONGEST, spent * 20));
    this.quiet = struck ? 0 : Math.min(this.quiet + 1, GAPS.length - 1);
    this.flush();
  }

  // Forgets what has changed up to now: the caller's own doing, or read already.
  flush() {
    if (!this.stopped) this.observer.takeRecords();
  }

  stop() {
    this.stopped = true;
    this.observer.disconnect();
    for (const root of this.heard) {
      for (const type of ENDED) root.deref()?.removeEventListener(type, this.ended, { capture: true });
    }
    for (const timer of this.later) clearTimeout(timer);
    clearTimeout(this.timer);
    this.pending?.();
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
