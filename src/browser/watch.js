// Says when a page has changed in a way that may need striking, at idle moments and within a budget of time.
import {
  boundingRect,
  connected,
  dataOf,
  documentOf,
  firstChild,
  localName,
  nextSibling,
  parent,
  textContent,
  type,
  windowOf,
} from './dom.js';

const OBSERVED = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'style', 'hidden', 'open', 'inert', 'aria-hidden'],
};

// Passes may take this share of the time; what is saved in quiet times may be spent at once, up to SAVED milliseconds.
const SHARE = 0.01;
const SAVED = 30;
const GAPS = [30, 60, 100, 150, 200, 250, 300]; // ms between passes; longer while passes find nothing
const LONGEST = 370; // ms without a pass at most, and at most twenty times what one takes
const REMEMBERED = 5; // passes: on a busy machine any one looks dear, but not most of them
const CALM = 1000; // ms without a pass after which the next counts as the first
const LATEST = 120; // ms to wait for a frame or an idle moment at most
const SLOW = 2000; // ms until what does not look like a block is judged all the same: a style sheet can show one anywhere
const OPENED = 1000; // ms after a click in which a dialog may come of it
const LATER = [500, 1500, 4000, 9000]; // ms after the start: a shadow tree attached to an element that stood there gives no record
const ENDED = ['transitionend', 'animationend', 'load']; // nothing in the document changes when something has faded in or a frame has loaded

const MOST = 3000; // nodes that are remembered between two passes
const TEXT = 10_000; // characters that are searched for what pitches say; more may be anything
const SCRIM = 0.5; // of the window
const WHOLE = /^(?:html|body|iframe|frame|dialog|form|input|style|link|slot)$/; // may matter whatever they say
const SILENT = /^(?:script|noscript|template|meta|img|picture|svg|canvas|video|audio|br|wbr|source|track)$/;

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

// What `run` returns.
const STRUCK = 1;
const UNJUDGED = 2;

