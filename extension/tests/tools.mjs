// Where the built extension and the browsers' programs are, and how to wait for something.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test as unlimited } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The unpacked extension for a browser. */
export function built(browser) {
  const folder = join(ROOT, 'dist', browser);
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`${folder} is not there: run npm run build`);
  return folder;
}

export const chromium = () => program('CHROMIUM', [], ['chromium', 'chromium-browser', 'google-chrome']);
export const firefox = () => program('FIREFOX', [], ['firefox-esr', 'firefox']);
export const geckodriver = () => program('GECKODRIVER', [join(ROOT, 'target/tools/bin/geckodriver')], ['geckodriver']);

/** From the environment variable, or one of the paths, or the search path; a missing program fails the tests. */
function program(variable, paths, names) {
  if (process.env[variable]) return process.env[variable];
  const searched = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = [...paths, ...searched].find(existsSync);
  if (!found) throw new Error(`no ${names[0]}: install it, or name it in ${variable}`);
  return found;
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
