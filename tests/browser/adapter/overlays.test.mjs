// What an overlay did to the page goes with it and comes back on undo; what the page withholds stays withheld.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { article, SCRIM, stand, WALL } from './stand.mjs';

let site;
before(async () => {
  site = await stand(process.env.BROWSER);
});
after(() => site?.close());

const FREE = { position: 'static', filter: 'none', opacity: '1', 'pointer-events': 'auto', 'user-select': 'auto', 'touch-action': 'auto' };

/** Ways to lock a page: a style sheet, and what stands on the root, the body and the page's wrapper. */
const LOCKS = {
  'overflow on the body': { css: 'body.lock { overflow: hidden }' },
  'overflow on the root and the body, important': { css: 'html.lock, body.lock { overflow: hidden !important; height: 100% !important }' },
  'overflow-y alone': { css: 'html.lock { overflow-y: hidden } body { overflow-x: hidden }' },
  'overflow clip': { css: 'html.lock { overflow: clip }' },
  'a body as high as the window': { css: 'body.lock { overflow: hidden; height: 100vh; margin: 0 }' },
  'max-height': { css: 'html.lock { overflow: hidden; max-height: 100vh } html.lock body { overflow: hidden; max-height: 100vh }' },
  'an inline style with room for the scroll bar': { body: 'style="overflow: hidden; padding-right: 15px"' },
  'touch-action and overscroll': { css: 'body.lock { overflow: hidden; touch-action: none; overscroll-behavior: none }' },
  'an attribute with its own rules': {
    css: 'body[data-scroll-locked] { overflow: hidden !important; position: relative !important }',
    body: 'data-scroll-locked="1"',
  },
  'a class that locks everything': {
    css: '.swg-disable-scroll, .swg-disable-scroll * { overflow: hidden !important }',
    body: 'class="swg-disable-scroll"',
  },
  'no pointer events': { css: 'body.lock { overflow: hidden; pointer-events: none } #wall { pointer-events: auto }' },
  'a blurred page': { css: '#page { filter: blur(6px); user-select: none; pointer-events: none }' },
  'a dimmed page': { css: '#page { opacity: .3 }' },
  'each part blurred': { css: 'header, main, footer { filter: blur(4px) }' },
  'an inert page': { script: 'page.inert = true; page.setAttribute("aria-hidden", "true")' },
  'a locked scroller': { css: 'html, body { height: 100%; margin: 0 } #page { height: 100%; overflow: hidden }' },
};

const scrolled = (page) => page.evaluate(() => scrollY + document.body.scrollTop + document.getElementById('page').scrollTop);

async function wheel(page) {
  await page.mouse.move(60, 500);
  await page.evaluate(() => scrollTo(0, 0));
  const from = await scrolled(page);
  await page.mouse.wheel({ deltaY: 400 });
  await new Promise((done) => setTimeout(done, 250));
  return (await scrolled(page)) - from;
}

describe('locks', () => {
  for (const [name, { css = '', body = 'class="lock"', script = '' }] of Object.entries(LOCKS)) {
    test(name, async () => {
      const page = await site.open(
        article({ head: `<style>${css}</style>`, html: 'class="lock"', body, last: `${SCRIM}${WALL}<script>${script}</script>` }),
      );
      const before = await page.evaluate(() => document.documentElement.outerHTML);
      const locked = await wheel(page);
      const removals = await page.evaluate(() => dele.clean(document).removals.length);
      assert.ok(removals >= 1, 'the wall was not struck');
      assert.ok((await wheel(page)) > 100, 'the page does not scroll');
      const state = await page.evaluate((free) => {
        const wrong = [];
        for (const element of [
          document.documentElement,
          document.body,
          document.getElementById('page'),
          document.querySelector('header'),
          document.querySelector('main'),
        ]) {
          const style = getComputedStyle(element);
          for (const [name, value] of Object.entries(free)) {
            if (style.getPropertyValue(name) !== value && !(name === 'position' && style.position === 'relative'))
              wrong.push(`${element.localName}: ${name} is ${style.getPropertyValue(name)}`);
          }
          if (element.inert || element.getAttribute('aria-hidden') === 'true') wrong.push(`${element.localName} is inert`);
        }
        const hit = document.elementFromPoint(300, 450);
        return {
          wrong,
          wall: shown('#wall'),
          scrim: shown('#scrim'),
          covered: !document.getElementById('page').contains(hit) && hit.localName,
        };
      }, FREE);
      assert.deepEqual(state, { wrong: [], wall: false, scrim: false, covered: false });
      const back = await page.evaluate(() => [
        dele.restore(document) > 0,
        document.documentElement.outerHTML,
        shown('#wall'),
        shown('#scrim'),
      ]);
      assert.deepEqual(back, [true, before, true, true]);
      assert.equal((await wheel(page)) > 100, locked > 100, 'the lock is not back');
    });
  }
});

