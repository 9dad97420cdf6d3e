// What concerns the page as a whole: its scrolling, its focus, its modal dialogs.
import {
  attribute,
  boundingRect,
  childElements,
  documentOf,
  getAttributeNames,
  getAttributeOf,
  hasBox,
  isInTopLayer,
  isPopover,
  localName,
  parent,
  setAttribute,
  shadowRoot,
  styleOf,
  windowOf,
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

const computed = (element) => windowOf(documentOf(element))?.getComputedStyle(element);

// How much taller an element's content is than its box.
const overflows = (element) => scrollHeight.call(element) - clientHeight.call(element);

const VEILS = /blur\(|brightness\(|opacity\(|grayscale\(/;
const UNUSED = [
  ['pointer-events', 'none', 'auto'],
  ['user-select', 'none', 'auto'],
  ['touch-action', 'none', 'auto'],
];

// What would take a veil off an element and all in it: names of inline properties, each followed by its value.
export function veil(element) {
  const wanted = [];
  const style = computed(element);
  if (!style) return wanted;
  if (VEILS.test(style.filter)) wanted.push('filter', 'none');
  if (Number(style.opacity) < 0.95) wanted.push('opacity', '1');
  for (const [name, locked, free] of UNUSED) if (style.getPropertyValue(name) === locked) wanted.push(name, free);
  return wanted;
}

const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';

// What would let the root or the body scroll again, as `veil` says it.
export function lock(element) {
  const wanted = [];
  const style = computed(element);
  if (!style) return wanted;
  const height = windowOf(documentOf(element)).innerHeight;
  if (hides(style.overflowY)) {
    // `clip` keeps the page from sliding sideways, as `hidden` would, and makes no scroll box of its own.
    if (hides(style.overflowX)) wanted.push('overflow-x', 'clip');
    wanted.push('overflow-y', 'visible');
    if (Math.abs(Number.parseFloat(style.height) - height) < 2 && overflows(element) > 1) wanted.push('height', 'auto');
    if (Number.parseFloat(style.maxHeight) < height + 2) wanted.push('max-height', 'none');
    if (style.getPropertyValue('overscroll-behavior-y') !== 'auto') wanted.push('overscroll-behavior-y', 'auto');
    // The room that the scroll bar left is taken again by the scroll bar.
    const inline = styleOf(element);
    for (const name of inline ? ['padding-right', 'margin-right'] : []) {
      const room = Number.parseFloat(inline.getPropertyValue(name));
      if (room > 0 && room <= 25) wanted.push(name, '0px');
    }
  }
  if (style.position === 'fixed') wanted.push('position', 'static');
  return wanted;
}

// How far a page was scrolled when its body was fixed.
export function offset(element) {
  const style = computed(element);
  return style?.position === 'fixed' ? Math.max(0, -Number.parseFloat(style.top) || 0) : undefined;
}

const SCROLLS = /auto|scroll/;

// Whether the text scrolls in a box of its own and does so now.
export const scrollsInside = (around) => around.some((element) => SCROLLS.test(computed(element)?.overflowY) && overflows(element) > 1);

// What would let a box around the headline scroll with the page, as `veil` says it.
export function lockInside(element) {
  const style = computed(element);
  const height = windowOf(documentOf(element))?.innerHeight;
  if (!style || !height) return [];
  const box = boundingRect.call(element);
  // The page's wrapper, fixed where it was scrolled to. An application's own frame is as high as the window, and scrolls.
  if (style.position === 'fixed' && !SCROLLS.test(style.overflowY) && box.height > height + 50) return ['position', 'static'];
  // The page's own scroller: as high as the window, in a root that does not scroll. A lower one, or one in a page that scrolls, cuts
  // an article short, and that stays.
  const isScroller = overflows(element) > 50 && clientHeight.call(element) >= height * 0.5 && Math.abs(box.bottom - height) < 3;
  return hides(style.overflowY) && isScroller ? ['overflow-y', 'auto'] : [];
}

// Whether a part that the style sheet draws before or behind an element's content dims the window.
function isDimmed(element) {
  const window = windowOf(documentOf(element));
  return ['::before', '::after'].some((part) => {
    const style = window.getComputedStyle(element, part);
    if (style.content === 'none' || style.position !== 'fixed' || Number(style.zIndex) < 0) return false;
    const covers = Number.parseFloat(style.width) > window.innerWidth * 0.8 && Number.parseFloat(style.height) > window.innerHeight * 0.8;
    return covers && style.backgroundImage === 'none' && /^rgba|\//.test(style.backgroundColor);
  });
}

// The class name of the root or the body whose rules lock everything inside, or dim the page by a part that they draw: the one
// without which they do not.
export function lockClass(element, around) {
  const isLocked = () => isDimmed(element) || (around.length > 1 && around.every((inner) => hides(computed(inner)?.overflowY)));
  const before = attribute(element, 'class');
  if (!before || !isLocked()) return undefined;
  const names = before.split(/\s+/).filter(Boolean);
  const guilty = names.find((name) => {
    setAttribute(element, 'class', names.filter((other) => other !== name).join(' '));
    return !isLocked();
  });
  setAttribute(element, 'class', before);
  return guilty;
}

export const siblings = (element) => {
  const around = parent(element);
  return around ? childElements(around).filter((other) => other !== element) : [];
};

export const scrollTo = (window, top, left = 0) => window.scrollTo({ left, top, behavior: 'instant' });

// What scrolls back to where the window is now.
export function placeOf(window) {
  const { scrollX: left, scrollY: top } = window;
  return () => scrollTo(window, top, left);
}

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

// What takes keys for itself.
const FIELDS = 'input, textarea, select, [contenteditable]';

// Keeps the page's own listeners from scrolling gestures and from Tab, since one that prevents the default locks the page or holds the
// focus in what is struck. Returns what ends it.
export function freeScroll(window) {
  const stop = (event) => event.stopImmediatePropagation();
  const stopKey = (event) => {
    const { key } = event;
    const target = event.composedPath()[0];
    const isTab = key === 'Tab';
    if ((!isTab && !SCROLL_KEYS.has(key)) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof window.Element && target.matches(isTab ? FIELDS : `${FIELDS}, button, video, audio, summary, [role]`)) return;
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

// Not hidden by the page. It may be about to fade in.
export const isSeen = (element) => {
  const style = computed(element);
  return style?.visibility === 'visible' && (style.display === 'contents' || hasBox(element));
};

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
