/** The core, loaded the way a content script can. */

import { createLoader, type Instantiate } from '../../src/browser/load.ts';
import { api } from './api.ts';
import { ENCODING } from './encoding.ts';
import type { InjectEncoding } from './messages.ts';

/** Loads the core, once. */
export const loadDele = createLoader(async () => {
  const message: InjectEncoding = { type: 'inject-encoding' };
  await api.runtime.sendMessage(message);
  const instantiate = (globalThis as { [ENCODING]?: Instantiate })[ENCODING];
  if (!instantiate) throw new Error('the page refuses WebAssembly, and the other encoding did not arrive');
  return instantiate;
});
