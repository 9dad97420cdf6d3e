/**
 * The one setting: which kinds to strike. Stored are those that are not, so that a kind of a later version starts switched on.
 *
 * It lives in `storage.sync`, so that it follows the reader from one device to another. Where that fails (switched off, full) it is kept
 * on this device, and the copy kept here is then the one that counts.
 */

import { api } from './api.ts';
import type { Kind } from './engine-types.ts';
import { KINDS } from './kinds.ts';

const KEY = 'spared';

/** Where a setting was kept. */
export type Kept = 'synced' | 'local';

/** The kinds to strike: every kind until the reader has chosen. Throws where nothing can be read. */
export async function chosenKinds(): Promise<Kind[]> {
  const local = await api.storage.local.get(KEY);
  const { [KEY]: spared } = KEY in local ? local : await api.storage.sync.get(KEY);
  // What was stored may come from another version, or be damaged.
  return Array.isArray(spared) ? KINDS.filter((kind) => !spared.includes(kind)) : [...KINDS];
}

/** Keeps the reader's choice. Throws where it can be kept nowhere; then the last one still holds. */
export async function chooseKinds(kinds: Kind[]): Promise<Kept> {
  const spared = KINDS.filter((kind) => !kinds.includes(kind));
  try {
    await api.storage.sync.set({ [KEY]: spared });
  } catch (error) {
    console.warn('Dele: not synchronised', error);
    await api.storage.local.set({ [KEY]: spared });
    return 'local';
  }
  await api.storage.local.remove(KEY);
  return 'synced';
}

/** Calls back whenever the choice changes, here or on another device. */
export function onKindsChanged(callback: () => void): void {
  api.storage.onChanged.addListener((changes) => {
    if (KEY in changes) callback();
  });
}
