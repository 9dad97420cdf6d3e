// The live DOM through its prototypes. A form's own properties may be its fields (`<input name="parentNode">`), and so may
// a document's: nothing here reads a property of an element directly.

const getter = (type, name) => Object.getOwnPropertyDescriptor(globalThis[type]?.prototype ?? {}, name)?.get ?? (() => null);
const method = (type, name) => globalThis[type]?.prototype[name] ?? (() => null);

export const nodeType = getter('Node', 'nodeType');
export const firstChild = getter('Node', 'firstChild');
export const nextSibling = getter('Node', 'nextSibling');
const parentNode = getter('Node', 'parentNode');
const ownerDocument = getter('Node', 'ownerDocument');
const isConnected = getter('Node', 'isConnected');
export const textContent = getter('Node', 'textContent');
const nodeContains = method('Node', 'contains');
export const dataOf = getter('CharacterData', 'data');
const dataSetter = Object.getOwnPropertyDescriptor(CharacterData.prototype, 'data').set;
export const localName = getter('Element', 'localName');
export const shadowRoot = getter('Element', 'shadowRoot');
export const getAttributeOf = method('Element', 'getAttribute');
export const getAttributeNames = method('Element', 'getAttributeNames');
export const hasAttributes = method('Element', 'hasAttributes');
const setAttributeOf = method('Element', 'setAttribute');
const removeAttributeOf = method('Element', 'removeAttribute');
const removeElement = method('Element', 'remove');
const removeText = method('CharacterData', 'remove');
export const matches = method('Element', 'matches');
export const boundingRect = method('Element', 'getBoundingClientRect');
const checkVisibility = Element.prototype.checkVisibility;
const documentElement = getter('Document', 'documentElement');
const documentBody = getter('Document', 'body');
const documentUrl = getter('Document', 'URL');
const view = getter('Document', 'defaultView');
const shadowHost = getter('ShadowRoot', 'host');
const frameDocument = getter('HTMLIFrameElement', 'contentDocument');
const oldFrameDocument = getter('HTMLFrameElement', 'contentDocument');
const styles = ['HTMLElement', 'SVGElement', 'MathMLElement'].map((type) => getter(type, 'style'));

const attempt = (read, otherwise) => {
  try {
    return read();
  } catch {
    return otherwise; // another kind of object than the getter is for
  }
};

export const type = (node) => attempt(() => nodeType.call(node), 0);
export const isDocument = (value) => type(value) === 9;
export const root = (document) => documentElement.call(document);
export const body = (document) => attempt(() => documentBody.call(document), null);
export const url = (document) => documentUrl.call(document);
export const windowOf = (document) => view.call(document) ?? undefined;
export const documentOf = (node) => (type(node) === 9 ? node : ownerDocument.call(node));

const frames = new WeakSet();

// A frame's document, where the page may read it.
export function frame(element, name) {
  const document = attempt(() => (name === 'frame' ? oldFrameDocument : frameDocument).call(element), null);
  if (document) frames.add(document);
  return document;
}

// The node around it; out of a shadow tree to its host.
export function parent(node) {
  return parentNode.call(node) ?? (type(node) === 11 ? attempt(() => shadowHost.call(node), undefined) : undefined) ?? undefined;
}

export const contains = (outer, inner) => nodeContains.call(outer, inner);

// In its document, and where that is a frame's, while the frame is there.
export const connected = (node) => isConnected.call(node) && !(frames.has(documentOf(node)) && view.call(documentOf(node)) === null);

export const attribute = (element, name) => getAttributeOf.call(element, name) ?? undefined;
export const setAttribute = (element, name, value) => setAttributeOf.call(element, name, value);
export const removeAttribute = (element, name) => removeAttributeOf.call(element, name);

// Its inline style; nothing for an element that has none (of unknown XML).
export function styleOf(element) {
  for (const style of styles) {
    const found = attempt(() => style.call(element), null);
    if (found) return found;
  }
  return undefined;
}

export const data = (node) => dataOf.call(node);
export const setData = (node, value) => dataSetter.call(node, value);

export function remove(node) {
  if (type(node) === 1) removeElement.call(node);
  else removeText.call(node);
}

// The element that stands for a node that cannot be hidden itself: a shadow tree's host, a frame's element.
export function standIn(node) {
  if (type(node) === 11) return attempt(() => shadowHost.call(node), undefined);
  if (type(node) === 9) return attempt(() => view.call(node).frameElement, undefined) ?? undefined;
  return node;
}

const offsetParent = getter('HTMLElement', 'offsetParent');

// The nearest positioned element around it, where there is one; of what is not HTML, the node around it.
export function positionedAround(node) {
  try {
    return offsetParent.call(node) ?? undefined;
  } catch {
    return parent(node);
  }
}

// The elements directly inside, in order.
export function childElements(node) {
  const found = [];
  for (let child = firstChild.call(node); child !== null; child = nextSibling.call(child))
    if (nodeType.call(child) === 1) found.push(child);
  return found;
}

// The host of a shadow tree.
export const hostOf = (tree) => attempt(() => shadowHost.call(tree), undefined);

const documentFromPoint = method('Document', 'elementFromPoint');
const treeFromPoint = method('ShadowRoot', 'elementFromPoint');

// What a document or a shadow tree shows at a point of the window.
export const elementFromPoint = (tree, x, y) =>
  attempt(() => (type(tree) === 9 ? documentFromPoint : treeFromPoint).call(tree, x, y), null);

// Shown by `showModal` or `showPopover`, above everything else.
export const isPopover = (element) => attempt(() => matches.call(element, ':popover-open'), false);
export const isInTopLayer = (element) => attempt(() => matches.call(element, ':modal'), false) || isPopover(element);

export const hasBox = (element) => checkVisibility?.call(element) ?? true;

// Rendered and neither invisible nor see-through; `style` is its computed style.
export function isVisible(element, style) {
  if (style.display === 'none' || style.visibility !== 'visible') return false;
  return checkVisibility ? checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true }) : true;
}

// As `contains`, through shadow trees and frames.
export function encloses(outer, inner) {
  for (let node = inner; node; node = parent(node) ?? (type(node) === 9 ? standIn(node) : undefined)) if (node === outer) return true;
  return false;
}

// Whether the middle of the window shows this element.
export function isOnTop(element) {
  const document = documentOf(element);
  const window = windowOf(document);
  return window !== undefined && elementFromPoint(document, window.innerWidth / 2, window.innerHeight / 2) === element;
}

const scrollWidthOf = getter('Element', 'scrollWidth');
export const scrollWidth = (element) => scrollWidthOf.call(element);

// Closed shadow trees open up to a content script only.
const openAny = globalThis.chrome?.dom?.openOrClosedShadowRoot?.bind(globalThis.chrome.dom);
const openAnyOf = getter('Element', 'openOrClosedShadowRoot');

// An element's shadow tree, a closed one too where that is allowed.
export function treeOf(element) {
  return shadowRoot.call(element) ?? attempt(() => (openAny ? openAny(element) : openAnyOf.call(element)), null);
}

// Whether `treeOf` finds more than the element itself tells.
export const opensClosed = openAny !== undefined || 'openOrClosedShadowRoot' in Element.prototype;

export const encoder = new TextEncoder();
export const utf8 = (text) => encoder.encode(text);
