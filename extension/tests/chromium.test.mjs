// What only Chromium has, or only its debugger can see: the two encodings of the core, a background that dies, an update, the notice's looks.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import axe from 'axe-core';
import { startChromium } from './chrome.mjs';
import { serve } from './server.mjs';
import { built, test, until } from './tools.mjs';

const outerHTML = () => document.documentElement.outerHTML;
const rendered = (id) => document.getElementById(id).getClientRects().length > 0;

describe('Chromium alone', () => {
  let browser;
  let server;

  before(async () => {
    server = await serve();
    browser = await startChromium();
  });

  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const badgeIs = (wanted) => until(`the badge says "${wanted}"`, async () => (await browser.badge()) === wanted);

  test('the JavaScript encoding is injected where the page refuses WebAssembly, and nowhere else', async () => {
    await browser.open(server.url('newsletter.html'));
    await browser.click();
    await badgeIs('1');
    assert.deepEqual(browser.injected(), ['content.js']);

    await browser.open(server.url('newsletter.html?csp'));
    await browser.click();
    await badgeIs('1');
    assert.deepEqual(browser.injected(), ['content.js', 'content-asm.js']);
  });

  test('a language is injected where the page is written in it, once, and nowhere else', async () => {
    await browser.open(server.url('german.html'));
    for (const badge of ['1', '', '1']) {
      await browser.click();
      await badgeIs(badge);
    }
    assert.deepEqual(browser.injected(), ['content.js', 'lexicon-de.js']);
  });

  test('where a language cannot be had, the core does with English', async () => {
    await browser.open(server.url('german.html'));
    await browser.inBackground(() => {
      const inject = chrome.scripting.executeScript;
      chrome.scripting.executeScript = (injection) => {
        if (!injection.files[0].startsWith('lexicon-')) return inject.call(chrome.scripting, injection);
        chrome.scripting.executeScript = inject;
        return Promise.reject(new Error('access was taken back'));
      };
    });
    await browser.click();
    await badgeIs('0');
    assert.equal(await browser.evaluate(rendered, 'pitch'), true);
    await browser.click();
    await badgeIs('');
    await browser.click();
    await badgeIs('1');
  });

  test('a third click strikes again without injecting again', async () => {
    await browser.open(server.url('newsletter.html'));
    for (const badge of ['1', '', '1', '']) {
      await browser.click();
      await badgeIs(badge);
    }
    assert.deepEqual(browser.injected(), ['content.js']);
  });

  test('a click restores although the background has died since', async () => {
    await browser.open(server.url('newsletter.html'));
    const untouched = await browser.evaluate(outerHTML);
    await browser.click();
    await badgeIs('1');
    await browser.stopBackground();
    await browser.click();
    await until('the page is as it was', async () => (await browser.evaluate(outerHTML)) === untouched);
    await badgeIs('');
  });

  test('what arrives later is counted although the background has died since', async () => {
    await browser.open(server.url('newsletter.html'));
    await browser.click();
    await badgeIs('1');
    await browser.stopBackground();
    await browser.evaluate(() => dispatchEvent(new Event('insert-late')));
    await until('it is struck', async () => !(await browser.evaluate(rendered, 'late')));
    await badgeIs('2');
  });

  test('after an update the new script takes the page over from the old one', async () => {
    await browser.open(server.url('newsletter.html'));
    const untouched = await browser.evaluate(outerHTML);
    await browser.click();
    await badgeIs('1');
    await browser.update();
    assert.equal(await browser.evaluate(rendered, 'newsletter'), false);

    await browser.click();
    await badgeIs('1');
    assert.equal(await browser.evaluate(rendered, 'newsletter'), false);
    await browser.click();
    await badgeIs('');
    assert.equal(await browser.evaluate(outerHTML), untouched);
  });

  test('a page cannot make the script leave it', async () => {
    await browser.open(server.url('newsletter.html'));
    await browser.click();
    await badgeIs('1');
    await browser.evaluate(() => dispatchEvent(new Event('dele:take-over')));
    assert.equal(await browser.evaluate(rendered, 'newsletter'), false);
    assert.ok(await until('the notice is there', () => browser.notice()));
  });

  test('where the core cannot be loaded it says so, and nothing is lost', async () => {
    await browser.open(server.url('newsletter.html?csp'));
    const untouched = await browser.evaluate(outerHTML);
    await browser.inBackground(() => {
      const inject = chrome.scripting.executeScript;
      chrome.scripting.executeScript = (injection) => {
        if (injection.files[0] !== 'content-asm.js') return inject.call(chrome.scripting, injection);
        chrome.scripting.executeScript = inject;
        return Promise.reject(new Error('access was taken back'));
      };
    });
    await browser.click();
    await badgeIs('!');
    const { lines, buttons } = await until('the notice is there', () => browser.notice());
    assert.deepEqual(lines, ['Something went wrong, so everything was put back. The page is as it was.']);
    assert.deepEqual(buttons, ['Close']);
    await browser.press('Close');
    assert.equal(await browser.evaluate(outerHTML), untouched);

    await browser.click();
    await badgeIs('1');
  });

  test('the notice stands above the topmost layer of the page', async () => {
    await browser.open(server.url('newsletter.html'));
    await browser.evaluate(() => {
      const dialog = document.body.appendChild(document.createElement('div'));
      dialog.popover = 'manual';
      dialog.style.cssText = 'position: fixed; inset: 0; width: 100vw; height: 100vh; z-index: 2147483647';
      dialog.showPopover();
    });
    await browser.click();
    const { box } = await until('the notice is there', () => browser.notice());
    const top = await browser.evaluate(
      (x, y) => document.elementFromPoint(x, y).parentElement === document.documentElement,
      box.left + 9,
      box.top + 9,
    );
    assert.equal(top, true);
  });

  for (const scheme of ['light', 'dark']) {
    test(`the notice is accessible (${scheme})`, async () => {
      await browser.open(server.url('newsletter.html'));
      await browser.click();
      const { html, roles, buttons } = await until('the notice is there', () => browser.notice());
      assert.ok(roles.includes('group') && roles.includes('status'));
      assert.deepEqual(buttons, ['Undo', 'Close']);

      // axe sees no closed shadow tree, so what is in it stands in a page of its own here.
      const css = await readFile(new URL('../src/notice.css', import.meta.url), 'utf8');
      const page = await browser.browser.newPage();
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.setContent(
        `<!doctype html><html lang="en"><title>Notice</title><meta name="color-scheme" content="light dark"><style>${css}</style><main><h1>Notice</h1>${html}</main>`,
      );
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        await Promise.all(document.getAnimations().map(({ finished }) => finished));
        const { violations, passes } = await globalThis.axe.run();
        return {
          violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`),
          passes: passes.map(({ id }) => id),
        };
      });
      await page.close();
      assert.deepEqual(found.violations, []);
      assert.ok(found.passes.includes('color-contrast'));
    });
  }
});

describe('Chromium in Arabic', () => {
  let browser;
  let server;
  let folder;

  before(async () => {
    // Not every Chromium has the languages of its own interface, so this extension knows no other than Arabic.
    folder = await mkdtemp(join(tmpdir(), 'dele-ar-'));
    await cp(built('chrome'), folder, { recursive: true });
    await rm(join(folder, '_locales'), { recursive: true });
    await cp(join(built('chrome'), '_locales/ar'), join(folder, '_locales/ar'), { recursive: true });
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, default_locale: 'ar' }));
    server = await serve();
    browser = await startChromium({ folder });
  });

  after(async () => {
    await browser?.close();
    await server?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  test('the notice stands on the other side and reads from right to left', async () => {
    await browser.open(server.url('newsletter.html'));
    await browser.click();
    const { lines, box, buttons } = await until('the notice is there', () => browser.notice());
    assert.deepEqual(lines, ['المشطوب: نشرة بريدية:\u00a01']);
    assert.deepEqual(buttons, ['تراجع', 'إغلاق']);
    assert.ok(box.left > 0 && box.left < 40, `left ${box.left}`);
  });
});
