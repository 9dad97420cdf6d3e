// Reads a live document in one walk, into flat data that crosses to the engine at once.
//
// `ops` is a byte for each step: 0 ends an element, 1 is a text, BLANK a text of nothing but white space (the first piece, a
// blank, stands for all of them), ATTR and on are attributes, TAG and on start an element.
// `pieces` are the texts and attribute values, in the order of their steps; `nodes` are the elements and texts, likewise.
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
const BLANK = 63;
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

function isBlank(text) {
  const { length } = text;
  if (length > 200) return false;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 32 && unit !== 10 && unit !== 9 && unit !== 13) return false;
  }
  return length > 0;
}

export class Snapshot {
  constructor(document) {
    this.nodes = [document];
    this.pieces = [' '];
    this.ops = new Uint8Array(16384);
    this.length = 0;
    this.frames = []; // documents
    this.shadows = []; // shadow trees
    this.deepest = 0; // levels
    this.opened = []; // open dialogs, and what may be a popover
  }
  count() {
    return this.nodes.length;
  }
  pieceCount() {
    return this.pieces.length;
  }
  // All texts end to end, a zero after each.
  all() {
    this.joined ??= `${this.pieces.join('\0')}\0`;
    return this.joined;
  }
  units() {
    return this.all().length;
  }
  steps(into) {
    into.set(this.ops.subarray(0, this.length));
  }
  // Writes all texts as UTF-8; returns how many bytes, or nothing where there is too little room.
  encode(into) {
    const { read, written } = encoder.encodeInto(this.all(), into);
    return read === this.all().length ? written : undefined;
  }
  // For a page that has zeros of its own.
  withoutZeros() {
    this.pieces = this.pieces.map((piece) => piece.replaceAll('\0', '\uFFFD'));
    this.joined = undefined;
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
export function read(document, skip) {
  const snapshot = new Snapshot(document);
  const { nodes, pieces } = snapshot;
  let { ops } = snapshot;
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
    if (length + 64 > ops.length) {
      const wider = new Uint8Array(ops.length * 2);
      wider.set(ops);
      ops = wider;
    }
    if (node === null) {
      if (depth === 0) break;
      depth--;
      const ended = stack[depth];
      const kind = kinds[depth];
      ops[length++] = 0;
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
        const text = dataOf.call(node);
        nodes.push(node);
        if (isBlank(text)) ops[length++] = BLANK;
        else {
          ops[length++] = 1;
          pieces.push(text);
        }
      }
      node = nextSibling.call(node);
      continue;
    }
    if (type !== 1 || (skips && (skip.has(node) || foreign.has(node)))) {
      node = nextSibling.call(node);
      continue;
    }
    const name = localName.call(node);
    let code = tags.get(name);
    if (code === undefined) code = name.includes('-') ? custom : other;
    const isScript = (code & SCRIPT) !== 0;
    const linked = isScript && /^\s*application\/ld\+json/i.test(getAttributeOf.call(node, 'type') ?? '');
    if (inHead > 0 && ((code & IN_HEAD) === 0 || (isScript && !linked))) {
      node = nextSibling.call(node);
      continue;
    }
    ops[length++] = code;
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
        ops[length++] = attr;
        pieces.push(value.length > most ? value.slice(0, most) : value);
      }
    }
    const whole = linked || (inHead > 0 && (code & TITLE) !== 0);
    if (whole || (code & UNREAD) !== 0) {
      const text = whole ? firstChild.call(node) : null;
      if (text !== null) {
        ops[length++] = 1;
        nodes.push(text);
        pieces.push((textContent.call(node) ?? '').slice(0, LINKED_DATA));
      }
      ops[length++] = 0;
      node = nextSibling.call(node);
      continue;
    }
    stack[depth] = node;
    kinds[depth] = 0;
    depth++;
    if ((code & HEAD) !== 0) {
      kinds[depth - 1] = 3;
      inHead++;
    } else if ((code & FRAME) !== 0) {
      const inner = frame(node, name);
      // The element's own content is for browsers without frames.
      node = null;
      if (inner) {
        ops[length++] = frames;
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
        ops[length++] = shadow;
        nodes.push(tree);
        snapshot.shadows.push(tree);
        stack[depth] = node;
        kinds[depth] = 1;
        depth++;
        node = firstChild.call(tree);
        continue;
      }
    }
    if (depth > deepest) deepest = depth;
    node = firstChild.call(node);
  }
  snapshot.deepest = deepest;
  snapshot.ops = ops;
  snapshot.length = length;
  return snapshot;
}
