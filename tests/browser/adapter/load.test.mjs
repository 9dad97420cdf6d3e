// What watching costs on pages that never rest. SECONDS=60 runs each for a minute.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { article, BOX, stand, WALL } from './stand.mjs';

const SECONDS = Number(process.env.SECONDS ?? 8);
/** Only Chromium gives a profile. */
const options = { skip: process.env.BROWSER === 'Firefox' };

let site;
before(async () => {
  if (!options.skip) site = await stand();
});
after(() => site?.close());

/** Runs `work` in the page and says which share of the time went into the library, by a sampling profile. */
async function profile(page, work, ...args) {
  const session = await page.createCDPSession();
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 500 });
  await session.send('Profiler.start');
  const result = await page.evaluate(work, ...args);
  const { profile } = await session.send('Profiler.stop');
  const parents = new Map();
  for (const node of profile.nodes) for (const child of node.children ?? []) parents.set(child, node.id);
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const ours = new Map();
  const isOurs = (id) => {
    if (id === undefined) return false;
    if (!ours.has(id)) ours.set(id, /\/dele\/|^wasm:/.test(nodes.get(id).callFrame.url) || isOurs(parents.get(id)));
    return ours.get(id);
  };
  let spent = 0;
  profile.samples.forEach((id, index) => {
    if (isOurs(id)) spent += profile.timeDeltas[index];
  });
  return { ...result, share: spent / (profile.endTime - profile.startTime) };
}

test('a page that adds a wall and a box every 100 ms', options, async (context) => {
  const page = await site.open(article({ middle: '<div id="mount"></div>', last: WALL }));
  const result = await profile(
    page,
    async (wall, box, seconds) => {
      const waits = [];
      let longest = 0;
      dele.clean(document);
      dele.restore(document);
      document.getElementById('wall').remove();
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
      }).observe({ type: 'longtask' });
      dele.watch(document);
      const live = new Map();
      const look = () => {
        for (const [element, since] of live) {
          if (element.isConnected && element.checkVisibility()) continue;
          if (element.isConnected) waits.push(performance.now() - since);
          live.delete(element);
        }
      };
      const timer = setInterval(look, 20);
      const start = performance.now();
      while (performance.now() - start < seconds * 1000) {
        for (const old of document.querySelectorAll('.holder')) if (performance.now() - old.since > 700) old.remove();
        const holder = document.createElement('div');
        holder.className = 'holder';
        holder.since = performance.now();
        holder.innerHTML = wall;
        document.body.append(holder);
        const sign = document.createElement('div');
        sign.innerHTML = box;
        const mount = document.getElementById('mount');
        if (mount.children.length > 5) mount.firstChild.remove();
        mount.append(sign);
        for (const added of [holder.firstChild, sign.firstChild]) live.set(added, performance.now());
        await pause(100);
      }
      await pause(500);
      look();
      clearInterval(timer);
      dele.restore(document);
      waits.sort((a, b) => a - b);
      return { left: live.size, struck: waits.length, median: waits[waits.length >> 1], most: waits.at(-1), longest };
    },
    WALL,
    BOX,
    SECONDS,
  );
  context.diagnostic(
    `${result.struck} struck within ${result.most.toFixed()} ms (median ${result.median.toFixed()} ms), ${(result.share * 100).toFixed(2)} % of the time, longest task ${result.longest.toFixed()} ms`,
  );
  assert.equal(result.left, 0);
  assert.ok(result.struck > SECONDS * 8, `${result.struck} struck`);
  assert.ok(result.most < 700, `one stood for ${result.most} ms`);
  assert.ok(result.share < 0.04, `${result.share} of the time`);
});

test('ten thousand changes a second that have nothing to do with walls', options, async (context) => {
  const page = await site.open(article({ middle: BOX, last: '<aside id="chat"></aside><div id="ticker"></div>' }));
  const result = await profile(
    page,
    async (seconds) => {
      const storm = async (milliseconds) => {
        const chat = document.getElementById('chat');
        const ticker = document.getElementById('ticker');
        let changes = 0;
        let frames = 0;
        let running = true;
        const count = () => {
          frames++;
          if (running) requestAnimationFrame(count);
        };
        requestAnimationFrame(count);
        const start = performance.now();
        while (performance.now() - start < milliseconds) {
          for (; changes < (performance.now() - start) * 10; changes++) {
            if (changes % 4 === 0) {
              const line = document.createElement('p');
              line.textContent = `Somebody says line ${changes} of the talk`;
              chat.append(line);
              if (chat.children.length > 60) chat.firstChild.remove();
            } else if (changes % 4 === 1) ticker.textContent = `Price ${changes}`;
            else if (changes % 4 === 2) ticker.style.left = `${changes % 100}px`;
            else ticker.classList.toggle('up');
          }
          await pause(4);
        }
        running = false;
        return { rate: frames / ((performance.now() - start) / 1000), changes: changes / ((performance.now() - start) / 1000) };
      };
      const without = await storm(seconds * 500);
      dele.watch(document);
      const during = await storm(seconds * 1000);
      const box = shown('#box');
      dele.restore(document);
      return { without, during, box };
    },
    SECONDS,
  );
  context.diagnostic(
    `${result.without.rate.toFixed(1)} frames a second without, ${result.during.rate.toFixed(1)} with; ${result.during.changes.toFixed()} changes a second; ${(result.share * 150).toFixed(2)} % of the time`,
  );
  assert.equal(result.box, false);
  assert.ok(result.share * 1.5 < 0.04, `${result.share * 1.5} of the time`);
});