test('a fixed body keeps its place', async () => {
  const page = await site.open(
    article({
      head: '<style>body.fixed { position: fixed; width: 100%; overflow-y: scroll }</style>',
      middle: '<div style="height: 1500px"></div>',
    }),
  );
  const places = await page.evaluate((wall) => {
    scrollTo(0, 420);
    document.body.style.top = `-${scrollY}px`;
    document.body.classList.add('fixed');
    document.body.insertAdjacentHTML('beforeend', wall);
    const top = () => Math.round(document.querySelector('h1').getBoundingClientRect().top);
    const before = [top(), document.documentElement.outerHTML];
    dele.clean(document);
    const free = [getComputedStyle(document.body).position, scrollY, top() === before[0]];
    dele.restore(document);
    return { free, same: document.documentElement.outerHTML === before[1], back: top() === before[0] };
  }, SCRIM + WALL);
  assert.deepEqual(places, { free: ['static', 420, true], same: true, back: true });
});

test('listeners against scrolling', async () => {
  const page = await site.open(
    article({
      middle: '<div style="height: 1500px"></div>',
      last: `${SCRIM}${WALL}<script>
        const stop = (event) => event.preventDefault();
        for (const target of [window, document, document.body]) {
          for (const type of ['wheel', 'touchmove', 'keydown']) target.addEventListener(type, stop, { passive: false });
        }
      </script>`,
    }),
  );
  assert.equal(await wheel(page), 0);
  await page.evaluate(() => dele.clean(document));
  assert.ok((await wheel(page)) > 100, 'by wheel');
  const from = await scrolled(page);
  await page.keyboard.press('PageDown');
  await page.evaluate(() => pause(300));
  assert.ok((await scrolled(page)) > from, 'by key');
  await page.evaluate(() => dele.restore(document));
  assert.equal(await wheel(page), 0);
});

test('a trap for the focus', async () => {
  const page = await site.open(
    article({
      last: `${SCRIM}${WALL}<script>
        const first = wall.querySelector('button');
        document.addEventListener('keydown', (event) => {
          if (event.key !== 'Tab') return;
          event.preventDefault();
          first.focus();
        }, true);
        document.addEventListener('focusin', (event) => { if (!wall.contains(event.target)) first.focus(); });
        first.focus();
      </script>`,
    }),
  );
  const tab = async () => {
    await page.keyboard.press('Tab');
    return page.evaluate(() => (document.activeElement.closest('#wall') ? 'wall' : document.activeElement.localName));
  };
  assert.equal(await tab(), 'wall');
  await page.evaluate(() => dele.clean(document));
  const visited = [await tab(), await tab(), await tab()];
  assert.ok(visited.includes('a') && !visited.includes('wall'), visited.join(', '));
  await page.evaluate(() => dele.restore(document));
  assert.equal(await tab(), 'wall');
});

