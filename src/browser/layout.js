// What only a page on screen can tell: what lies over it, and which nodes a reader sees.
import {
  body,
  boundingRect,
  childElements,
  documentOf,
  elementFromPoint,
  firstChild,
  hostOf,
  isInTopLayer,
  isVisible,
  localName,
  nextSibling,
  parent,
  positionedAround,
  root,
  scrollWidth,
  standIn,
  textContent,
  treeOf,
  type,
  windowOf,
} from './dom.js';

// How many elements near the root are looked at, and how many of them at the beginning of a long row: what is laid over a page
// is mostly added at its end.
const MOST = 100;
const FIRST = 20;
// How many levels up from a point are looked at.
const DEEPEST = 64;

// Where something laid over the page is likely to show, as fractions of the window.
const POINTS = [
  [0.5, 0.5],
  [0.5, 0.97],
  [0.5, 0.03],
  [0.96, 0.95],
];

const CONTENT = /^(?:img|picture|video|audio|iframe|svg|canvas|object|embed|input|button|select|textarea)$/;

// Whether any of these nodes, by their numbers, stands in something laid over the page. Engines know quickly what is positioned
// around an element.
export function isOverlaid(snapshot, numbers) {
  if (!windowOf(snapshot.nodes[0])) return false;
  // What is positioned inside a shadow tree does not show from outside.
  if (snapshot.opened.length > 0 || snapshot.shadows.length > 0) return numbers.length > 0;
  const seen = new Set();
  for (let i = 0; i < numbers.length; i++) {
    let node = snapshot.nodes[numbers[i]];
    for (let level = 0; node && level < DEEPEST && !seen.has(node); level++) {
      seen.add(node);
      if (type(node) === 1 && coverage(node, false, windowOf(documentOf(node)))) return true;
      node = positionedAround(node) ?? standIn(documentOf(node));
    }
  }
  return false;
}

// What lies over the document and its frames' documents: for each element its number and the fields of the engine's `Layer`.
export function layers(snapshot) {
  const found = [];
  for (const document of [snapshot.nodes[0], ...snapshot.frames]) {
    const window = windowOf(document);
    if (window?.innerWidth > 0 && window.innerHeight > 0 && root(document)) find(document, window, snapshot, found);
  }
  return new Float32Array(found);
}

function find(document, window, snapshot, found) {
  const html = root(document);
  const page = body(document);
  const seen = new Set([html, page, document]);
  for (const element of snapshot.opened) if (documentOf(element) === document) layer(element, true, window, snapshot, found);
  for (let i = 0; i < snapshot.opened.length; i++) seen.add(snapshot.opened[i]);

  const trees = snapshot.shadows.length > 0 ? snapshot.shadows.filter((tree) => documentOf(tree) === document) : snapshot.shadows;
  const near = [];
  const add = (elements) => {
    const left = elements.filter((element) => !seen.has(element) && !snapshot.skip.has(element) && !UNSHOWN.test(localName.call(element)));
    if (left.length > MOST / 2) left.splice(FIRST, left.length - MOST / 2);
    near.push(...left);
  };
  if (page) add(childElements(page));
  add(childElements(html));
  for (const tree of trees) add(childElements(tree));
  for (let i = 0; i < near.length && i < MOST; i++) {
    const element = near[i];
    if (seen.has(element)) continue;
    seen.add(element);
    layer(element, false, window, snapshot, found);
    // A portal's box, an application's root.
    const inside = childElements(element);
    if (inside.length <= 3) add(inside);
  }

  for (let i = 0; i < POINTS.length; i++) {
    let element = hit(document, trees, POINTS[i][0] * window.innerWidth, POINTS[i][1] * window.innerHeight);
    // What was seen was seen with all that is around it.
    for (let level = 0; element && level < DEEPEST && !seen.has(element); level++, element = parent(element)) {
      seen.add(element);
      if (type(element) === 1) layer(element, false, window, snapshot, found);
    }
  }
}

// The innermost element at a point, in shadow trees too.
function hit(document, trees, x, y) {
  let element = elementFromPoint(document, x, y);
  for (let tree = host(trees, element); tree; tree = host(trees, element)) {
    const inner = elementFromPoint(tree, x, y);
    if (!inner || inner === element) break;
    element = inner;
  }
  return element;
}

const host = (trees, element) => (trees.length > 0 && element ? trees.find((tree) => hostOf(tree) === element) : undefined);

const UNSHOWN = /^(?:head|script|style|link|meta|noscript|template)$/;

