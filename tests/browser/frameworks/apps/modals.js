// What the pages of the modal libraries show, the same for each.
import { BOX_TITLE, WALL_TITLE, wallText } from './story.js';

export const PITCH = { title: WALL_TITLE, text: wallText(3), action: 'Subscribe now' };

/** What a reader opens by a button of the page. The fields are text inputs, by their type and label. */
export const OPENED = {
  settings: { title: 'Reading settings', text: 'Choose how large the letters are and how the page looks at night.', action: 'Save' },
  login: { title: 'Log in', text: 'Log in to your account.', action: 'Log in', fields: { email: 'Email address', password: 'Password' } },
  image: { title: 'The lamp, seen from the harbour', image: true, text: 'Photograph: Edda Marsh', action: 'Close' },
  newsletter: { title: BOX_TITLE, text: 'Which days shall we write to you on?', action: 'Save my choice' },
};

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

/** What stands in a dialog between its title and its buttons. */
export function content({ text, fields = {}, image }) {
  const picture = make('canvas', { width: 480, height: 320 });
  const labels = Object.entries(fields).map(([type, label]) => make('label', {}, `${label} `, make('input', { type, name: type })));
  return make('div', {}, ...(image ? [picture] : []), make('p', { textContent: text }), ...labels);
}

/** Opens a dialog by a click on the page's button for it. */
export function onOpen(open) {
  for (const name of Object.keys(OPENED)) document.getElementById(`open-${name}`).addEventListener('click', () => open(OPENED[name]));
}

export { make };
