// Walls of every shape: struck whole, the page free afterwards, and all of it back on undo. What only looks like one stays.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { article, BOX, SCRIM, stand, WALL } from './stand.mjs';

let site;
before(async () => {
  site = await stand(process.env.BROWSER);
});
after(() => site?.close());

const WORDS = `<h2>Subscribe to continue reading</h2><p>This article is for subscribers only. Get unlimited access for $1 a week. Cancel anytime.</p>
<button type="button">Subscribe now</button><p>Already a subscriber? <a href="/login">Log in</a></p>`;
const COUNTER = `<p>You have 2 free articles left this month. Subscribe for $1 a week. <a href="/subscribe">Subscribe now</a></p>`;
const LETTER = BOX.replace('id="box"', 'id="letter"');
const box = (style, inner = WORDS, rest = '') => `<div id="wall" ${rest} style="background:#fff;padding:20px;${style}">${inner}</div>`;

/** Shapes: what stands at the end of the body, what a script does then, what a style sheet says. All that has an id in `gone` goes. */
const SHAPES = {
  'a bar at the bottom': { last: box('position:fixed;left:0;right:0;bottom:0;z-index:50', COUNTER) },
  'a bar at the top': { last: box('position:fixed;left:0;right:0;top:0;z-index:50', COUNTER) },
  'a sheet at the bottom, sticky': { last: box('position:sticky;bottom:0;z-index:5', COUNTER) },
  'a box that slides into a corner': { last: box('position:fixed;right:20px;bottom:20px;width:320px;z-index:50', LETTER) },
  'a page before the page': { last: box('position:fixed;inset:0;z-index:5000') },
  'placed by script where the reader is': { last: box('position:absolute;top:200px;left:20%;width:60%;z-index:700') },
  'in a portal that lets the pointer through': {
    last: `<div id="portal" style="position:fixed;inset:0;z-index:99;pointer-events:none">${box('pointer-events:auto;margin:200px auto;width:500px')}</div>`,
  },
  'with the scrim around it': {
    last: `<div id="scrim" style="position:fixed;inset:0;z-index:99;background:rgba(0,0,0,.7);display:flex">${box('margin:auto;width:500px')}</div>`,
    gone: ['wall', 'scrim'],
  },
  'with its scrim as a part drawn by the style sheet': {
    css: '#wall::before { content: ""; position: fixed; inset: 0; background: rgba(0,0,0,.6); z-index: -1 }',
    last: box('position:fixed;left:20%;right:20%;top:20%;z-index:99'),
  },
  'with a scrim that blurs what is behind it': {
    last: `<div id="scrim" style="position:fixed;inset:0;z-index:98;backdrop-filter:blur(8px)"></div>${box('position:fixed;left:20%;right:20%;top:20%;z-index:99')}`,
    gone: ['wall', 'scrim'],
  },
  'with the dimming drawn over the body': {
    css: 'body.dim::after { content: ""; position: fixed; inset: 0; background: rgba(0,0,0,.6); z-index: 98 }',
    last: box('position:fixed;left:20%;right:20%;top:20%;z-index:99'),
    script: 'document.body.classList.add("gated", "dim")',
  },
  'a custom element': {
    last: `<x-gate id="wall" style="display:block;position:fixed;left:20%;right:20%;top:20%;z-index:99;background:#fff">${WORDS}</x-gate>`,
  },
  'in an open shadow tree': {
    last: '<x-gate id="wall"></x-gate>',
    script: `wall.attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(box('position:fixed;left:20%;right:20%;top:20%;z-index:99'))}`,
  },
  'in a frame of the same origin': {
    last: `<iframe id="wall" style="position:fixed;inset:0;width:100%;height:100%;border:0;z-index:99"></iframe>`,
    script: `wall.srcdoc = ${JSON.stringify(`<body style="background:rgba(0,0,0,.6)">${box('margin:150px auto;width:500px')}</body>`).replaceAll('</', '<\\/')}`,
  },
  "in a vendor's frame": {
    last: `<div id="wall" class="tp-modal" role="dialog" style="position:fixed;inset:0;z-index:99"><div class="tp-iframe-wrapper" style="width:600px;margin:100px auto"><iframe title="offer" src="https://buy.tinypass.com/checkout/offer/show?aid=1" width="600" height="400"></iframe></div></div>`,
  },
  'a popover that closes by itself': { last: `<div id="wall" popover>${WORDS}</div>`, script: 'wall.showPopover()' },
  'a dialog that is not modal': {
    last: `<dialog id="wall" open style="position:fixed;top:20%;z-index:99">${WORDS}</dialog>`,
  },
};

