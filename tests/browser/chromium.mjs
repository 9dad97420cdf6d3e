// Starts Chromium for tests, with the built extension in it where one is asked for.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

const PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** What a browser without a network must not try; and root has no sandbox. */
const FLAGS = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
if (process.getuid?.() === 0) FLAGS.push('--no-sandbox');

/** The Chromium to test with: `CHROMIUM`, or where systems put it. */
export function chromiumPath() {
  const path = process.env.CHROMIUM ?? PATHS.find(existsSync);
  if (!path) throw new Error('no Chromium found: install it, or say where it is by CHROMIUM=/path/to/chromium');
  return path;
}

/** @param {import('puppeteer-core').LaunchOptions} options */
export function launch(options = {}) {
  return puppeteer.launch({
    executablePath: chromiumPath(),
    headless: true,
    pipe: true,
    ...options,
    args: [...FLAGS, ...(options.args ?? [])],
  });
}

/** Chromium with an unpacked extension: `{ browser, extension }`; `extension.triggerAction(page)` clicks its toolbar button. */
export async function launchWithExtension(folder = fileURLToPath(new URL('../../dist/chrome/', import.meta.url)), options = {}) {
  const browser = await launch({ enableExtensions: [folder], ...options });
  for (let tries = 0; tries < 100; tries++) {
    const [extension] = (await browser.extensions()).values();
    if (extension) return { browser, extension };
    await new Promise((done) => setTimeout(done, 50));
  }
  await browser.close();
  throw new Error(`the extension in ${folder} did not load`);
}