// `struck` is the Set of struck nodes, `held` that of nodes off which Dele has taken what an overlay did to them.
// `run(dirty, removed, judge, said)` makes a pass: `dirty` are the struck nodes that the page has touched, `removed` says whether
// anything left the document, `judge` whether there is more to look at, and `said` is what stands in nodes that matter only where
// it is what pitches say. It returns whether anything was struck, and UNJUDGED where nothing had to be looked at.
export class Watcher {
  constructor(document, struck, held, run) {
    this.struck = struck;
    this.held = held;
    this.document = document;
    this.run = run;
    this.roots = new WeakSet();
    this.heard = [];
    this.touched = new Set(); // nodes that have changed or are new
    this.emptied = new Set(); // nodes whose children are others now
    this.judge = false;
    this.quiet = 0; // passes that found nothing, one after another
    this.last = performance.now();
    this.judged = this.last;
    this.saved = SAVED;
    this.costs = []; // ms of the last passes
    this.timer = undefined;
    this.slow = undefined;
    this.pending = undefined; // what calls the next pass off
    this.observer = new MutationObserver((records) => this.take(records));
    this.ended = (event) => {
      const target = event.composedPath()[0];
      if (event.type === 'load' && (type(target) !== 1 || SILENT.test(localName.call(target)))) return;
      this.touched.add(target);
      this.schedule();
    };
    this.clicked = -OPENED;
    this.click = ({ isTrusted }) => {
      if (isTrusted) this.clicked = performance.now();
    };
    document.addEventListener('click', this.click, { capture: true, passive: true });
    this.full = () => {
      this.judge = true;
      this.schedule();
    };
    this.later = LATER.map((delay) => setTimeout(this.full, delay));
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

  // In a storm this runs ten thousand times a second: what a change means is looked at later, once for each node.
  take(records) {
    const { touched, emptied } = this;
    let last;
    for (let i = 0; i < records.length; i++) {
      const record = records[i];
      const { target } = record;
      if (record.type !== 'childList') {
        if (target !== last) touched.add(target);
        last = target;
        continue;
      }
      const added = record.addedNodes;
      for (let j = 0; j < added.length; j++) touched.add(added[j]);
      if (!emptied.has(target) && record.removedNodes.length > 0) emptied.add(target);
    }
    if (touched.size + emptied.size > MOST) {
      this.judge = true;
      touched.clear();
      for (const node of this.struck) touched.add(node);
    }
    this.schedule();
  }

  // Sifts what has changed: the struck nodes among it, whether anything has to be looked at, and what the rest says.
  sift() {
    const { struck, held, touched, emptied } = this;
    const dirty = new Set();
    const blocks = new Map();
    const isStruck = (node) => {
      if (struck.size === 0) return false;
      const block = blockOf(node, struck, blocks);
      if (block) dirty.add(block);
      return block !== undefined;
    };
    let { judge } = this;
    let said = '';
    for (const node of emptied) isStruck(node);
    for (const node of touched) {
      if (isStruck(node) || judge || !connected(node)) continue;
      const words = held.has(node) ? undefined : wordsOf(node);
      if (words === undefined || said.length + words.length > TEXT) judge = true;
      else if (words !== '') said += `${words} `;
    }
    touched.clear();
    emptied.clear();
    this.judge = false;
    return [dirty, judge, judge ? '' : said];
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
    const removed = this.emptied.size > 0;
    const start = performance.now();
    this.saved = Math.min(SAVED, this.saved + (start - this.last) * SHARE);
    const [dirty, judge, said] = this.sift();
    const result = this.run(dirty, removed, judge, said);
    this.last = performance.now();
    this.charge(this.last - start);
    this.quiet = result === STRUCK ? 0 : Math.min(this.quiet + 1, GAPS.length - 1);
    if (result !== UNJUDGED) {
      this.judged = this.last;
      clearTimeout(this.slow);
      this.slow = undefined;
    } else this.slow ??= setTimeout(this.full, Math.max(0, this.judged + SLOW - this.last));
    if (this.isOpening()) this.slow ??= setTimeout(this.full, SLOW);
    this.flush();
  }

  // Whether the reader may just be opening a dialog. What dims or locks the page then comes before it, and is its own.
  isOpening() {
    return performance.now() - this.clicked < OPENED;
  }

  // Takes off the budget what a pass took, or hardly more than the middle one of the last ones.
  charge(spent) {
    this.costs.push(spent);
    if (this.costs.length > REMEMBERED) this.costs.shift();
    const usual = [...this.costs].sort((a, b) => a - b)[this.costs.length >> 1];
    const cost = Math.min(spent, 1.5 * usual);
    this.saved = Math.max(this.saved - cost, -SHARE * Math.max(LONGEST, cost * 20));
  }

  // Forgets what has changed up to now: the caller's own doing, or read already.
  flush() {
    if (!this.stopped) this.observer.takeRecords();
  }

  stop() {
    this.stopped = true;
    this.observer.disconnect();
    this.document.removeEventListener('click', this.click, { capture: true });
    for (const root of this.heard) {
      for (const type of ENDED) root.deref()?.removeEventListener(type, this.ended, { capture: true });
    }
    for (const timer of [...this.later, this.timer, this.slow]) clearTimeout(timer);
    this.pending?.();
  }
}

// The struck node around a node; `known` remembers the way, which siblings share.
function blockOf(start, struck, known) {
  const way = [];
  let block;
  for (let node = start; node; node = parent(node)) {
    if (struck.has(node)) block = node;
    else if (known.has(node)) block = known.get(node);
    else {
      way.push(node);
      continue;
    }
    break;
  }
  for (const node of way) known.set(node, block);
  return block;
}

// What a changed node says; nothing at all where it may matter whatever it says.
function wordsOf(start) {
  if (type(start) === 3) return dataOf.call(start);
  if (type(start) !== 1) return '';
  let words = '';
  const left = [start];
  for (let node = left.pop(); node; node = left.pop()) {
    const name = localName.call(node);
    if (WHOLE.test(name) || name.includes('-')) return undefined;
    if (SILENT.test(name)) continue;
    for (let child = firstChild.call(node); child !== null; child = nextSibling.call(child)) {
      const kind = type(child);
      if (kind === 1) left.push(child);
      else if (kind === 3) words += `${dataOf.call(child)} `;
    }
    if (words.length > TEXT) return undefined;
  }
  return words.trim() === '' && isWide(start) ? undefined : words;
}

// Whether an element without words covers much of the window, as what dims a page does.
function isWide(element) {
  const window = windowOf(documentOf(element));
  if (!window) return false;
  const { width, height } = boundingRect.call(element);
  return width * height >= SCRIM * window.innerWidth * window.innerHeight;
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