/** What has an effect on more than the wall: locks that no other test has. */
const LOCKS = {
  'a class with rules on everything': {
    css: '.gate-on, .gate-on * { overflow: hidden !important } pre { overflow: auto; height: 40px }',
    script: 'document.documentElement.classList.add("js", "gate-on")',
    free: () => getComputedStyle(document.querySelector('pre')).overflowY === 'auto' && document.documentElement.className === 'js',
  },
  'a blurred body': {
    css: 'body.gated { filter: blur(5px) } body.gated #wall { filter: none }',
    script: 'document.body.className = "gated"',
    free: () => getComputedStyle(document.body).filter === 'none',
  },
  'a wrapper fixed where it was scrolled to': {
    css: '#page.fixed { position: fixed; top: -300px; left: 0; right: 0 }',
    script: 'scrollTo(0, 300); page.classList.add("fixed")',
    free: () => getComputedStyle(document.getElementById('page')).position !== 'fixed' && Math.abs(scrollY - 300) < 2,
  },
  'everything beside it hidden from readers': {
    script:
      'for (const other of document.body.children) if (other.id === "page" || other.id === "beside") { other.setAttribute("aria-hidden", "true"); other.inert = true; }',
    beside: '<div id="beside"><a href="/app">Our app</a></div>',
    free: () =>
      ['page', 'beside'].every((id) => !document.getElementById(id).inert && !document.getElementById(id).hasAttribute('aria-hidden')),
  },
};

const LONG = '<pre>1\n2\n3\n4\n5\n6</pre><div style="height:1500px"></div>';
const POLICY = {
  'content-security-policy': "default-src 'self'; style-src 'unsafe-inline'; script-src 'self' 'unsafe-inline'; frame-src *",
};

async function check({ css = '', last = '', script = '', beside = '', gone = ['wall'], free }, headers = {}) {
  const page = await site.open(
    article({ head: `<style>${css}</style>`, middle: LONG, last: `${beside}${last}<script>${script.replaceAll('</', '<\\/')}</script>` }),
    { headers },
  );
  const result = await page.evaluate(
    async (gone, free) => {
      const holds = free && new Function(`return (${free})()`);
      await pause(150);
      const seen = (id) => {
        const element = document.getElementById(id);
        if (!element?.checkVisibility()) return false;
        const inner = element.shadowRoot?.firstElementChild ?? element;
        return inner.checkVisibility();
      };
      const before = document.documentElement.outerHTML;
      const first = [gone.map(seen), holds?.()];
      const top = scrollY;
      const { removals } = dele.clean(document);
      await pause(50);
      const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
      const struck = [gone.map(seen), holds?.()];
      const covered = !document.getElementById('page').contains(middle) && middle !== document.body && middle !== document.documentElement;
      const dims = ['::before', '::after'].some((part) => getComputedStyle(document.body, part).position === 'fixed');
      const restored = dele.restore(document);
      await pause(50);
      return {
        removals: removals.length,
        first,
        struck,
        covered: covered && middle.outerHTML.slice(0, 80),
        dims,
        restored,
        back: [gone.map(seen), holds?.()],
        same: document.documentElement.outerHTML === before,
        place: scrollY === top,
      };
    },
    gone,
    free?.toString(),
  );
  const all = (value) => gone.map(() => value);
  assert.deepEqual(result.first[0], all(true), 'the page does not show it');
  if (free) assert.equal(result.first[1], false, 'the page is not locked');
  assert.equal(result.removals >= 1, true, 'the wall was not found');
  assert.deepEqual(result.struck[0], all(false));
  if (free) assert.equal(result.struck[1], true, 'the page is not free');
  assert.deepEqual([result.covered, result.dims], [false, false]);
  assert.deepEqual([result.back[0], result.same, result.place], [all(true), true, true]);
  if (free) assert.equal(result.back[1], false);
}

