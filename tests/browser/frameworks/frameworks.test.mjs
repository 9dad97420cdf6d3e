// Pages whose struck blocks belong to a framework's components. Each goes through the same steps without Dele and with it: it has to
// come to the same, with nothing in the console that is not there without.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { stand } from '../adapter/stand.mjs';
import { HEADLINE, START } from './apps/story.js';
import { bundle, prerender } from './bundle.mjs';

const FRAMEWORKS = {
  react: { client: 'react.jsx', server: 'react.server.jsx' },
  preact: { client: 'preact.jsx', server: 'preact.server.jsx' },
  vue: { client: 'vue.js', server: 'vue.server.js' },
  svelte: { client: 'svelte.svelte.js', server: 'svelte.server.js' },
};

/** The builds, each with the policy of its pages. The strict one refuses inline styles and WebAssembly. */
const BUILDS = {
  development: {},
  production: { 'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:" },
};

const without = (name) => START.order.filter((other) => other !== name);

/** What happens to a page: a click inside the box, or a new state. */
const STEPS = {
  'a state of its own changes': 'click',
  'another text': { pitch: 'second', price: 5 },
  'another class and style': { colour: 'teal' },
  'moved to the front': { order: ['box', ...without('box')] },
  'moved among siblings that move too': { order: ['f', 'e', 'box', 'd', 'c', 'b', 'a'] },
  'hidden by its component': { display: 'none' },
  'shown by its component': { display: '' },
  unmounted: { order: without('box'), wall: false },
  'mounted again': { order: START.order, wall: true },
  'replaced by another element': { as: 'section' },
  'the same element holds text of the article': { story: true },
  'and a pitch again': { story: false },
};

/** What happens to a page that a server has rendered. */
const SERVED = {
  hydrated: 'hydrate',
  'a state of its own changes': 'click',
  'another text': { pitch: 'second', price: 5 },
  'moved to the front': { order: ['box', ...without('box')] },
  unmounted: { order: without('box'), wall: false },
  'mounted again': { order: START.order, wall: true },
};

let folder;
let site;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dele-frameworks-'));
  await bundle(
    Object.values(FRAMEWORKS).map(({ client }) => client),
    folder,
  );
  site = await stand(process.env.BROWSER, { folder });
});
after(async () => {
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page of a framework, rendered by the server where `app` is given. */
const html = (script, app = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${HEADLINE} | The Quarry Post</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/files/page.css"></head>
<body><div id="app">${app}</div><script type="module" src="/files/${script}"></script></body></html>`;

/**
 * Takes a page through steps.
 * @param {'nothing' | 'clean' | 'watch'} what Dele does: strikes before each step and puts back after it, or strikes all the time
 * @returns for each step what shows, and how the document stands (watched: for the last, put back, alone)
 */
async function go(steps, what, { path, headers, app }) {
  const page = await site.open(html(path, app), { headers, window: what });
  const result = await page.evaluate(
    async (steps, what, isServed) => {
      const look = () => ({
        box: shown('#box'),
        wall: shown('#wall') || shown('#scrim'),
        locked: getComputedStyle(document.body).overflowY === 'hidden',
        text: [...document.querySelectorAll('h1, .byline, .text')].filter((text) => text.checkVisibility()).map((text) => text.textContent),
      });
      const found = [];
      const states = [];
      let wall = true;
      const until = async (done) => {
        for (let left = 600; left > 0 && !done(); left--) await pause(15);
      };
      // Effects have run and transitions have ended.
      const isReady = (locks) =>
        Boolean(document.querySelector('#wall')) === wall &&
        !document.querySelector('[class*="fade-"]') &&
        (!locks || what === 'watch' || document.body.style.overflow === (wall ? 'hidden' : ''));
      if (!isServed) {
        await app.mount();
        await until(() => isReady(true));
      }
      if (what === 'watch') dele.watch(document, {}, (report) => found.push(...report.removals.map(({ kind }) => kind)));
      for (const step of steps) {
        if (what === 'clean') found.push(...dele.clean(document).removals.map(({ kind }) => kind));
        if (step === 'hydrate') await app.hydrate();
        else if (step === 'click') document.getElementById('more').click();
        else await app.set(step);
        wall = step.wall ?? wall;
        await pause(what === 'watch' ? 40 : 0);
        await until(() => isReady(step === 'hydrate' || step.wall !== undefined));
        // A watch takes its time where it has found nothing for a while.
        await until(() => what !== 'watch' || (!shown('#wall') && shown('#box') === (step.story === true) && !look().locked));
        const state = look();
        if (what === 'clean') dele.restore(document);
        if (what !== 'watch') state.html = document.documentElement.outerHTML;
        states.push(state);
      }
      if (what === 'watch') {
        dele.restore(document);
        states.at(-1).html = document.documentElement.outerHTML;
      }
      return { found, states };
    },
    Object.values(steps),
    what,
    app !== undefined,
  );
  return { what, ...result, messages: page.messages };
}

/** What a development build says of attributes that the server did not send. It leaves them, and a build for production says nothing. */
const NOTICE =
  /^A tree hydrated but some attributes .* didn't match|Hydration style mismatch|^Hydration completed but contains mismatches\.$/;

/** Takes a page through steps without Dele, watched by it, and (as readers get it) struck before each step; compares step by step. */
async function compare(context, steps, given) {
  const ways = given.isDevelopment ? ['watch'] : ['watch', 'clean'];
  const [alone, ...others] = await Promise.all(['nothing', ...ways].map((what) => go(steps, what, given)));
  for (const { what, found, states, messages } of others) {
    for (const [index, [name, step]] of Object.entries(steps).entries()) {
      await context.test(`${what}: ${name}`, () => {
        const { html, ...state } = states[index];
        const same = alone.states[index];
        if (what === 'watch') {
          assert.deepEqual([state.box, state.wall, state.locked], [step.story === true, false, false], 'box, wall, lock');
        }
        // Struck once, a box stays struck whatever it says.
        if (what === 'watch' || !step.story) assert.deepEqual(state.text, same.text, 'the text of the article');
        if (html) assert.equal(html, same.html);
      });
    }
    await context.test(`${what}: says nothing in the console`, () => {
      const isKnown = (message) => alone.messages.includes(message) || (given.isDevelopment && given.app && NOTICE.test(message));
      assert.deepEqual(
        messages.filter((message) => !isKnown(message)),
        [],
      );
    });
    await context.test(`${what}: strikes both`, () => {
      assert.ok(found.includes('newsletter') && found.some((kind) => kind !== 'newsletter'), found.join());
    });
  }
}

for (const [name, { server }] of Object.entries(FRAMEWORKS)) {
  for (const [build, headers] of Object.entries(BUILDS)) {
    describe(`${name}, ${build}`, () => {
      const given = { path: `${name}.${build}.js`, headers, isDevelopment: build === 'development' };
      test('rendered in the browser', (context) => compare(context, STEPS, given));
      test('rendered by a server', async (context) => {
        await compare(context, SERVED, { ...given, app: await prerender(server, build, folder) });
      });
    });
  }
}
