// The list of what was struck and why.
import type { Kind, Removal, Report } from './dele.ts';
import { make, mark } from './elements.ts';

const NAMES: Record<Kind, [one: string, many: string, title: string]> = {
  paywall: ['paywall block', 'paywall blocks', 'Paywall block'],
  subscription: ['subscription pitch', 'subscription pitches', 'Subscription pitch'],
  newsletter: ['newsletter box', 'newsletter boxes', 'Newsletter box'],
  donation: ['appeal for money', 'appeals for money', 'Appeal for money'],
  registration: ['request to register', 'requests to register', 'Request to register'],
  byline: ['repeated byline', 'repeated bylines', 'Repeated byline'],
};

/** One note: its list item and the buttons in it. */
export interface Note {
  removal: Removal;
  item: HTMLLIElement;
  place: HTMLButtonElement | undefined;
  undo: HTMLButtonElement | undefined;
}

/** A sentence on what was struck, counted by kind. */
export function sentence(report: Report): string {
  const count = report.removals.length;
  if (count === 0) return 'Nothing found to strike: all of it is article.';
  const kinds = new Map<Kind, number>();
  for (const { kind } of report.removals) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const parts = [...kinds].map(([kind, number]) => `${number} ${NAMES[kind][number === 1 ? 0 : 1]}`.replaceAll(' ', '\u00a0'));
  return `Struck ${count}: ${parts.join(', ')}.`;
}

/** A note for one removal. With `actions` it has a button that shows the place and one that puts the block back. */
export function note(removal: Removal, actions: boolean): Note {
  const title = make('span', 'entry-title', NAMES[removal.kind][2]);
  const text = make('q', 'entry-text', removal.text);
  text.dir = 'auto';
  const evidence = make('ul', 'entry-evidence', ...removal.evidence.map((reason) => make('li', '', reason)));
  const measure = make('p', 'entry-rule', `${removal.rule} · ${Math.round(removal.confidence * 100)} % sure`);
  if (!actions) {
    const head = make('p', 'entry-head', mark(), title, ' ', text);
    return { removal, item: make('li', 'entry', head, evidence, measure), place: undefined, undo: undefined };
  }
  const place = make('button', 'entry-head entry-place', mark(), title, ' ', text);
  const undo = make('button', 'entry-undo', 'Put back');
  place.type = undo.type = 'button';
  evidence.id = `evidence-${removal.id}`;
  place.setAttribute('aria-describedby', evidence.id);
  undo.setAttribute('aria-label', `Put back: ${NAMES[removal.kind][2]}`);
  return { removal, item: make('li', 'entry', place, evidence, make('div', 'entry-foot', measure, undo)), place, undo };
}

/** What else the report says. */
export function remarks(report: Report): HTMLElement[] {
  return report.notes.map((text) => make('p', '', text));
}