describe('shapes', () => {
  for (const [name, shape] of Object.entries(SHAPES)) test(name, () => check(shape));
});

describe('shapes under a strict policy', () => {
  for (const [name, shape] of Object.entries(SHAPES)) test(name, () => check(shape, POLICY));
});

describe('locks', () => {
  for (const [name, lock] of Object.entries(LOCKS)) test(name, () => check({ last: SCRIM + WALL, ...lock }));
});

describe('what only looks like a wall', () => {
  const ABOVE = 'position:fixed;left:20%;right:20%;top:20%;z-index:1000;background:#fff;padding:20px';
  const STAYS = {
    'a consent dialog that locks the page': `<div id="it" role="dialog" aria-modal="true" style="${ABOVE}"><h2>We value your privacy</h2><p>We and our partners use cookies to measure audiences and to show advertising. You can accept, reject or manage your choices at any time.</p><button>Accept all</button><button>Reject all</button></div>`,
    'an age gate': `<div id="it" role="dialog" style="${ABOVE}"><h2>Are you over 18?</h2><p>You must be of legal age to enter this site.</p><button>Yes, I am over 18</button><button>No</button></div>`,
    'a log-in dialog': `<dialog id="it" open style="${ABOVE}"><h2>Log in</h2><form action="/login" method="post"><label>E-mail <input type="email" name="email"></label><label>Password <input type="password" name="password"></label><button>Log in</button></form><a href="/forgot">Forgot your password?</a></dialog>`,
    'a lightbox': `<div id="it" role="dialog" style="position:fixed;inset:0;z-index:1000;background:rgba(0,0,0,.9)"><img alt="The pier in 1931" width="600" height="400" style="margin:auto;background:#555"><p style="color:#fff">The pier in 1931. Photo: Harbour Archive</p><button aria-label="Close">x</button></div>`,
    'a player in the corner': `<div id="it" style="position:fixed;right:20px;bottom:20px;width:320px;z-index:1000;background:#000"><video controls width="320" height="180"></video><p style="color:#fff">Watch: the divers at the pier</p></div>`,
    'a chat': `<div id="it" style="position:fixed;right:20px;bottom:20px;width:300px;z-index:1000;background:#fff;padding:10px"><p>Hello! How can we help you?</p><textarea aria-label="Your message"></textarea><button>Send</button></div>`,
    'a menu drawn over the page': `<nav id="it" style="position:fixed;left:0;top:0;bottom:0;width:300px;z-index:1000;background:#fff"><ul><li><a href="/news">News</a></li><li><a href="/newsletters">Newsletters</a></li><li><a href="/subscribe">Subscribe</a></li><li><a href="/login">Log in</a></li></ul></nav>`,
    'a header that sticks': `<header id="it" style="position:fixed;left:0;right:0;top:0;z-index:1000;background:#fff"><a href="/">The Islander</a> <a href="/subscribe">Subscribe</a> <a href="/login">Log in</a></header>`,
    'a dialog to share': `<div id="it" role="dialog" style="${ABOVE}"><h2>Share this article</h2><a href="mailto:?subject=x">Email</a> <a href="/copy">Copy link</a><button>Close</button></div>`,
  };
  for (const [name, html] of Object.entries(STAYS)) {
    test(name, async () => {
      const page = await site.open(
        article({ head: '<style>body.locked { overflow: hidden }</style>', body: 'class="locked"', last: `${SCRIM}${html}` }),
      );
      const result = await page.evaluate(async () => {
        const before = document.documentElement.outerHTML;
        let reports = 0;
        const stop = dele.watch(document, {}, () => reports++);
        await pause(700);
        const now = [reports, shown('#it'), shown('#scrim'), document.documentElement.outerHTML === before];
        stop();
        return now;
      });
      assert.deepEqual(result, [0, true, true, true]);
    });
  }

  test('a wall beside a consent dialog goes alone', async () => {
    const page = await site.open(article({ last: `${Object.values(STAYS)[0].replace('top:20%', 'bottom:0')}${WALL}` }));
    assert.deepEqual(await page.evaluate(() => [dele.clean(document).removals.length, shown('#it'), shown('#wall')]), [1, true, false]);
  });
});
