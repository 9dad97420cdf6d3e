/** The options page: which kinds to strike. Every change is kept at once. */

import type { Kind } from './engine-types.ts';
import { KINDS } from './kinds.ts';
import { translate } from './page.ts';
import { chooseKinds, chosenKinds, onKindsChanged } from './settings.ts';
import { text } from './text.ts';

const boxes = new Map<Kind, HTMLInputElement>();
const outcome = find('outcome');
/** Changes on their way into the storage. */
let saving = 0;

translate();
document.title = text('options_title');
find('kinds').append(...KINDS.map(choice));
onKindsChanged(() => {
  // What comes back from the storage may be older than the last change made here.
  if (saving === 0) void fill();
});
void fill();

/** A checkbox with the kind's name, described by what it stands for. */
function choice(kind: Kind): HTMLElement {
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.name = kind;
  box.setAttribute('aria-labelledby', `${kind}-name`);
  box.setAttribute('aria-describedby', `${kind}-about`);
  box.addEventListener('change', () => void keep());
  boxes.set(kind, box);
  label.append(box, span(`${kind}-name`, 'kind', text(`kind_${kind}`)), span(`${kind}-about`, 'about', text(`about_${kind}`)));
  return label;
}

function span(id: string, className: string, content: string): HTMLElement {
  const element = document.createElement('span');
  element.id = id;
  element.className = className;
  element.textContent = content;
  return element;
}

/** Shows what is stored. */
async function fill(): Promise<void> {
  try {
    const chosen = await chosenKinds();
    for (const [kind, box] of boxes) box.checked = chosen.includes(kind);
  } catch (error) {
    console.error('Dele:', error);
    say(text('settings_unread'));
  }
}

async function keep(): Promise<void> {
  const chosen = KINDS.filter((kind) => boxes.get(kind)?.checked);
  saving += 1;
  try {
    const kept = await chooseKinds(chosen);
    const saved = text(kept === 'synced' ? 'saved' : 'saved_here');
    say(chosen.length === 0 ? `${saved} ${text('options_none')}` : saved);
  } catch (error) {
    console.error('Dele:', error);
    await fill();
    say(text('not_saved'));
  } finally {
    saving -= 1;
  }
}

/** Said anew each time, so that a screen reader speaks the same words twice. */
function say(words: string): void {
  outcome.replaceChildren(words);
}

function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`options.html has no #${id}`);
  return element;
}
