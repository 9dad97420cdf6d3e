// Pages that never rest, and what watching them costs: measured with the real extension in Chromium, by a sampling profile.
import { createServer } from 'node:http';
import { launch } from '../../tests/browser/chromium.mjs';
import { inRoot } from './project.mjs';

const SENTENCE =
  'The ferry left the north pier at six, as it had every morning since the bridge was closed, with four bicycles and a dog. ';

/** A story of the usual size: some 800 elements with what stands around it. */
function story() {
  const cards = (count) =>
    Array.from(
      { length: count },
      (_, i) =>
        `<li class="card"><a class="card__link" href="/stories/${i}"><img alt="" width="40" height="40"><span class="card__title">The town that counted its ${i} gulls</span></a></li>`,
    ).join('');
  const text = Array.from({ length: 12 }, () => `<p>${SENTENCE.repeat(3)}</p>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The pier that leans | The Islander</title><link rel="icon" href="data:,">
<style>body { margin: 0 } main { max-width: 40em; margin: auto; font: 20px/1.6 serif } ul { font: 14px sans-serif } .card { display: inline-block; width: 200px } body.locked { overflow: hidden } #chat { height: 300px; overflow: hidden } #ticker { position: relative }</style></head>
<body><header><a href="/">The Islander</a><nav><ul>${cards(30)}</ul></nav></header>
<main><article><h1>The pier that leans towards the town</h1><p class="byline">By Ines Marlow</p>${text.slice(0, 6).join('')}<div id="mount"></div>${text.slice(6).join('')}</article></main>
<aside><ul>${cards(60)}</ul></aside><div id="ticker"></div><aside id="chat"></aside><canvas id="game" width="300" height="150"></canvas><footer><ul>${cards(90)}</ul></footer></body></html>`;
}

/** The built extension in Chromium. `open` gives a fresh story; `click` clicks the extension's button. */
export async function rig() {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(request.url === '/' ? story() : '');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await launch({ enableExtensions: [inRoot('dist/chrome')] });
  let extension;
  while (!extension) {
    [extension] = (await browser.extensions()).values();
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    async open() {
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      await page.bringToFront();
      return page;
    },
    async click(page) {
      await extension.triggerAction(page);
      await new Promise((done) => setTimeout(done, 2000));
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Runs `work` in a page. Returns what it gives, and the share of the time that went into the extension. */
async function profiled(page, work, ...args) {
  const session = await page.createCDPSession();
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 500 });
  await session.send('Profiler.start');
  const result = await page.evaluate(work, ...args);
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const urls = new Map(profile.nodes.map((node) => [node.id, node.callFrame.url]));
  const ours = new Map();
  const isOurs = (id) => {
    if (id === undefined) return false;
    if (!ours.has(id)) ours.set(id, /^(?:chrome-extension|wasm):/.test(urls.get(id)) || isOurs(parents.get(id)));
    return ours.get(id);
  };
  let spent = 0;
  profile.samples.forEach((id, index) => {
    if (isOurs(id)) spent += profile.timeDeltas[index];
  });
  return { ...result, share: spent / (profile.endTime - profile.startTime), profile, isOurs };
}

/** The page's own memory and that of the extension in it, after a garbage collection, in MB. */
async function memory(page) {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0, embedderHeapUsedSize = 0 } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return (usedSize + backingStorageSize + embedderHeapUsedSize) / 1e6;
}

/**
 * A page that puts up a wall with its scrim, a bar and a newsletter box every 100 ms and takes them down a second later.
 * Shares are 0 to 1, times milliseconds, memory MB.
 */
export async function soak(page, seconds) {
  await page.evaluate(inject, 3); // what the page itself makes of it is compiled by then
  const before = await memory(page);
  const result = await profiled(page, inject, seconds);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 1500)));
  return { ...result, before, after: await memory(page) };
}

/** In the page. */
async function inject(seconds) {
  const waits = [];
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  const make = (html, parent) => {
    const holder = document.createElement('div');
    holder.innerHTML = html;
    const [element] = holder.children;
    element.since = performance.now();
    parent.append(element);
    return element;
  };
  const WALL = `<div role="dialog" style="position:fixed;left:20%;right:20%;top:20%;z-index:1000;background:#fff;padding:40px"><h2>Subscribe to continue reading</h2><p>This article is for subscribers only. Get unlimited access for $1 a week. Cancel anytime.</p><button type="button">Subscribe now</button><p>Already a subscriber? <a href="/login">Log in</a></p></div>`;
  const SCRIM = '<div style="position:fixed;inset:0;z-index:999;background:rgba(0,0,0,.6)"></div>';
  const BAR = `<div style="position:fixed;left:0;right:0;bottom:0;z-index:900;background:#ffc;padding:12px"><p>You have 2 free articles left this month. Subscribe for $1 a week. <a href="/subscribe">Subscribe now</a></p></div>`;
  const BOX = `<div class="newsletter-signup"><h3>Sign up for our newsletter</h3><p>Get the best of The Islander in your inbox every week. Unsubscribe at any time.</p><form action="/newsletter"><input type="email" name="email" placeholder="Your email address"><button>Sign up</button></form></div>`;
  const mount = document.getElementById('mount');
  const standing = new Set();
  const shown = new Set();
  const look = () => {
    for (const element of shown) {
      if (element.isConnected && element.checkVisibility()) continue;
      if (element.isConnected) waits.push(performance.now() - element.since);
      shown.delete(element);
    }
  };
  let added = 0;
  let left = 0;
  const start = performance.now();
  let next = start;
  const looking = setInterval(look, 20);
  while (performance.now() - start < seconds * 1000) {
    for (const element of standing) {
      if (performance.now() - element.since < 1000) continue;
      if (shown.has(element) && element.checkVisibility()) left++;
      element.remove();
      standing.delete(element);
    }
    document.body.classList.add('locked');
    for (const [html, parent] of [
      [SCRIM, document.body],
      [WALL, document.body],
      [BAR, document.body],
      [BOX, mount],
    ]) {
      const element = make(html, parent);
      standing.add(element);
      shown.add(element);
      added++;
    }
    next += 100;
    await new Promise((done) => setTimeout(done, next - performance.now()));
  }
  await new Promise((done) => setTimeout(done, 600));
  look();
  left += shown.size;
  clearInterval(looking);
  for (const element of standing) element.remove();
  document.body.classList.remove('locked');
  observer.disconnect();
  waits.sort((a, b) => a - b);
  const at = (part) => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? Number.POSITIVE_INFINITY;
  return { added, struck: waits.length, left, median: at(0.5), most: at(1), longest: Math.max(0, ...tasks), tasks };
}

/** Ten thousand changes a second that have nothing to do with walls: a chat, a ticker, a canvas. Rates are per second. */
export const storm = (page, seconds) => profiled(page, rage, seconds);

/** In the page. */
async function rage(seconds) {
  const chat = document.getElementById('chat');
  const ticker = document.getElementById('ticker');
  const pen = document.getElementById('game').getContext('2d');
  let changes = 0;
  let frames = 0;
  let running = true;
  const draw = () => {
    frames++;
    pen.fillStyle = `hsl(${frames % 360} 80% 50%)`;
    pen.fillRect((frames * 7) % 300, (frames * 3) % 150, 20, 20);
    if (running) requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
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
    await new Promise((done) => setTimeout(done, 4));
  }
  running = false;
  const ran = (performance.now() - start) / 1000;
  return { frames: frames / ran, changes: changes / ran };
}