// The part of the window that an element covers if it is laid over the page, 0 to 1.
function coverage(element, opened, window) {
  const { innerWidth: width, innerHeight: height } = window;
  const style = window.getComputedStyle(element);
  const { position } = style;
  if (!opened && position !== 'fixed' && position !== 'absolute' && position !== 'sticky') return undefined;
  if (!opened && position === 'absolute' && levelOf(style) <= 0) return undefined;
  const box = boundingRect.call(element);
  const left = Math.max(0, box.left);
  const top = Math.max(0, box.top);
  const right = Math.min(width, box.right);
  const bottom = Math.min(height, box.bottom);
  if (!(right > left && bottom > top) || style.visibility !== 'visible' || Number(style.opacity) === 0) return undefined;
  // A sticky box lies over the page only while it sticks.
  if (position === 'sticky' && Math.abs(box.top) > 1 && Math.abs(box.bottom - height) > 1) return undefined;
  return ((right - left) * (bottom - top)) / (width * height);
}

const levelOf = (style) => Number.parseInt(style.zIndex, 10) || 0;

function layer(element, opened, window, snapshot, found) {
  const covers = coverage(element, opened, window);
  const number = covers ? snapshot.nodes.indexOf(element) : -1;
  if (number < 0) return;
  const style = window.getComputedStyle(element);
  const empty = (textContent.call(element) ?? '').trim() === '' && !holdsContent(element);
  const inTopLayer = opened && isInTopLayer(element);
  found.push(number, inTopLayer ? 1 : 0, levelOf(style), covers, empty ? 1 : 0);
}

function holdsContent(element) {
  const left = [element];
  for (let i = 0; i < left.length && i < 50; i++) {
    if (CONTENT.test(localName.call(left[i])) || localName.call(left[i]).includes('-')) return true;
    left.push(...childElements(left[i]));
  }
  return left.length >= 50;
}

// For each node, by its number, whether a reader can see it (1) or not (0).
export function shown(snapshot, numbers) {
  return Uint8Array.from(numbers, (number) => (isShown(snapshot.nodes[number], 0) ? 1 : 0));
}

// How many levels below an empty box, and how many boxes of a level, are looked at.
const LEVELS = 8;
const BOXES = 40;

// Whether the node shows something; an element may do so by what is inside it alone.
function isShown(node, level) {
  const window = windowOf(documentOf(node));
  if (!window) return true;
  switch (type(node)) {
    case 1: {
      const style = window.getComputedStyle(node);
      if (style.display === 'contents') return showsInside(node, level);
      if (!isVisible(node, style)) return false;
      const box = boundingRect.call(node);
      if (box.width <= 1 || box.height <= 1) return style.overflow === 'visible' && showsInside(node, level);
      return isInReach(node, box, window);
    }
    case 3: {
      const element = parent(node);
      if (!element || (type(element) === 1 && !isVisible(element, window.getComputedStyle(element)))) return false;
      const range = documentOf(node).createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && isInReach(element, box, window);
    }
    default:
      return showsInside(node, level);
  }
}

function showsInside(node, level) {
  if (level >= LEVELS) return false;
  const tree = type(node) === 1 ? treeOf(node) : null;
  if (tree && showsInside(tree, level + 1)) return true;
  let boxes = 0;
  for (let child = firstChild.call(node); child !== null && boxes < BOXES; child = nextSibling.call(child)) {
    const kind = type(child);
    if (kind !== 1 && kind !== 3) continue;
    boxes++;
    if (isShown(child, level + 1)) return true;
  }
  return false;
}

// Whether a reader can come to a box: not parked beyond an edge.
function isInReach(element, box, window) {
  if (box.right + window.scrollX <= 0 || box.bottom + window.scrollY <= 0) return false;
  const { innerWidth: width, innerHeight: height } = window;
  if (box.left < width && box.top < height && box.right > 0 && box.bottom > 0) return true;
  // Out of the window just now: scrolling brings it in, unless it stays put with something that is out of the window itself.
  const document = documentOf(element);
  const page = body(document);
  for (let around = element; around && around !== page && type(around) === 1; around = positionedAround(around)) {
    if (window.getComputedStyle(around).position !== 'fixed') continue;
    const held = boundingRect.call(around);
    return held.left < width && held.top < height && held.right > 0 && held.bottom > 0;
  }
  return box.left < Math.max(width, scrollWidth(root(document)) - window.scrollX);
}
