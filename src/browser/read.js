// Reads a live document in one walk, into flat data that crosses to the engine at once.
//
// `steps` has a number for each step: in its lowest byte 0 ends an element, 1 is a text, ATTR and on are attributes, TAG and on
// start an element; above it, texts and attribute values by their numbers in a `Store`. `nodes` are the elements and texts, in
// the order of their steps.
import {
  dataOf,
  encoder,
  firstChild,
  frame,
  getAttributeNames,
  getAttributeOf,
  hasAttributes,
  localName,
  nextSibling,
  nodeType,
  opensClosed,
  shadowRoot,
  textContent,
  treeOf,
} from './dom.js';

const ATTR = 2;
const POPOVER = 0; // is not an attribute of the engine's
const TAG = 64;
// What sets an element apart. From HOST on it is looked at by itself.
const IN_HEAD = 256; // is read in a head
const TITLE = 512;
const DIALOG = 1024;
const HOST = 2048; // may carry a shadow tree
const UNREAD = 4096; // its content is not read
const HEAD = 8192;
const SCRIPT = 16384;
const FRAME = 32768;

const VALUE = 300;
const CONTENT = 2000;
const LINKED_DATA = 200_000;

const tags = new Map();
const attrs = new Map();
const foreign = new WeakSet(); // nodes that are the caller's own: never read
let anyForeign = false;
let content = -1;
let open = -1;
let other = TAG;
let custom = TAG | HOST;
let shadow = TAG;
let frames = TAG;

// Takes over the engine's names, each list in the order of its numbers; `unread` are the elements whose content is not read.
export function names(tagNames, attrNames, unread) {
  tagNames.forEach((name, number) => {
    let code = TAG + number;
    if (unread.includes(name)) code |= UNREAD;
    if (name === 'head') code = (code & ~UNREAD) | HEAD;
    if (name === 'script') code |= SCRIPT;
    if (name === 'iframe') code |= FRAME;
    if (name === 'dialog') code |= DIALOG;
    if (name === 'title') code |= TITLE;
    if (['title', 'meta', 'base', 'script'].includes(name)) code |= IN_HEAD;
    if (/^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/.test(name)) code |= HOST;
    if (name === '') other = code;
    else if (name === '-') custom = code | HOST;
    else if (name === '#shadow') shadow = code;
    else if (name === '#frame') frames = code;
    else tags.set(name, code);
  });
  tags.set('frame', other | FRAME);
  tags.set('frameset', tags.get('frameset') ?? other);
  attrNames.forEach((name, number) => {
    attrs.set(name, ATTR + number);
    if (name === 'content') content = ATTR + number;
    if (name === 'open') open = ATTR + number;
  });
  attrs.set('popover', POPOVER);
}

// Leaves a node and all in it out of every reading.
export function ignore(node) {
  foreign.add(node);
  anyForeign = true;
}

function shadowOf(element, isCustom) {
  const tree = shadowRoot.call(element);
  // Asking for a closed one is slow, so only custom elements and empty boxes are: what a host has inside is not shown but by slots.
  if (tree !== null || !opensClosed || (!isCustom && firstChild.call(element) !== null)) return tree;
  return treeOf(element);
}

// The texts and attribute values that the engine has been handed, by their numbers, and those it is still to be handed.
export class Store {
  constructor() {
    this.numbers = new Map();
    this.fresh = [];
  }
  freshCount() {
    return this.fresh.length;
  }
  // All fresh ones end to end, a zero after each.
  all() {
    this.joined ??= `${this.fresh.join('\0')}\0`;
    return this.joined;
  }
  units() {
    return this.all().length;
  }
  // Writes them as UTF-8; returns how many bytes, or nothing where there is too little room.
  encode(into) {
    const { read, written } = encoder.encodeInto(this.all(), into);
    return read === this.all().length ? written : undefined;
  }
  // For a page that has zeros of its own.
  withoutZeros() {
    this.fresh = this.fresh.map((value) => value.replaceAll('\0', '\uFFFD'));
    this.joined = undefined;
  }
  handedOver() {
    this.fresh = [];
    this.joined = undefined;
  }
}

// Of the reading that goes on: one goes on at a time.
let steps = new Uint32Array(16384);
let length = 0;
let snapshot;
let nodes = [];
let numbers;
let fresh;
let skipped; // a Set of nodes, where anything is skipped

export class Snapshot {
  constructor(document, skip) {
    this.skip = skip; // nodes that are not read
    this.nodes = [document];
    this.length = 0;
    this.frames = []; // documents
    this.shadows = []; // shadow trees
    this.deepest = 0; // levels
    this.opened = []; // open dialogs, and what may be a popover
  }
  count() {
    return this.nodes.length;
  }
  // To be asked before anything else is read.
  steps(into) {
    into.set(steps.subarray(0, this.length));
  }
  // Engines need minutes to lay out such a page; nothing here asks them to.
  tooDeep() {
    return this.deepest > 2000;
  }
  node(number) {
    return this.nodes[number];
  }
}

