// How much work a clean is, as ratios within one run: to a bare walk over the same page, to Readability.js and to Defuddle.
// Seconds are not told: they say more about the machine than about us. Run `npm run build` first.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { inRoot } from './lib/project.mjs';
import { main, Problem } from './lib/run.mjs';
import { serve } from './lib/serve.mjs';

const require = createRequire(import.meta.url);
const peers = {
  Readability: join(dirname(require.resolve('@mozilla/readability/package.json')), 'Readability.js'),
  Defuddle: require.resolve('defuddle'),
};

await main(async () => {
  const { launch } = await import('../tests/browser/chromium.mjs');
  const folder = inRoot('www/samples/');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.html'))
    .map((name) => folder + name);
  if (files.length === 0) throw new Problem(`no pages in ${folder}`);
  // Isolated from other origins, a page's clock ticks in 5 microseconds.
  const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
  const server = await serve(inRoot('dist/www'), { headers });
  const browser = await launch();
  const rows = [];
  try {
    for (const file of files) rows.push({ page: basename(file), ...(await measure(browser, server.origin, readFileSync(file, 'utf8'))) });
  } finally {
    await browser.close();
    await server.close();
  }
  console.table(rows);
  const medians = Object.keys(rows[0]).filter((key) => key !== 'page' && key !== 'elements');
  for (const key of medians) console.log(`${key}: ${middle(rows.map((row) => row[key]))} (median of ${rows.length} pages)`);
});

/** All ratios for one page. */
async function measure(browser, origin, html) {
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}/style.css`);
    await page.setContent(html);
    await page.evaluate(surround);
    const ours = await page.evaluate(timeDele);
    for (const path of Object.values(peers)) await page.addScriptTag({ path });
    const others = await page.evaluate(timePeers);
    const ratio = (a, b) => Number((a / b).toFixed(2));
    return {
      elements: others.elements,
      'warm clean / bare walk': ratio(ours.warm, others.walk),
      'Readability / warm clean': ratio(others.readability, ours.warm),
      'Defuddle / warm clean': ratio(others.defuddle, ours.warm),
      'cold load and clean / first parse of Readability': ratio(ours.cold, others.readabilityCold),
    };
  } finally {
    await page.close();
  }
}

/** In the page: what a news site has around its article, up to the 760 or so elements of a usual page. */
function surround() {
  const item = (text) => {
    const [li, link, image, span] = ['li', 'a', 'img', 'span'].map((name) => document.createElement(name));
    link.href = `/stories/${text.length}`;
    link.className = 'card__link';
    image.alt = '';
    span.className = 'card__title';
    span.textContent = text;
    link.append(image, span);
    li.append(link);
    return li;
  };
  const words = document.body.textContent.split(/\s+/).filter(Boolean);
  for (const [name, place] of [
    ['nav', 'prepend'],
    ['aside', 'append'],
    ['footer', 'append'],
  ]) {
    const part = document.createElement(name);
    const list = document.createElement('ul');
    for (let i = 0; i < 58; i++) list.append(item(words.slice(i * 5, i * 5 + 9).join(' ')));
    part.append(list);
    document.body[place](part);
  }
}

/** In the page: the first clean with all its loading, and the median of further ones. */
async function timeDele() {
  document.body.getBoundingClientRect();
  const { load } = await import('/dele.js');
  const start = performance.now();
  const dele = await load();
  dele.clean(document);
  const cold = performance.now() - start;
  const times = [];
  for (let i = 0; i < 25; i++) {
    dele.restore(document);
    document.body.getBoundingClientRect();
    const start = performance.now();
    dele.clean(document);
    times.push(performance.now() - start);
  }
  dele.restore(document);
  return { cold, warm: times.sort((a, b) => a - b)[12] };
}

/** In the page: a walk that reads every tag, class, id and text length, and the peers on their own terms. */
function timePeers() {
  const time = (work) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const median = (work, count) => Array.from({ length: count }, () => time(work)).sort((a, b) => a - b)[count >> 1];
  const walk = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let sum = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) sum += node.data.length;
      else sum += node.tagName.length + (node.getAttribute('class') ?? '').length + (node.getAttribute('id') ?? '').length;
    }
    return sum;
  };
  const readability = () => new globalThis.Readability(document.cloneNode(true)).parse();
  const defuddle = () => new globalThis.Defuddle(document).parse();
  const readabilityCold = time(readability);
  const many = () => {
    for (let i = 0; i < 10; i++) walk();
  };
  return {
    elements: document.querySelectorAll('*').length,
    walk: median(many, 25) / 10,
    readabilityCold,
    readability: median(readability, 9),
    defuddle: median(defuddle, 5),
  };
}

function middle(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}
