// What concerns the page as a whole: its scrolling, its focus, its modal dialogs.
import {
  boundingRect,
  childElements,
  getAttributeNames,
  getAttributeOf,
  isInTopLayer,
  isPopover,
  localName,
  parent,
  shadowRoot,
  styleOf,
} from './dom.js';

const get = (type, name) => Object.getOwnPropertyDescriptor(globalThis[type].prototype, name).get;
const scrollHeight = get('Element', 'scrollHeight');
const clientHeight = get('Element', 'clientHeight');
const activeElement = get('Document', 'activeElement');
const treeFocus = get('ShadowRoot', 'activeElement');
const { focus } = HTMLElement.prototype;
const { getRootNode } = Node.prototype;
const { getAttributeNode, setAttributeNode, removeAttributeNode } = Element.prototype;
const { close, showModal } = globalThis.HTMLDialogElement?.prototype ?? {};

// How much taller an element's content is than its box, and the box's height.
export const scrolls = (element) => [scrollHeight.call(element) - clientHeight.call(element), clientHeight.call(element)];

export const siblings = (element) => {
  const around = parent(element);
  return around ? childElements(around).filter((other) => other !== element) : [];
};

export const box = (element) => {
  const { left, top, right, bottom } = boundingRect.call(element);
  return [left, top, right, bottom];
};

export const scrollTo = (window, left, top) => window.scrollTo({ left, top, behavior: 'instant' });

// The element that has the focus, in an open shadow tree too.
export function focused(document) {
  let element = activeElement.call(document);
  for (let tree = element && shadowRoot.call(element); tree; tree = element && shadowRoot.call(element)) {
    const inner = treeFocus.call(tree);
    if (!inner) break;
    element = inner;
  }
  return element ?? undefined;
}

export function refocus(element) {
  try {
    focus.call(element, { preventScroll: true });
  } catch {
    // Not an element that takes the focus any more.
  }
}

const SCROLL_KEYS = new Set([' ', 'PageDown', 'PageUp', 'ArrowDown', 'ArrowUp', 'End', 'Home']);

// Keeps the page's own listeners from scrolling gestures, since one that prevents the default locks the page. Returns what ends it.
export function freeScroll(window) {
  const stop = (event) => event.stopImmediatePropagation();
  const stopKey = (event) => {
    const target = event.composedPath()[0];
    if (!SCROLL_KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (
      target instanceof window.Element &&
      target.matches('input, textarea, select, button, video, audio, summary, [contenteditable], [role]')
    )
      return;
    event.stopImmediatePropagation();
  };
  const listeners = [
    ['wheel', stop],
    ['mousewheel', stop],
    ['DOMMouseScroll', stop],
    ['touchmove', stop],
    ['keydown', stopKey],
  ];
  for (const [type, listener] of listeners) window.addEventListener(type, listener, { capture: true, passive: true });
  return () => {
    for (const [type, listener] of listeners) window.removeEventListener(type, listener, { capture: true });
  };
}

export const isModal = (element) =>
  close !== undefined && localName.call(element) === 'dialog' && isInTopLayer(element) && !isPopover(element);

// Keeps the page from hearing of what is done to its dialog: the events are the page's own business only when it or the reader closes it.
function quietly(dialog, act) {
  const tree = getRootNode.call(dialog);
  const types = ['close', 'cancel', 'beforetoggle', 'toggle'];
  const stop = (event) => {
    if (event.composedPath()[0] === dialog || event.target === dialog) event.stopImmediatePropagation();
  };
  for (const type of types) tree.addEventListener(type, stop, true);
  act();
  // The events are queued; they have come by then.
  setTimeout(() => {
    for (const type of types) tree.removeEventListener(type, stop, true);
  }, 100);
}

// Ends the modal state of a dialog, which makes the rest of the page inert however the dialog is hidden. Returns the names of its
// attributes in their order, for `openModal`.
export function closeModal(dialog) {
  const names = order(dialog);
  quietly(dialog, () => close.call(dialog));
  return names;
}

export function openModal(dialog, names) {
  try {
    quietly(dialog, () => showModal.call(dialog));
  } catch {
    return; // opened by the page since, or out of the document
  }
  moveBack(dialog, 'open', names);
}

// The names of an element's attributes, in their order.
export const order = (element) => getAttributeNames.call(element);

// Puts an attribute that has just been set, and so stands last, back where it stood among `names`.
export function moveBack(element, name, names) {
  const declared = styleOf(element)?.length ?? 0;
  const place = names.indexOf(name);
  for (const later of place < 0 ? [] : names.slice(place + 1)) {
    const attribute = getAttributeNode.call(element, later);
    if (attribute) setAttributeNode.call(element, removeAttributeNode.call(element, attribute));
  }
  // Under a policy against inline styles the style itself may be dropped.
  const style = styleOf(element);
  if (style && style.length < declared) style.cssText = getAttributeOf.call(element, 'style');
}
