// What watching costs on pages that never rest, with the real extension in Chromium: `npm run soak`, or `npm run soak -- 60` for
// so many seconds each. Fails where a bound is broken. Run `npm run build` first.

import { main, Problem } from './lib/run.mjs';
import { rig, soak, storm } from './lib/soak.mjs';

/** Bounds. */
const WAIT = 500; // ms until what appears is struck
const SHARE = 0.02; // of the main thread
const TASK = 50; // ms
const GROWTH = 2; // MB
const FRAMES = 0.97; // of the frames without Dele

await main(async () => {
  const seconds = Number(process.argv[2] ?? 60);
  const percent = (share) => `${(share * 100).toFixed(2)} %`;
  const broken = [];
  const bound = (holds, what) => holds || broken.push(what);
  const bench = await rig();
  try {
    let page = await bench.open();
    await bench.click(page);
    const walls = await soak(page, seconds);
    console.log(
      `walls:  ${walls.struck} of ${walls.added} struck, after ${walls.median.toFixed()} ms (median), ${walls.most.toFixed()} ms at most`,
    );
    console.log(`        ${percent(walls.share)} of the main thread, longest task ${walls.longest.toFixed()} ms`);
    console.log(`        memory ${walls.before.toFixed(1)} MB, then ${walls.after.toFixed(1)} MB`);
    bound(walls.left === 0 && walls.struck === walls.added, `${walls.added - walls.struck} were not struck`);
    bound(walls.most <= WAIT, `one stood for ${walls.most.toFixed()} ms`);
    bound(walls.share < SHARE, `${percent(walls.share)} of the main thread`);
    bound(walls.longest <= TASK, `a task of ${walls.longest.toFixed()} ms`);
    bound(walls.after - walls.before < GROWTH, `memory grew by ${(walls.after - walls.before).toFixed(1)} MB`);
    await page.close();

    page = await bench.open();
    const without = await storm(page, seconds);
    await bench.click(page);
    const during = await storm(page, seconds);
    console.log(
      `storm:  ${during.frames.toFixed(1)} frames a second, ${without.frames.toFixed(1)} without; ${during.changes.toFixed()} changes a second; ${percent(during.share)} of the main thread`,
    );
    bound(during.frames >= without.frames * FRAMES, `${during.frames.toFixed(1)} frames a second, ${without.frames.toFixed(1)} without`);
  } finally {
    await bench.close();
  }
  if (broken.length > 0) throw new Problem(broken.join('; '));
});
