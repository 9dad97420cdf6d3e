// Pages made up by a test, served with the built library, in a real Chromium.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { firefox } from '../../../scripts/lib/browsers.mjs';
import { launch } from '../chromium.mjs';

const LIBRARY = fileURLToPath(new URL('../../../dist/www/', import.meta.url));

const PARAGRAPHS = [
  'The ferry left the north pier at six, as it had every morning since the bridge was closed, with four bicycles, a dog and the man who reads the gauges.',
  'Nobody on the island remembers who asked for the second gauge. It was bolted to the pier in 1931 and has agreed with the first one ever since, to the inch.',
  'In March the two began to differ. The harbour master, Ines Tolland, noticed it on a calm day, when there was no wind to blame and no swell to average out.',
  'She wrote the figures on the back of a tide table and kept them for a week. Then she rang the survey office, which sent a boat, two divers and a box of instruments.',
  'What the divers found was not in the water at all. The pier itself had begun to lean, a little under two inches in ninety feet, towards the town it was built to serve.',
];

export const HEADLINE = 'The pier that leans towards the town';

/** An article page. `middle` stands in the text, `after` behind it, `last` at the end of the body, `head` in the head. */
export function article({ head = '', middle = '', after = '', last = '', body = '', html = '', attributes = 'class="story"' } = {}) {
  const text = PARAGRAPHS.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return `<!doctype html><html lang="en" ${html}><head><meta charset="utf-8"><title>${HEADLINE} | The Islander</title><link rel="icon" href="data:,"><style>main { max-width: 36em; font: 20px/1.8 serif }</style>${head}</head>
<body ${body}><div id="page"><header><a href="/">The Islander</a> <nav><a href="/news">News</a> <a href="/sport">Sport</a></nav></header>
<main><article ${attributes}><h1>${HEADLINE}</h1><p class="byline">By Ines Marlow</p>
${text}
${middle}
${text}
${after}</article></main><footer>The Islander, North Pier</footer></div>${last}</body></html>`;
}

/** A wall over the page. */
export const WALL = `<div id="wall" role="dialog" aria-modal="true" style="position:fixed;left:20%;right:20%;top:20%;z-index:1000;background:#fff;padding:40px">
<h2>Subscribe to continue reading</h2><p>This article is for subscribers only. Get unlimited access for $1 a week. Cancel anytime.</p>
<button type="button">Subscribe now</button><p>Already a subscriber? <a href="/login">Log in</a></p></div>`;

export const SCRIM = '<div id="scrim" style="position:fixed;inset:0;z-index:999;background:rgba(0,0,0,.6)"></div>';

/** A sign-up box in the text. */
export const BOX = `<div id="box" class="newsletter-signup"><h3>Sign up for our newsletter</h3><p>Get the best of The Islander in your inbox every week. Unsubscribe at any time.</p>
<form action="/newsletter"><input type="email" name="email" placeholder="Your email address"><button>Sign up</button></form></div>`;

/** Scroll bars that take room, as a desktop's do, are hidden in one browser without a screen and laid over the page in the other. */
const start = (browser, scrollBars) =>
  browser === 'Firefox'
    ? puppeteer.launch({
        browser: 'firefox',
        executablePath: firefox(),
        headless: true,
        extraPrefsFirefox: scrollBars ? { 'widget.gtk.overlay-scrollbars.enabled': false } : {},
      })
    : launch(scrollBars ? { ignoreDefaultArgs: ['--hide-scrollbars'] } : {});

const TYPES = { css: 'text/css', js: 'text/javascript' };

/**
 * Starts a browser (Chromium, or by its name Firefox) and a server: `open(html, { headers })` gives a page with the library loaded as
 * `dele`, and `close()` ends both. A page's `errors` are what was thrown in it, its `messages` also what its console warns of. It is
 * closed when the next one opens; in a `window` of a name it takes the place of the last one there.
 * @param {{ folder?: string, scrollBars?: boolean }} options a folder whose files are served under `/files/`; whether scroll bars take room
 */
export async function stand(name = 'Chromium', { folder, scrollBars = false } = {}) {
  const pages = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const page = pages.get(pathname);
    if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
      return response.end(page.html);
    }
    try {
      const [, place, file] = /^\/(dele|files)\/([\w.-]+)$/.exec(pathname);
      const body = await readFile(join(place === 'files' ? folder : LIBRARY, file));
      response.writeHead(200, { 'content-type': TYPES[file.split('.').pop()] });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await start(name, scrollBars);
  const windows = new Map();
  let open;
  return {
    async open(html, { headers = {}, window } = {}) {
      const path = `/page-${pages.size}`;
      pages.set(path, { html, headers });
      if (!window) await open?.close();
      const page = windows.get(window) ?? (await browser.newPage({ type: window ? 'window' : 'tab' }));
      page.errors = [];
      page.messages = [];
      if (!windows.has(window)) {
        page.on('pageerror', (error) => {
          page.errors.push(String(error));
          page.messages.push(String(error));
        });
        page.on('console', (message) => {
          if (/^(?:error|warn|assert)/.test(message.type())) page.messages.push(message.text());
        });
      }
      if (window) windows.set(window, page);
      else open = page;
      await page.setViewport({ width: 1280, height: 900 });
      await page.goto(origin + path);
      await page.evaluate(async () => {
        const { load } = await import('/dele/dele.js');
        globalThis.dele = await load();
        globalThis.shown = (selector) =>
          document.querySelector(selector)?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ?? false;
        globalThis.pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
        globalThis.frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      });
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
