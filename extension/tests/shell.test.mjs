// The built extension in both browsers, clicked as a person would click it.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import axe from 'axe-core';
import { startChromium } from './chrome.mjs';
import { startFirefox } from './firefox.mjs';
import { serve } from './server.mjs';
import { pause, test, until } from './tools.mjs';

const outerHTML = () => Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement').get.call(document).outerHTML;
const rendered = (id) => document.getElementById(id).getClientRects().length > 0;

for (const start of [startChromium, startFirefox]) {
  describe(start.name.replace('start', ''), () => {
    let browser;
    let server;

    before(async () => {
      server = await serve();
      browser = await start();
    });

    after(async () => {
      await browser?.close();
      await server?.close();
    });

    const badgeIs = (wanted) => until(`the badge says "${wanted}"`, async () => (await browser.badge()) === wanted);
    const titleIs = (wanted) => until(`the title says "${wanted}"`, async () => (await browser.title()) === wanted);
    const noticeShown = () => until('the notice is shown', () => browser.notice());
    const noticeGone = () => until('the notice is gone', async () => !(await browser.notice()));

    for (const policy of ['', '?csp']) {
      const where = policy ? ' under a strict CSP' : '';

      test(`a click strikes, a second one restores${where}`, async () => {
        await browser.open(server.url(`newsletter.html${policy}`));
        const untouched = await browser.evaluate(outerHTML);
        assert.equal(await browser.badge(), '');

        await browser.click();
        await badgeIs('1');
        assert.equal(await browser.evaluate(rendered, 'newsletter'), false);
        await titleIs('Dele: 1 struck. Click again to restore.');

        await browser.click();
        await badgeIs('');
        assert.equal(await browser.evaluate(outerHTML), untouched);
        assert.equal(await browser.evaluate(rendered, 'newsletter'), true);
        await titleIs('Dele: strike the sales clutter');
      });

      test(`the notice says what was struck, and its button takes it back${where}`, async () => {
        await browser.open(server.url(`newsletter.html${policy}`));
        const untouched = await browser.evaluate(outerHTML);
        await browser.click();
        const notice = await noticeShown();
        assert.deepEqual(notice.lines, ['Struck: 1\u00a0newsletter']);
        assert.deepEqual(notice.buttons, ['Undo', 'Close']);
        assert.equal(notice.live, 'polite');
        assert.ok(notice.roles.includes('status'));
        await assertStyled(notice.box);

        await browser.press('Undo');
        await badgeIs('');
        assert.equal(await browser.evaluate(outerHTML), untouched);
        assert.equal(await browser.evaluate(rendered, 'newsletter'), true);
      });

      test(`what arrives later is struck and counted, until restored${where}`, async () => {
        await browser.open(server.url(`newsletter.html${policy}`));
        await browser.click();
        await badgeIs('1');
        await browser.evaluate(() => dispatchEvent(new Event('insert-late')));
        await badgeIs('2');
        assert.equal(await browser.evaluate(rendered, 'late'), false);
        assert.deepEqual((await noticeShown()).lines, ['Struck: 2\u00a0newsletter']);

        await browser.click();
        await badgeIs('');
        assert.equal(await browser.evaluate(rendered, 'late'), true);
        await browser.evaluate(() => {
          document.getElementById('late').remove();
          dispatchEvent(new Event('insert-late'));
        });
        await pause(1500);
        assert.equal(await browser.evaluate(rendered, 'late'), true);
        assert.equal(await browser.badge(), '');
      });
    }

    test('a box that the page draws anew is struck anew, and counted once', async () => {
      await browser.open(server.url('newsletter.html'));
      const untouched = await browser.evaluate(outerHTML);
      await browser.click();
      await badgeIs('1');
      for (let times = 0; times < 2; times += 1) {
        await browser.evaluate(() => dispatchEvent(new Event('draw-again')));
        await until('it is struck', async () => !(await browser.evaluate(rendered, 'newsletter')));
      }
      await pause(500);
      assert.equal(await browser.badge(), '1');
      await browser.click();
      await badgeIs('');
      assert.equal(await browser.evaluate(outerHTML), untouched);
    });

    /** Unstyled, it would stand as wide as the page at its end. */
    async function assertStyled({ left, top, right, bottom }) {
      const [width, height] = await browser.evaluate(() => [innerWidth, innerHeight]);
      assert.ok(right - left <= 420 && right - left > 150, `width ${right - left}`);
      assert.ok(right <= width && right > width - 40 && bottom <= height && bottom > height - 40 && top > 0, 'in the corner');
    }

    test('an overlay goes with the lock it put on the page, and both come back', async () => {
      await browser.open(server.url('overlay.html'));
      const untouched = await browser.evaluate(outerHTML);
      await browser.click();
      await badgeIs('1');
      assert.equal(await browser.evaluate(rendered, 'overlay'), false);
      assert.equal(await browser.evaluate(() => getComputedStyle(document.body).overflowY), 'visible');
      assert.match((await noticeShown()).lines[0], /^Struck: 1\u00a0\w+$/);
      await browser.click();
      await badgeIs('');
      assert.equal(await browser.evaluate(outerHTML), untouched);
    });

    for (const query of ['', '?dialog', '?nested', '?csp', '?csp&dialog']) {
      test(`a wall in a closed shadow tree goes and comes back${query && `: ${query}`}`, async () => {
        const shown = () => browser.evaluate(() => globalThis.isShown());
        const free = () => browser.evaluate(() => document.querySelector('main').contains(document.elementFromPoint(innerWidth / 2, 200)));
        await browser.open(server.url(`closed-tree.html${query}`));
        const untouched = await browser.evaluate(outerHTML);
        assert.deepEqual([await shown(), await free()], [[true], false]);
        await browser.click();
        await badgeIs('1');
        assert.deepEqual([await shown(), await free()], [[false], true]);
        await browser.evaluate(() => dispatchEvent(new Event('insert-late')));
        await badgeIs('2');
        assert.deepEqual([await shown(), await free()], [[false, false], true]);
        await browser.evaluate(() => document.getElementById('late-gate').remove());
        await browser.click();
        await badgeIs('');
        assert.deepEqual([(await shown())[0], await free()], [true, false]);
        assert.equal(await browser.evaluate(outerHTML), untouched);
      });
    }

    test('where a struck block leaves a cut text behind, the notice says so', async () => {
      await browser.open(server.url('cut.html'));
      await browser.click();
      await badgeIs('1');
      assert.equal(await browser.evaluate(rendered, 'gate'), false);
      assert.deepEqual((await noticeShown()).lines.slice(1), ['The page does not carry the rest.']);
      await browser.click();
      await badgeIs('');
    });

    test('one byline, the credit and every sentence stay of the seed case, and none of the pitch', async () => {
      await browser.open(server.url('seed.html'));
      const untouched = await browser.evaluate(outerHTML);
      await browser.click();
      await badgeIs('2');
      const gone = ['second-byline', 'pitch-heading', 'pitch-1', 'pitch-2', 'pitch-3', 'benefits', 'list', 'button'];
      for (const id of gone) assert.equal(await browser.evaluate(rendered, id), false, id);
      const hidden = await browser.evaluate(
        () => [...document.querySelectorAll('article > *')].filter((element) => element.getClientRects().length === 0).length,
      );
      assert.equal(hidden, gone.length);
      assert.deepEqual((await noticeShown()).lines, ['Struck: 1\u00a0subscription, 1\u00a0byline']);
      await browser.click();
      await badgeIs('');
      assert.equal(await browser.evaluate(outerHTML), untouched);
    });

    for (const policy of ['', '?csp']) {
      test(`a page in another language is struck${policy ? ' under a strict CSP' : ''}`, async () => {
        await browser.open(server.url(`german.html${policy}`));
        const untouched = await browser.evaluate(outerHTML);
        await browser.click();
        await badgeIs('1');
        assert.equal(await browser.evaluate(rendered, 'pitch'), false);
        await browser.click();
        await badgeIs('');
        assert.equal(await browser.evaluate(outerHTML), untouched);
      });
    }

    test('where there is nothing to strike it says so calmly', async () => {
      await browser.open(server.url('plain.html'));
      const untouched = await browser.evaluate(outerHTML);
      await browser.click();
      await badgeIs('0');
      const notice = await noticeShown();
      assert.deepEqual(notice.lines, ['Nothing to strike here.']);
      assert.deepEqual(notice.buttons, ['Close']);
      await browser.press('Close');
      await noticeGone();
      assert.equal(await browser.evaluate(outerHTML), untouched);
      await browser.click();
      await badgeIs('');
    });

    test('the notice waits while it is pointed at, then goes by itself and leaves nothing', async () => {
      await browser.open(server.url('plain.html'));
      const untouched = await browser.evaluate(outerHTML);
      await browser.click();
      await noticeShown();
      await browser.hoverNotice();
      await pause(9000);
      assert.ok(await browser.notice());
      await browser.leaveNotice();
      await pause(6000);
      assert.ok(await browser.notice());
      await pause(3000);
      assert.equal((await browser.notice()) ?? null, null);
      assert.equal(await browser.evaluate(outerHTML), untouched);
    });

    test('the notice is reached with the keyboard, goes with Escape, and gives the focus back', async () => {
      await browser.open(server.url('newsletter.html'));
      await browser.evaluate(() => {
        const links = [...document.querySelectorAll('a, button, input')];
        for (const link of links) link.id ||= `stop-${links.indexOf(link)}`;
        document.querySelector('header a').focus();
      });
      await browser.click();
      await noticeShown();
      await browser.key('Tab');
      assert.equal(await browser.evaluate(() => document.activeElement === document.documentElement.lastChild), true);
      await browser.key('Escape');
      await noticeGone();
      assert.equal(await browser.evaluate(() => document.activeElement === document.querySelector('header a')), true);
      assert.equal(await browser.evaluate(rendered, 'newsletter'), false);
    });

    test('a page that means ill cannot hide, restyle or overhear the notice', async () => {
      await browser.open(server.url('hostile.html'));
      const untouched = await browser.evaluate(outerHTML);
      await browser.click();
      await badgeIs('1');
      const notice = await noticeShown();
      await assertStyled(notice.box);
      assert.ok(notice.box.bottom - notice.box.top > 40);
      await browser.evaluate(() => {
        globalThis.overheard.length = 0;
      });
      await browser.press('Undo');
      await badgeIs('');
      assert.deepEqual(await browser.evaluate(() => globalThis.overheard), []);
      assert.equal(await browser.evaluate(outerHTML), untouched);
    });

    test('another page starts with a clear badge', async () => {
      await browser.open(server.url('newsletter.html'));
      await browser.click();
      await badgeIs('1');
      await browser.open(server.url('plain.html'));
      await badgeIs('');
      await titleIs('Dele: strike the sales clutter');
    });

    test('the badge agrees with a page that one comes back to', async () => {
      await browser.open(server.url('newsletter.html'));
      await browser.click();
      await badgeIs('1');
      await browser.open(server.url('plain.html'));
      await badgeIs('');
      await browser.back();
      // As it was left, where the browser kept it, or else fresh.
      await badgeIs((await browser.evaluate(rendered, 'newsletter')) ? '' : '1');
      const struck = (await browser.badge()) === '1';
      await browser.click();
      await badgeIs(struck ? '' : '1');
    });

    test('after an update a click works', async () => {
      await browser.open(server.url('newsletter.html'));
      await browser.click();
      await badgeIs('1');
      await browser.update();
      await browser.open(server.url('newsletter.html'));
      await badgeIs('');
      await browser.click();
      await badgeIs('1');
    });

    test('two quick clicks end where they began', async () => {
      await browser.open(server.url('newsletter.html'));
      const untouched = await browser.evaluate(outerHTML);
      await Promise.all([browser.click(), browser.click()]);
      await pause(1500);
      assert.equal(await browser.badge(), '');
      assert.equal(await browser.evaluate(outerHTML), untouched);
    });

    test('a page that is closed to extensions gets a calm word on the toolbar button', async () => {
      await browser.open(browser.closedPage);
      await browser.click();
      await badgeIs('–');
      await titleIs('Dele cannot work on this page');
      assert.match(await browser.popup(), /^Dele cannot work on this page\s+The browser keeps extensions out/);

      // The next click tries again.
      await browser.click();
      assert.match(await browser.popup(), /^Dele cannot work on this page/);

      await browser.open(server.url('newsletter.html'));
      await badgeIs('');
      await browser.click();
      await badgeIs('1');
    });

    for (const file of ['page.pdf', 'drawing.svg']) {
      test(`so does ${file}`, async () => {
        await browser.open(server.url(file));
        await browser.click();
        await badgeIs('–');
        assert.match(await browser.popup(), /^Dele cannot work on this page/);
        await browser.open(server.url('plain.html'));
        await badgeIs('');
      });
    }

    test('the keyboard shortcut is free, and does what a click does', async () => {
      assert.equal(await browser.shortcut(), 'Alt+Shift+K');
      // Chromium's debugger presses keys in the page only, where the browser's own shortcuts are not listened for.
      if (browser.name === 'Chromium') return;
      await browser.open(server.url('newsletter.html'));
      await browser.pressShortcut();
      await badgeIs('1');
      await browser.pressShortcut();
      await badgeIs('');
    });

    describe('settings', () => {
      const box = (kind) => `input[name=${kind}]`;
      const toggle = (kind) => browser.evaluate((selector) => document.querySelector(selector).click(), box(kind));
      const checked = (kind) => browser.evaluate((selector) => document.querySelector(selector).checked, box(kind));
      const outcomeIs = (wanted) =>
        until(`it says "${wanted}"`, async () => (await browser.evaluate(() => document.getElementById('outcome').textContent)) === wanted);
      const opened = async () => {
        await browser.open(browser.ownPage('options.html'));
        await until('the settings are filled in', () => browser.evaluate(() => document.querySelector('input:checked') !== null));
      };

      test('a kind that is switched off is not struck', async () => {
        await opened();
        await toggle('newsletter');
        await outcomeIs('Saved.');
        await opened();
        assert.equal(await checked('newsletter'), false);
        assert.equal(await checked('byline'), true);

        await browser.open(server.url('newsletter.html'));
        await browser.click();
        await badgeIs('0');
        assert.equal(await browser.evaluate(rendered, 'newsletter'), true);

        await opened();
        await toggle('newsletter');
        await outcomeIs('Saved.');
        await browser.open(server.url('newsletter.html'));
        await browser.click();
        await badgeIs('1');
      });

      test('where saving fails it says so, and the last choice holds', async () => {
        await opened();
        await browser.evaluate(() => {
          const { storage } = globalThis.browser ?? chrome;
          storage.sync.set = () => Promise.reject(new Error('full'));
        });
        await toggle('donation');
        await outcomeIs('Saved on this device only; it could not be synchronised.');
        await browser.evaluate(() => {
          const { storage } = globalThis.browser ?? chrome;
          storage.local.set = () => Promise.reject(new Error('full'));
        });
        await toggle('paywall');
        await outcomeIs('Could not be saved. Your last choice still holds.');
        assert.equal(await checked('paywall'), true);

        await opened();
        assert.equal(await checked('paywall'), true);
        assert.equal(await checked('donation'), false);
        await toggle('donation');
        await outcomeIs('Saved.');
      });

      for (const file of ['options.html', 'closed.html']) {
        test(`${file} is accessible`, async () => {
          await browser.open(browser.ownPage(file));
          await until('the page has its words', () => browser.evaluate(() => document.querySelector('h1').textContent !== ''));
          assert.deepEqual(await violations(browser), []);
        });
      }
    });
  });
}

/** What axe finds wrong with the page that is open. */
async function violations(browser) {
  await browser.evaluate(`() => { ${axe.source} }`);
  return browser.evaluate(async () =>
    (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`),
  );
}
