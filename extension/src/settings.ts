/**
 * The one setting: which kinds to strike.
 *
 * It lives in `storage.sync`, so that it follows the reader from one device to another. Where that fails (switched off, full) it is kept
 * on this device, and the copy kept here is then the one that counts.
 */

import { api } from './api.ts';
import type { Kind } from './engine-types.ts';
import { KINDS } from './kinds.ts';

const KEY = 'kinds';

/** Where a setting was kept. */
export type Kept = 'synced' | 'local';

/** The kinds to strike: every kind until the reader has chosen. */
export async function chosenKinds(): Promise<Kind[]> {
  const local = await api.storage.local.get(KEY);
  if (KEY in local) return valid(local[KEY]);
  const synced = await api.storage.sync.get(KEY).catch((): Record<string, unknown> => ({}));
  return valid(synced[KEY]);
}

/** Keeps the reader's choice. Throws where it can be kept nowhere; then the last one still holds. */
export async function chooseKinds(kinds: Kind[]): Promise<Kept> {
  try {
    await api.storage.sync.set({ [KEY]: kinds });
  } catch {
    await api.storage.local.set({ [KEY]: kinds });
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

/** What was stored may come from another version, or be damaged. */
function valid(stored: unknown): Kind[] {
  if (!Array.isArray(stored)) return [...KINDS];
  return KINDS.filter((kind) => stored.includes(kind));
}
