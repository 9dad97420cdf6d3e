// What watching costs on pages that never rest: a short `npm run soak` with wide bounds, since other things run beside the tests.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rig, soak, storm } from '../../../scripts/lib/soak.mjs';

/** Only Chromium gives a profile. */
const options = { skip: process.env.BROWSER === 'Firefox' };

let bench;
before(async () => {
  if (!options.skip) bench = await rig();
});
after(() => bench?.close());

test('a page that puts up a wall, a bar and a box every 100 ms', options, async (context) => {
  const page = await bench.open();
  await bench.click(page);
  const { added, struck, left, most, median, share, longest, before, after } = await soak(page, 8);
  context.diagnostic(
    `${struck} of ${added} struck within ${most.toFixed()} ms (median ${median.toFixed()} ms), ${(share * 100).toFixed(2)} % of the time, longest task ${longest.toFixed()} ms`,
  );
  assert.deepEqual([struck, left], [added, 0]);
  assert.ok(added > 200, `${added} added`);
  assert.ok(most < 900, `one stood for ${most} ms`);
  assert.ok(share < 0.05, `${share} of the time`);
  assert.ok(longest < 200, `a task of ${longest} ms`);
  assert.ok(after - before < 3, `${before} MB, then ${after} MB`);
});

test('ten thousand changes a second that have nothing to do with walls', options, async (context) => {
  const page = await bench.open();
  const without = await storm(page, 4);
  await bench.click(page);
  const during = await storm(page, 8);
  context.diagnostic(
    `${without.frames.toFixed(1)} frames a second without, ${during.frames.toFixed(1)} with; ${during.changes.toFixed()} changes a second; ${(during.share * 100).toFixed(2)} % of the time`,
  );
  assert.ok(during.share < 0.04, `${during.share} of the time`);
  assert.ok(during.frames > without.frames * 0.85, `${during.frames} frames a second, ${without.frames} without`);
});
