// What the tests of the demonstration page share: a static host with a strict policy, and a browser that writes down what goes wrong.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

export const SITE = fileURLToPath(new URL('../../dist/www/', import.meta.url));
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

/** Serves dist/www below `path` (it ends in a slash), every file with that Content Security Policy. */
export async function serve(path = '/', policy = POLICY) {
  const server = createServer(async (request, response) => {
    const asked = new URL(request.url, 'http://localhost').pathname;
    const name = asked.endsWith('/') ? `${asked}index.html` : asked;
    try {
      if (!name.startsWith(path)) throw new Error('outside of the site');
      const body = await readFile(join(SITE, normalize(name.slice(path.length))));
      response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream', 'Content-Security-Policy': policy });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}${path}`, close: () => server.close() };
}

/** A headless Chromium that talks to nobody. */
export function launch() {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Opens the page and waits for its engine. `page.troubles` are errors, policy violations and requests that leave the origin. */
export async function open(browser, url, { scheme = 'light', motion = 'reduce', width = 1280, height = 860 } = {}) {
  const page = await browser.newPage();
  const { origin } = new URL(url);
  page.troubles = [];
  page.on('console', (message) => ['error', 'warn'].includes(message.type()) && page.troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => page.troubles.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) page.troubles.push(`request: ${request.url()}`);
  });
  await page.exposeFunction('tellTrouble', (text) => page.troubles.push(text));
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', (event) => tellTrouble(`policy: ${event.violatedDirective} ${event.blockedURI}`), true);
  });
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: motion },
  ]);
  await page.goto(url);
  await page.waitForSelector('#toggle:enabled');
  return page;
}
