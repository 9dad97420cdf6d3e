// The demonstration page: an example on paper, one button, and the list of what was struck.
import { type Dele, load, type Removal } from './dele.ts';
import { byId } from './elements.ts';
import { Marks } from './marks.ts';
import { note, remarks, sentence } from './notes.ts';
import { paste } from './paste.ts';
import { lay, source } from './samples.ts';

const paper = byId('paper', HTMLDivElement);
const layer = byId('marks', HTMLDivElement);
const margin = byId('margin', HTMLElement);
const list = byId('list', HTMLOListElement);
const notes = byId('notes', HTMLDivElement);
const empty = byId('empty', HTMLParagraphElement);
const summary = byId('summary', HTMLParagraphElement);
const toggle = byId('toggle', HTMLButtonElement);
const toggleText = byId('toggle-text', HTMLSpanElement);
const waiting = byId('waiting', HTMLParagraphElement);
const picker = byId('picker', HTMLFormElement);

const struck = new Map<number, Removal>();
const marks = new Marks(paper, layer, (id) => struck.get(id)?.text ?? '');

const picked = () => String(new FormData(picker).get('sample'));

function show(text: string): void {
  summary.textContent = text;
  const dirty = struck.size === 0;
  toggleText.textContent = dirty ? 'Strike the clutter' : 'Put everything back';
  document.documentElement.dataset.state = dirty ? 'before' : 'after';
}

/** The page without any of our notes on it. */
function wipe(): void {
  struck.clear();
  marks.clear();
  list.replaceChildren();
  notes.replaceChildren();
  empty.hidden = false;
}

function strike(dele: Dele): void {
  wipe();
  const before = marks.shoot();
  const report = dele.clean(document);
  for (const removal of report.removals) {
    struck.set(removal.id, removal);
    marks.add(removal.id, dele.nodes(document, removal.id));
    list.append(entry(dele, removal));
  }
  notes.append(...remarks(report));
  empty.hidden = true;
  marks.playStrike(before);
  show(sentence(report));
}

function restore(dele: Dele): void {
  const before = marks.shoot();
  dele.restore(document);
  wipe();
  marks.playReturn(before);
  show('Everything is back as it was.');
}

function entry(dele: Dele, removal: Removal): HTMLLIElement {
  const { item, place, undo } = note(removal, true);
  const id = removal.id;
  const point = () => {
    if (item.classList.contains('shown')) return;
    for (const other of list.children) other.classList.toggle('shown', other === item);
    marks.show(id);
    marks.reveal(id);
  };
  const leave = () => {
    item.classList.remove('shown');
    marks.show(undefined);
  };
  // Only a pointer that moves points at something: a list that scrolls under it does not count.
  item.addEventListener('pointermove', ({ movementX, movementY }) => {
    if (movementX !== 0 || movementY !== 0) point();
  });
  item.addEventListener('pointerleave', () => {
    if (!item.contains(document.activeElement)) leave();
  });
  item.addEventListener('focusin', point);
  item.addEventListener('focusout', leave);
  place?.addEventListener('click', point);
  undo?.addEventListener('click', () => {
    dele.restore(document, id);
    struck.delete(id);
    marks.back(id);
    marks.show(id);
    item.classList.add('back');
    place?.focus();
    undo.remove();
    show(struck.size === 0 ? 'Everything is back as it was.' : `One put back, ${struck.size} still struck.`);
  });
  return item;
}

async function start(): Promise<void> {
  lay(picked(), paper, layer);
  const dele = await load();
  dele.ignore(layer);
  dele.ignore(margin);
  picker.addEventListener('change', () => {
    dele.restore(document);
    wipe();
    lay(picked(), paper, layer);
    show('');
    scrollTo({ top: 0, behavior: 'instant' });
  });
  toggle.addEventListener('click', () => (struck.size === 0 ? strike(dele) : restore(dele)));
  toggle.disabled = false;
  waiting.remove();
  show('');
  paste(dele, () => source(picked()));
}

start().catch((error: unknown) => {
  console.error(error);
  summary.textContent = 'The engine could not start in this browser.';
});
