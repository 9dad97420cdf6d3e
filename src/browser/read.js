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
const UNREAD = 256; // its content is not read
const HEAD = 512;
const SCRIPT = 1024;
const HOST = 2048; // may carry a shadow tree
const FRAME = 4096;
const IN_HEAD = 8192; // is read in a head
const TITLE = 16384;
const DIALOG = 32768;

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

function numberOf(value, numbers, fresh) {
  let number = numbers.get(value);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(value, number);
    fresh.push(value);
  }
  return number << 8;
}

// Used by one reading after another.
let steps = new Uint32Array(16384);

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
  const snapshot = new Snapshot(document, skip);
  const { nodes } = snapshot;
  const { numbers, fresh } = store;
  let length = 0;
  const skips = skip.size > 0 || anyForeign;

  // The open elements and what to do when each ends: 0 go to its next sibling, 1 (a shadow tree) to its host's children,
  // 2 (a frame's document) end the frame's element too, 3 (a head) as 0.
  const stack = [];
  const kinds = [];
  let depth = 0;
  let deepest = 0;
  let inHead = 0;
  let node = firstChild.call(document);

  for (;;) {
    if (length + 64 > steps.length) {
      const wider = new Uint32Array(steps.length * 2);
      wider.set(steps);
      steps = wider;
    }
    if (node === null) {
      if (depth === 0) break;
      depth--;
      const ended = stack[depth];
      const kind = kinds[depth];
      steps[length++] = 0;
      if (kind === 0) node = nextSibling.call(ended);
      else if (kind === 1) node = firstChild.call(ended);
      else if (kind === 3) {
        inHead--;
        node = nextSibling.call(ended);
      }
      continue;
    }
    const type = nodeType.call(node);
    if (type === 3 || type === 4) {
      if (inHead === 0 && !(skips && skip.has(node))) {
        nodes.push(node);
        steps[length++] = 1 | numberOf(dataOf.call(node), numbers, fresh);
      }
      node = nextSibling.call(node);
      continue;
    }
    if (type !== 1 || (skips && (skip.has(node) || foreign.has(node)))) {
      node = nextSibling.call(node);
      continue;
    }
    const name = localName.call(node);
    const code = tags.get(name) ?? (name.includes('-') ? custom : other);
    if (inHead > 0 && ((code & IN_HEAD) === 0 || ((code & SCRIPT) !== 0 && !isLinkedData(node)))) {
      node = nextSibling.call(node);
      continue;
    }
    steps[length++] = code & 0xff;
    nodes.push(node);
    if (hasAttributes.call(node)) {
      const list = getAttributeNames.call(node);
      for (let i = 0; i < list.length; i++) {
        const attr = attrs.get(list[i]);
        if (attr === undefined) continue;
        if (attr === POPOVER) {
          snapshot.opened.push(node);
          continue;
        }
        if (attr === open && (code & DIALOG) !== 0) snapshot.opened.push(node);
        const value = getAttributeOf.call(node, list[i]) ?? '';
        const most = attr === content ? CONTENT : VALUE;
        steps[length++] = attr | numberOf(value.length > most ? value.slice(0, most) : value, numbers, fresh);
      }
    }
    if ((code & (UNREAD | SCRIPT | TITLE)) !== 0) {
      const whole = (inHead > 0 && (code & TITLE) !== 0) || ((code & SCRIPT) !== 0 && isLinkedData(node));
      if (whole || (code & UNREAD) !== 0) {
        const text = whole ? firstChild.call(node) : null;
        if (text !== null) {
          nodes.push(text);
          steps[length++] = 1 | numberOf((textContent.call(node) ?? '').slice(0, LINKED_DATA), numbers, fresh);
        }
        steps[length++] = 0;
        node = nextSibling.call(node);
        continue;
      }
    }
    stack[depth] = node;
    kinds[depth] = 0;
    depth++;
    if (depth > deepest) deepest = depth;
    if ((code & HEAD) !== 0) {
      kinds[depth - 1] = 3;
      inHead++;
    } else if ((code & FRAME) !== 0) {
      const inner = frame(node, name);
      // The element's own content is for browsers without frames.
      node = null;
      if (inner) {
        steps[length++] = frames & 0xff;
        nodes.push(inner);
        snapshot.frames.push(inner);
        stack[depth] = inner;
        kinds[depth] = 2;
        depth++;
        node = firstChild.call(inner);
      }
      continue;
    } else if ((code & HOST) !== 0) {
      const tree = shadowOf(node, code === custom);
      if (tree) {
        steps[length++] = shadow & 0xff;
        nodes.push(tree);
        snapshot.shadows.push(tree);
        stack[depth] = node;
        kinds[depth] = 1;
        depth++;
        node = firstChild.call(tree);
        continue;
      }
    }
    node = firstChild.call(node);
  }
  snapshot.deepest = deepest;
  snapshot.length = length;
  return snapshot;
}

const isLinkedData = (script) => /^\s*application\/ld\+json/i.test(getAttributeOf.call(script, 'type') ?? '');
