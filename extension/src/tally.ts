/** What was struck on a page since the click, put in words. */

import type { Kind, Report } from './engine-types.ts';
import { KINDS } from './kinds.ts';
import { language, text } from './text.ts';

/** The core's notes are English; these are known here in the reader's language. */
const NOTES: ReadonlyMap<string, string> = new Map([
  ['The page does not carry the rest.', 'note_cut'],
  ['The page keeps putting a block back; it is left there.', 'note_kept'],
]);

export class Tally {
  /** By the blocks' numbers. */
  readonly #struck = new Map<number, Kind>();
  readonly #notes = new Set<string>();

  /** Adds what one pass did. */
  add(report: Report): void {
    for (const { id, kind } of report.removals) this.#struck.set(id, kind);
    for (const note of report.notes) this.#notes.add(note);
  }

  /** Forgets blocks that the page itself has taken away since, as it does when it draws them anew. */
  keep(isThere: (id: number) => boolean): void {
    for (const id of this.#struck.keys()) if (!isThere(id)) this.#struck.delete(id);
  }

  /** Blocks struck. */
  get count(): number {
    return this.#struck.size;
  }

  /** A line with the counts by kind, and one for each note. */
  lines(): string[] {
    const notes = [...this.#notes].map((note) => {
      const known = NOTES.get(note);
      return known ? text(known) : note;
    });
    return [this.#counts(), ...notes];
  }

  /** Kinds stand as labels beside their numbers, so no language has to bend them. */
  #counts(): string {
    if (this.count === 0) return text('nothing');
    const struck = [...this.#struck.values()];
    const parts = KINDS.flatMap((kind) => {
      const count = struck.filter((other) => other === kind).length;
      return count > 0 ? [text('count', count, text(`kind_${kind}`))] : [];
    });
    return text('struck', new Intl.ListFormat(language(), { type: 'unit', style: 'short' }).format(parts));
  }
}
