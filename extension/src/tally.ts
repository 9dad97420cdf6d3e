/** What was struck on a page since the click, put in words. */

import type { Kind, Report } from './engine-types.ts';
import { KINDS } from './kinds.ts';
import { language, text } from './text.ts';

/** The core's notes are English; these are known here in the reader's language. */
const NOTES: ReadonlyMap<string, string> = new Map([['The page does not carry the rest.', 'note_cut']]);

export class Tally {
  readonly #counts = new Map<Kind, number>();
  readonly #notes = new Set<string>();

  /** Adds what one pass did. */
  add(report: Report): void {
    for (const { kind } of report.removals) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    for (const note of report.notes) this.#notes.add(note);
  }

  /** Blocks struck. */
  get count(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** A line with the counts by kind, and one for each note. */
  lines(): string[] {
    const notes = [...this.#notes].map((note) => {
      const known = NOTES.get(note);
      return known ? text(known) : note;
    });
    return [this.#struck(), ...notes];
  }

  /** Kinds stand as labels behind their numbers, so no language has to bend them. */
  #struck(): string {
    if (this.count === 0) return text('nothing');
    const parts = KINDS.flatMap((kind) => {
      const count = this.#counts.get(kind);
      return count ? [text('count', count, text(`kind_${kind}`))] : [];
    });
    return text('struck', new Intl.ListFormat(language(), { type: 'unit', style: 'short' }).format(parts));
  }
}
