/** The core, loaded the way a content script can. */

import { createLoader, type Instantiate } from '../../src/browser/load.ts';
import en from '../../target/glue/lexicons/en.txt';
import { api } from './api.ts';
import { ENCODING } from './encoding.ts';
import type { Dele } from './engine-types.ts';
import { take } from './lexicons.ts';
import type { InjectEncoding, InjectLexicons } from './messages.ts';

/** Loads the core, once. */
export const loadDele = createLoader(
  async () => {
    const message: InjectEncoding = { type: 'inject-encoding' };
    await api.runtime.sendMessage(message);
    const instantiate = (globalThis as { [ENCODING]?: Instantiate })[ENCODING];
    if (!instantiate) throw new Error('the page refuses WebAssembly, and the other encoding did not arrive');
    return instantiate;
  },
  { en },
);

/** Teaches the core the languages of the page. Where one cannot be had, it does with those that it knows. */
export async function teachLanguages(dele: Dele): Promise<void> {
  const codes = dele.languages(document);
  if (codes.length === 0) return;
  try {
    const message: InjectLexicons = { type: 'inject-lexicons', codes };
    await api.runtime.sendMessage(message);
    for (const [code, pack] of take()) dele.teach(code, pack);
  } catch (error) {
    console.debug('Dele: not every language could be had', error);
  }
}
