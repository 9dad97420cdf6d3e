// Where the built extension and Firefox's programs are, and how to wait for something.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as unlimited } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as browsers from '../../scripts/lib/browsers.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The unpacked extension for a browser. */
export function built(browser) {
  const folder = join(ROOT, 'dist', browser);
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`${folder} is not there: run npm run build`);
  return folder;
}

export const firefox = () => named('Firefox', browsers.firefox());
export const geckodriver = () => named('geckodriver', browsers.geckodriver());

/** A missing program fails the tests. */
function named(program, path) {
  if (!path) throw new Error(`no ${program} found: install it, or say where it is by ${program.toUpperCase()}=/path/to/it`);
  return path;
}

/** A test that fails rather than wait for a browser forever. */
export const test = (name, body) => unlimited(name, { timeout: 60_000 }, body);

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again and again until the answer is truthy, and returns it. */
export async function until(what, ask, ms = 10_000) {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`);
    await pause(50);
  }
}
