// Takes the README's pictures of the built demo and extension: docs/before.png, docs/after.png, docs/notice.png.
import { mkdirSync } from 'node:fs';
import { startChromium } from '../extension/tests/chrome.mjs';
import { launch, open, serve } from '../www/tests/site.mjs';
import { inRoot } from './lib/project.mjs';
import { main, say } from './lib/run.mjs';

const SIZE = { width: 1240, height: 760, deviceScaleFactor: 1 };
const docs = inRoot('docs/');

async function demo(url) {
  const browser = await launch();
  try {
    const page = await open(browser, url);
    await page.setViewport(SIZE);
    await page.screenshot({ path: `${docs}before.png` });
    await page.click('#toggle');
    await page.hover('#list .entry-place');
    await page.screenshot({ path: `${docs}after.png` });
    if (page.troubles.length > 0) throw new Error(page.troubles.join('\n'));
  } finally {
    await browser.close();
  }
}

/** The extension's own notice, on the same page. */
async function notice(url) {
  const chromium = await startChromium();
  try {
    await chromium.open(url);
    await chromium.page.setViewport({ ...SIZE, height: 480 });
    await chromium.page.waitForSelector('#toggle:enabled');
    await chromium.click();
    await chromium.page.waitForFunction(() => document.querySelector('#paper [data-demo="strike"]').getClientRects().length === 0);
    await new Promise((resolve) => setTimeout(resolve, 600)); // it slides in
    await chromium.page.screenshot({ path: `${docs}notice.png`, clip: { x: 440, y: 0, width: 800, height: 480 } });
  } finally {
    await chromium.browser.close();
  }
}

async function screenshot() {
  mkdirSync(docs, { recursive: true });
  const site = await serve();
  try {
    await demo(site.url);
    await notice(site.url);
  } finally {
    await site.close();
  }
  say('docs/before.png, docs/after.png, docs/notice.png');
}

await main(screenshot);
