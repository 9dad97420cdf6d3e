// Subscription pitches in the dialogs of widely used libraries: struck with all that the library did to the page, and put back; and the
// same libraries' dialogs that the reader has opened, which stay.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { stand } from '../adapter/stand.mjs';
import { OPENED } from './apps/modals.js';
import { HEADLINE, TEXTS } from './apps/story.js';
import { bundle } from './bundle.mjs';

const POLICIES = {
  'without a policy': {},
  'under a strict policy': { 'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:" },
};

let site;

const texts = Object.values(TEXTS).map((text) => `<p class="text">${text}</p>`);

const html = (name, isQuick) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${HEADLINE} | The Quarry Post</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/files/page.css"><link rel="stylesheet" href="/files/${name}.production.css">
${isQuick ? '<link rel="stylesheet" href="/files/quick.css">' : ''}</head>
<body><header><a id="home" href="#home">The Quarry Post</a> <a href="#news">News</a>
${Object.keys(OPENED)
  .map((opened) => `<button type="button" id="open-${opened}">${opened}</button>`)
  .join('\n')}</header>
<main><article><h1>${HEADLINE}</h1><p class="byline">By Edda Marsh</p>${texts.join('')}${texts.join('')}</article></main>
<footer><a href="#imprint">The Quarry Post, Hill Street</a></footer>
<script type="module" src="/files/${name}.production.js"></script></body></html>`;

/** Opens a library's page, with what the tests ask of it. */
async function open(name, headers) {
  // Once with the library's own transitions and once with short ones.
  const page = await site.open(html(name, Object.keys(headers).length > 0), { headers, window: 'only' });
  // Firefox tells of the policy's refusal of WebAssembly.
  page.errors.length = 0;
  await page.evaluate(() => {
    globalThis.until = async (done, milliseconds = 5000) => {
      for (const end = performance.now() + milliseconds; performance.now() < end && !done(); ) await pause(20);
      return done();
    };
    // The dialog stands where it will, with the page's look.
    globalThis.still = () => until(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
    globalThis.html = () => document.documentElement.outerHTML;
    globalThis.isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    // What keeps the reader from the page.
    globalThis.hindrances = () => {
      const found = [];
      for (const element of [document.querySelector('header'), document.querySelector('main'), document.querySelector('footer')]) {
        if (element.inert) found.push(`${element.localName} is inert`);
        if (element.getAttribute('aria-hidden') === 'true') found.push(`${element.localName} is hidden from readers`);
      }
      for (const [x, y] of [
        [0.5, 0.5],
        [0.5, 0.95],
        [0.02, 0.5],
      ]) {
        const hit = document.elementFromPoint(innerWidth * x, innerHeight * y);
        if (hit?.closest('.modal, .modal-backdrop, .swal2-container, .dialog-container')) found.push(`covered by ${hit.className}`);
      }
      for (const element of [document.documentElement, document.body]) {
        if (getComputedStyle(element).paddingRight !== '0px') found.push(`${element.localName} is padded`);
        if (element.offsetWidth > document.documentElement.clientWidth) found.push(`${element.localName} is too wide`);
      }
      const link = document.getElementById('home');
      link.focus();
      if (document.activeElement !== link) found.push('the focus is held');
      return found;
    };
  });
  return page;
}

/** How far the wheel moves the page: down, or back up where it is down already. */
async function wheel(page) {
  await page.mouse.move(60, 400);
  const from = await page.evaluate(() => scrollY);
  await page.mouse.wheel({ deltaY: from > 300 ? -250 : 250 });
  return page.evaluate(async (from) => {
    await until(() => Math.abs(scrollY - from) > 200, 500);
    return Math.abs(scrollY - from);
  }, from);
}

/** Opens the pitch as the page does. */
async function pitch(page) {
  await page.evaluate(async () => {
    app.pitch();
    await until(() => app.opened);
    await still();
    await pause(50);
  });
}

/** Opens what the reader asks for. */
async function ask(page, name) {
  await page.evaluate(() => {
    app.opened = undefined;
    scrollTo(0, 0);
  });
  await page.click(`#open-${name}`);
  return page.evaluate(async () => {
    const isOpen = await until(() => app.opened);
    await still();
    await pause(50);
    return isOpen !== undefined;
  });
}

