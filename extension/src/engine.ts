/** The core, loaded the way a content script can. */

import { load } from '../../src/browser/load.ts';
import type { Dele } from './engine-types.ts';

/** Loads the core, once. */
export function loadDele(): Promise<Dele> {
  return load();
}
