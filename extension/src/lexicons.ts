/** Where the scripts that bring a language leave its wording for the content script. */

/** Under a symbol, since a page's `<a id="...">` can answer for any name. */
const LEXICONS = Symbol.for('dele.lexicons');
const world = globalThis as { [LEXICONS]?: Map<string, string> };

/** The script that brings a language. */
export const lexiconFile = (code: string): string => `lexicon-${code}.js`;

/** Leaves one language's pack. */
export function leave(code: string, pack: string): void {
  world[LEXICONS] ??= new Map();
  world[LEXICONS].set(code, pack);
}

/** Takes all that were left. */
export function take(): Map<string, string> {
  const left = world[LEXICONS];
  delete world[LEXICONS];
  return left ?? new Map();
}