/** The tests of one library: `apps/NAME.js`. */
export function testLibrary(name) {
  let folder;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dele-modals-'));
    await bundle([`${name}.js`], folder);
    site = await stand(process.env.BROWSER, { folder, scrollBars: true });
  });
  after(async () => {
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [policy, headers] of Object.entries(POLICIES)) {
    describe(`${name}, ${policy}`, () => {
      test('a pitch is struck, put back, and closed', async () => {
        const page = await open(name, headers);
        await pitch(page);
        const without = await page.evaluate(async () => {
          const opened = html();
          app.close();
          await until(() => app.closed === 1);
          await still();
          return { opened, closed: html() };
        });
        const { messages } = page;
        // The same again, with Dele.
        const again = await open(name, headers);
        await pitch(again);
        assert.ok((await wheel(again)) < 5, 'the library has not locked the page');
        assert.equal(await again.evaluate(() => html()), without.opened);
        const removals = await again.evaluate(() => {
          globalThis.focused = document.activeElement;
          const reports = [];
          dele.watch(document, {}, (report) => reports.push(...report.removals));
          return reports.map(({ kind }) => kind);
        });
        assert.equal(removals.length, 1, removals.join());
        await again.evaluate(() => pause(300));
        assert.deepEqual(await again.evaluate(() => hindrances()), []);
        assert.ok((await wheel(again)) > 200, 'the page does not scroll');
        await again.keyboard.press('Tab');
        assert.equal(await again.evaluate(() => document.activeElement.textContent), 'News');
        const back = await again.evaluate(async () => {
          const found = [dele.restore(document), html(), focused === document.activeElement];
          await still();
          return [...found, isShown(app.opened)];
        });
        assert.deepEqual(back, [1, without.opened, true, true]);
        assert.ok((await wheel(again)) < 5, 'the lock is not back');
        const closed = await again.evaluate(async () => {
          app.close();
          await until(() => app.closed === 1);
          await still();
          return { html: html(), hindrances: hindrances() };
        });
        assert.equal(closed.html, without.closed);
        assert.deepEqual(closed.hindrances, []);
        assert.ok((await wheel(again)) > 200, 'the page does not scroll');
        assert.deepEqual(again.messages, messages);
      });

      test('a struck pitch is closed by its page', async () => {
        const page = await open(name, headers);
        await pitch(page);
        await page.evaluate(async () => {
          dele.watch(document);
          await pause(100);
          app.close();
          await pause(600);
        });
        assert.deepEqual(await page.evaluate(() => hindrances()), []);
        assert.ok((await wheel(page)) > 200, 'the page does not scroll');
        const restored = await page.evaluate(async () => {
          dele.restore(document);
          const isClosed = await until(() => app.closed === 1);
          await still();
          return { isClosed, hindrances: hindrances() };
        });
        assert.deepEqual(restored, { isClosed: true, hindrances: [] });
        assert.ok((await wheel(page)) > 200, 'the page does not scroll after restore');
        assert.deepEqual(page.errors, []);
      });

      test('what the reader has opened stays', async () => {
        const page = await open(name, headers);
        for (const opened of Object.keys(OPENED)) {
          assert.ok(await ask(page, opened), `${opened} does not open`);
          const result = await page.evaluate(async () => {
            const before = html();
            const removals = [];
            dele.watch(document, {}, (report) => removals.push(...report.removals));
            await pause(150);
            const after = { removals, same: html() === before, shown: isShown(app.opened) };
            dele.restore(document);
            app.closed = 0;
            app.dismiss();
            await until(() => app.closed === 1);
            await still();
            return after;
          });
          assert.deepEqual(result, { removals: [], same: true, shown: true }, opened);
        }
        assert.deepEqual(page.errors, []);
      });

      test('what the reader opens after a pitch was struck works', async () => {
        const page = await open(name, headers);
        await pitch(page);
        await page.evaluate(async () => {
          dele.watch(document);
          await pause(200);
        });
        assert.ok(await ask(page, 'settings'));
        const settings = await page.evaluate(async () => {
          await pause(300);
          const inside = app.opened.contains(document.activeElement);
          const backdrop = [...document.querySelectorAll('.modal-backdrop')].at(-1);
          return { shown: isShown(app.opened), inside, isDimmed: !backdrop || isShown(backdrop) };
        });
        assert.deepEqual(settings, { shown: true, inside: true, isDimmed: true });
        const closed = await page.evaluate(async () => {
          app.dismiss();
          await until(() => app.closed >= 1);
          await still();
          await pause(300);
          return hindrances();
        });
        assert.deepEqual(closed, []);
        assert.ok((await wheel(page)) > 200, 'the page does not scroll');
        assert.deepEqual(page.errors, []);
      });
    });
  }
}