// Walks `document`, without the subtrees of `skip` (a Set of nodes).
export function read(document, skip, store) {
  const made = new Snapshot(document, skip);
  snapshot = made;
  ({ nodes } = made);
  ({ numbers, fresh } = store);
  skipped = skip.size > 0 || anyForeign ? skip : undefined;
  length = 0;
  walk(firstChild.call(document), 0);
  made.length = length;
  // Nothing of the page is held on to.
  snapshot = undefined;
  skipped = undefined;
  nodes = [];
  return made;
}

// Frames and shadow trees inside one another; more are not read.
const NESTED = 50;

// Reads a node, those after it, and all that is in them. Short, and what few nodes need is elsewhere: engines compile short
// functions sooner, and most pages are read once.
function walk(first, level) {
  const open = [];
  let node = first;
  for (;;) {
    if (node === null) {
      const ended = open.pop();
      if (ended === undefined) return;
      steps[length++] = 0;
      node = nextSibling.call(ended);
      continue;
    }
    const type = nodeType.call(node);
    if (skipped !== undefined && (skipped.has(node) || foreign.has(node))) {
      node = nextSibling.call(node);
    } else if (type === 3) {
      nodes.push(node);
      steps[length++] = 1 | numberOf(dataOf.call(node));
      node = nextSibling.call(node);
    } else if (type === 1) {
      const code = tags.get(localName.call(node)) ?? codeOf(localName.call(node));
      start(node, code);
      if (hasAttributes.call(node)) attributes(node, code);
      if (code < HOST || (code < UNREAD && !opensClosed && shadowRoot.call(node) === null) || enter(node, code, level)) {
        if (open.push(node) > snapshot.deepest) snapshot.deepest = open.length;
        node = firstChild.call(node);
      } else {
        steps[length++] = 0;
        node = nextSibling.call(node);
      }
    } else {
      if (type === 4) {
        nodes.push(node);
        steps[length++] = 1 | numberOf(dataOf.call(node));
      }
      node = nextSibling.call(node);
    }
  }
}

// A name that the engine does not know.
const codeOf = (name) => (name.includes('-') ? custom : other);

function start(node, code) {
  // Room for its attributes and its end too.
  if (length + 64 > steps.length) {
    const wider = new Uint32Array(steps.length * 2);
    wider.set(steps);
    steps = wider;
  }
  steps[length++] = code & 0xff;
  nodes.push(node);
}

function attributes(element, code) {
  const list = getAttributeNames.call(element);
  for (let i = 0; i < list.length; i++) {
    const attr = attrs.get(list[i]);
    if (attr !== undefined) attribute(element, code, list[i], attr);
  }
}

function attribute(element, code, name, attr) {
  if (attr === POPOVER || (attr === open && (code & DIALOG) !== 0)) snapshot.opened.push(element);
  if (attr === POPOVER) return;
  const value = getAttributeOf.call(element, name) ?? '';
  const most = attr === content ? CONTENT : VALUE;
  steps[length++] = attr | numberOf(value.length > most ? value.slice(0, most) : value);
}

// A string's number, where a step has it.
function numberOf(value) {
  let number = numbers.get(value);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(value, number);
    fresh.push(value);
  }
  return number << 8;
}

// Reads what is particular about an element; says whether its children are to be read as any other's.
function enter(element, code, level) {
  if ((code & HOST) !== 0) {
    const tree = shadowOf(element, code === custom);
    if (tree !== null) {
      snapshot.shadows.push(tree);
      root(tree, shadow, level);
    }
    return true;
  }
  if ((code & HEAD) !== 0) {
    head(element);
    return false;
  }
  if ((code & FRAME) !== 0) {
    // The element's own content is for browsers without frames.
    const document = frame(element, localName.call(element));
    if (document) {
      snapshot.frames.push(document);
      root(document, frames, level);
    }
    return false;
  }
  if ((code & SCRIPT) !== 0 && isLinkedData(element)) wholeText(element);
  return (code & UNREAD) === 0;
}

// A frame's document or a shadow tree.
function root(node, code, level) {
  start(node, code);
  if (level < NESTED) walk(firstChild.call(node), level + 1);
  steps[length++] = 0;
}

// Only what a head tells of the page.
function head(element) {
  for (let node = firstChild.call(element); node !== null; node = nextSibling.call(node)) {
    if (nodeType.call(node) !== 1) continue;
    const code = tags.get(localName.call(node)) ?? other;
    const isScript = (code & SCRIPT) !== 0;
    if ((code & IN_HEAD) === 0 || (isScript && !isLinkedData(node)) || skipped?.has(node)) continue;
    start(node, code);
    attributes(node, code);
    if (isScript || (code & TITLE) !== 0) wholeText(node);
    steps[length++] = 0;
  }
}

// All text of an element as that of its first node.
function wholeText(element) {
  const text = firstChild.call(element);
  if (text === null) return;
  nodes.push(text);
  steps[length++] = 1 | numberOf((textContent.call(element) ?? '').slice(0, LINKED_DATA));
}

const isLinkedData = (script) => /^\s*application\/ld\+json/i.test(getAttributeOf.call(script, 'type') ?? '');