describe('a modal dialog', () => {
  const DIALOG = WALL.replace(
    '<div id="wall" role="dialog" aria-modal="true" style="position:fixed;left:20%;right:20%;top:20%;z-index:1000;background:#fff;padding:40px">',
    '<dialog id="wall" class="gate" data-x="1">',
  ).replace(/<\/div>$/, '</dialog>');
  const script = (after = '') => `<script>
    globalThis.heard = [];
    for (const type of ['close', 'cancel', 'toggle', 'beforetoggle']) wall.addEventListener(type, () => heard.push(type));
    wall.returnValue = 'mine';
    wall.showModal();
    ${after}
  </script>`;

  for (const [name, after] of [
    ['as it opens', ''],
    ['with attributes that came later', 'wall.setAttribute("data-late", "a"); wall.style.color = "red";'],
  ]) {
    test(name, async () => {
      const page = await site.open(
        article({ head: '<style>html:has(dialog:modal) { overflow: hidden }</style>', last: DIALOG + script(after) }),
      );
      const result = await page.evaluate(async () => {
        await pause(50);
        heard.length = 0;
        const before = document.documentElement.outerHTML;
        const { removals } = dele.clean(document);
        await pause(50);
        const link = document.querySelector('header a');
        link.focus();
        const free = {
          removals: removals.length,
          wall: shown('#wall'),
          usable: document.activeElement === link,
          hit: document.getElementById('page').contains(document.elementFromPoint(300, 450)),
        };
        dele.restore(document);
        await pause(50);
        return { free, same: document.documentElement.outerHTML === before, modal: wall.matches(':modal'), value: wall.returnValue, heard };
      });
      assert.deepEqual(result, {
        free: { removals: 1, wall: false, usable: true, hit: true },
        same: true,
        modal: true,
        value: 'mine',
        heard: [],
      });
    });
  }

  test('in a shadow tree', async () => {
    const page = await site.open(article({ last: '<x-gate></x-gate>' }));
    const result = await page.evaluate((dialog) => {
      const tree = document.querySelector('x-gate').attachShadow({ mode: 'open' });
      tree.innerHTML = dialog;
      tree.getElementById('wall').showModal();
      const { removals } = dele.clean(document);
      const struck = [
        removals.length,
        tree.getElementById('wall').checkVisibility(),
        document.getElementById('page').contains(document.elementFromPoint(300, 450)),
      ];
      dele.restore(document);
      return [...struck, tree.getElementById('wall').matches(':modal')];
    }, DIALOG);
    assert.deepEqual(result, [1, false, true, true]);
  });
});

test('a popover', async () => {
  const popover = WALL.replace('role="dialog" aria-modal="true"', 'popover="manual"');
  const page = await site.open(article({ last: `${popover}<script>wall.showPopover()</script>` }));
  const result = await page.evaluate(() => {
    const before = document.documentElement.outerHTML;
    const found = dele.clean(document).removals.length;
    const struck = shown('#wall');
    dele.restore(document);
    return { found, struck, same: document.documentElement.outerHTML === before, open: wall.matches(':popover-open') };
  });
  assert.deepEqual(result, { found: 1, struck: false, same: true, open: true });
});

test('the focus comes back', async () => {
  const page = await site.open(article({ last: SCRIM + WALL }));
  const result = await page.evaluate(async () => {
    const button = document.querySelector('#wall button');
    button.focus();
    dele.clean(document);
    await pause(100);
    const away = document.activeElement !== button;
    dele.restore(document);
    return [away, document.activeElement === button];
  });
  assert.deepEqual(result, [true, true]);
});

describe('what the page withholds stays withheld', () => {
  const REST =
    '<div id="rest"><p>The rest of the text stands here, four lines of it, and the page does not show them to those who have not paid.</p><p>It goes on for a while.</p></div>';
  const WAYS = {
    'display: none': '#rest { display: none }',
    'the hidden attribute': null,
    blur: '#rest { filter: blur(6px); user-select: none; pointer-events: none }',
    clip: '#rest { max-height: 20px; overflow: hidden }',
    mask: '#rest { -webkit-mask-image: linear-gradient(#000, transparent); mask-image: linear-gradient(#000, transparent) }',
    'no visibility': '#rest { visibility: hidden }',
    transparency: '#rest { opacity: 0 }',
    'a clipped article': 'article { max-height: 500px; overflow: hidden }',
  };
  for (const [name, css] of Object.entries(WAYS)) {
    test(name, async () => {
      const rest = css === null ? REST.replace('id="rest"', 'id="rest" hidden aria-hidden="true" inert') : REST;
      const page = await site.open(
        article({ head: `<style>body { overflow: hidden } ${css ?? ''}</style>`, after: rest, last: SCRIM + WALL }),
      );
      const result = await page.evaluate(() => {
        const look = () =>
          ['#rest', 'article'].map((selector) => {
            const element = document.querySelector(selector);
            const style = getComputedStyle(element);
            const { display, filter, userSelect, pointerEvents, maxHeight, overflow, maskImage, visibility, opacity } = style;
            return {
              display,
              filter,
              userSelect,
              pointerEvents,
              maxHeight,
              overflow,
              maskImage,
              visibility,
              opacity,
              hidden: element.hidden,
              inert: element.inert,
              aria: element.getAttribute('aria-hidden'),
            };
          });
        const before = look();
        const { removals } = dele.clean(document);
        return {
          removals: removals.length > 0,
          wall: shown('#wall'),
          overflow: getComputedStyle(document.body).overflowY,
          before,
          after: look(),
        };
      });
      assert.deepEqual([result.removals, result.wall, result.overflow], [true, false, 'visible']);
      assert.deepEqual(result.after, result.before);
    });
  }
});
