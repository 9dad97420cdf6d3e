// Inline properties set on an element, and their exact inverse. They go through the CSS object model, which a page's policy against
// inline styles does not stop.
import { attribute, removeAttribute, setAttribute, styleOf } from './dom.js';

// Sets properties as `!important`; `wanted` are names, each followed by its value. Longhands only, since each one's old value is
// kept. Nothing for an element that has no style (of unknown XML).
export function setStyle(element, wanted) {
  const style = styleOf(element);
  if (!style) return undefined;
  const properties = [];
  const before = attribute(element, 'style');
  for (let i = 0; i < wanted.length; i += 2) {
    const name = wanted[i];
    const value = style.getPropertyValue(name);
    properties.push({ name, value, priority: style.getPropertyPriority(name), ours: wanted[i + 1] });
    style.setProperty(name, wanted[i + 1], 'important');
  }
  return { element, properties, before, after: attribute(element, 'style') };
}

const holds = (style, { name, ours }) => style.getPropertyPriority(name) === 'important' && style.getPropertyValue(name) === ours;

// Whether the page has left them.
export function holdsStyle({ element, properties }) {
  const style = styleOf(element);
  return !style || properties.every((property) => holds(style, property));
}

// Sets them again after the page has undone them. What the page made of them in between is what `undoStyle` then puts back.
export function repeatStyle(set) {
  const style = styleOf(set.element);
  if (!style) return;
  set.before = attribute(set.element, 'style');
  for (const property of set.properties) {
    if (holds(style, property)) continue;
    property.value = style.getPropertyValue(property.name);
    property.priority = style.getPropertyPriority(property.name);
    style.setProperty(property.name, property.ours, 'important');
  }
  set.after = attribute(set.element, 'style');
}

// Puts back what stood before. Where the page has changed the same thing since, the page's change stays.
export function undoStyle({ element, properties, before, after }) {
  const style = styleOf(element);
  if (!style) return;
  const untouched = attribute(element, 'style') === after;
  for (const property of properties.toReversed()) {
    if (!holds(style, property)) continue; // the page has set it since
    if (property.value === '') style.removeProperty(property.name);
    else style.setProperty(property.name, property.value, property.priority);
  }
  const now = attribute(element, 'style');
  if (now === before || (!untouched && now !== '')) return;
  if (before === undefined) {
    removeAttribute(element, 'style');
    return;
  }
  const declared = style.length;
  if (!untouched) {
    // Nothing is declared: the page has taken away what was, or nothing was, in words of its own (a framework's `color:;`).
    style.cssText = before;
    if (style.length > 0) {
      style.cssText = '';
      return;
    }
  }
  setAttribute(element, 'style', before);
  // Under a policy against inline styles the text is taken and the style itself may be dropped.
  if (style.length < declared) style.cssText = before;
}
