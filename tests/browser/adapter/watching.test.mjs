// What comes later is struck too, within bounds, and undo holds at any time.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { article, BOX, SCRIM, stand, WALL } from './stand.mjs';

let site;
before(async () => {
  site = await stand(process.env.BROWSER);
});
after(() => site?.close());

test('strikes now, and what is added later, until it is stopped', async () => {
  const page = await site.open(article({ middle: BOX }));
  const result = await page.evaluate(
    async (wall, box) => {
      const reports = [];
      const stop = dele.watch(document, {}, (report) => reports.push(report.removals.map(({ kind }) => kind)));
      const now = shown('#box');
      document.body.insertAdjacentHTML('beforeend', wall);
      await pause(400);
      const later = shown('#wall');
      stop();
      document.querySelector('article').insertAdjacentHTML('beforeend', box.replace('id="box"', 'id="after"'));
      await pause(400);
      const back = dele.restore(document);
      return {
        now,
        later,
        stopped: shown('#after'),
        reports: reports.length,
        kinds: reports.flat().length,
        back,
        shown: [shown('#box'), shown('#wall')],
      };
    },
    WALL,
    BOX,
  );
  assert.deepEqual(result, { now: false, later: false, stopped: true, reports: 2, kinds: 2, back: 2, shown: [true, true] });
});

test('restoring ends the watch', async () => {
  const page = await site.open(article());
  const visible = await page.evaluate(async (wall) => {
    dele.watch(document);
    dele.restore(document);
    document.body.insertAdjacentHTML('beforeend', wall);
    await pause(500);
    return shown('#wall');
  }, WALL);
  assert.equal(visible, true);
});

test('a wall is struck before it is seen', async () => {
  const page = await site.open(article());
  const frames = await page.evaluate(async (wall) => {
    dele.watch(document);
    await pause(1200);
    document.body.insertAdjacentHTML('beforeend', wall);
    let seen = 0;
    for (let left = 10; left > 0; left--) {
      await frame();
      if (shown('#wall')) seen++;
    }
    return seen;
  }, WALL);
  assert.ok(frames <= 1, `it stood for ${frames} frames`);
});

test('one block put back by the reader stays', async () => {
  const page = await site.open(article({ middle: BOX }));
  const visible = await page.evaluate(async (wall) => {
    let id;
    dele.watch(document, {}, (report) => {
      id ??= report.removals[0].id;
    });
    dele.restore(document, id);
    document.body.insertAdjacentHTML('beforeend', wall);
    await pause(400);
    return [shown('#box'), shown('#wall')];
  }, WALL);
  assert.deepEqual(visible, [true, false]);
});

test('what a guard shows again is hidden again, a bounded number of times', async () => {
  const page = await site.open(article({ last: WALL }));
  const result = await page.evaluate(async () => {
    const notes = [];
    dele.watch(document, {}, (report) => notes.push(...report.notes));
    const wall = document.getElementById('wall');
    let rounds = 0;
    wall.style.setProperty('display', 'block', 'important');
    await pause(300);
    const once = shown('#wall');
    new MutationObserver(() => {
      if (getComputedStyle(wall).display === 'none') {
        rounds++;
        wall.style.setProperty('display', 'block', 'important');
      }
    }).observe(wall, { attributes: true });
    wall.style.setProperty('display', 'block', 'important');
    for (let left = 150; left > 0 && notes.length === 0; left--) await pause(100);
    const after = rounds;
    await pause(1000);
    return { once, rounds: after, more: rounds - after, notes: notes.length };
  });
  assert.equal(result.once, false);
  assert.ok(result.rounds > 2 && result.rounds < 100, `${result.rounds} rounds`);
  assert.deepEqual([result.more, result.notes], [0, 1]);
});

test('a lock put back is released again', async () => {
  const page = await site.open(
    article({ head: '<style>.lock { overflow: hidden } body.fixed { position: fixed }</style>', body: 'class="lock"', last: WALL }),
  );
  const result = await page.evaluate(async () => {
    const before = document.documentElement.outerHTML;
    dele.watch(document);
    const free = () =>
      getComputedStyle(document.body).overflowY !== 'hidden' &&
      getComputedStyle(document.documentElement).overflowY !== 'hidden' &&
      getComputedStyle(document.body).position !== 'fixed';
    const states = [free()];
    for (const change of [
      () => document.body.style.setProperty('overflow', 'hidden', 'important'),
      () => document.documentElement.classList.add('lock'),
      () => document.body.classList.add('fixed'),
    ]) {
      change();
      await pause(400);
      states.push(free());
    }
    document.body.classList.remove('fixed');
    document.documentElement.removeAttribute('class');
    document.body.style.removeProperty('overflow-x');
    dele.restore(document);
    return { states, locked: !free(), shown: shown('#wall'), before: before.length };
  });
  assert.deepEqual(result.states, [true, true, true, true]);
  assert.deepEqual([result.locked, result.shown], [true, true]);
});

test('what is shown by a class or fades in', async () => {
  const css =
    '<style>#wall { opacity: 0; visibility: hidden; transition: opacity .2s } .on #wall { opacity: 1; visibility: visible }</style>';
  const page = await site.open(article({ head: css, last: WALL }));
  const result = await page.evaluate(async () => {
    dele.watch(document);
    await pause(200);
    const before = dele.nodes(document, 1).length;
    document.body.classList.add('on');
    await pause(900);
    return [before, shown('#wall')];
  });
  assert.deepEqual(result, [0, false]);
});

describe('backdrops that come after the wall was struck', () => {
  test('one that fades in late goes too', async () => {
    const css = '<style>#scrim { opacity: 0; transition: opacity .2s } #scrim.on { opacity: 1 }</style>';
    const page = await site.open(article({ head: css }));
    const result = await page.evaluate(
      async (scrim, wall) => {
        dele.watch(document);
        document.body.insertAdjacentHTML('beforeend', scrim + wall);
        await pause(400);
        const struck = !shown('#wall');
        document.getElementById('scrim').classList.add('on');
        await pause(900);
        const covered = shown('#scrim');
        dele.restore(document);
        return [struck, covered, shown('#wall'), shown('#scrim'), document.getElementById('scrim').getAttribute('style')];
      },
      SCRIM,
      WALL,
    );
    assert.deepEqual(result, [true, false, true, true, SCRIM.match(/style="([^"]+)/)[1]]);
  });

  test('that of a menu opened later stays, while the menu slides out again too', async () => {
    const drawer =
      '<div id="drawer" style="position:fixed;left:0;top:0;bottom:0;width:300px;z-index:1000;background:#fff"><a href="/news">News</a> <a href="/sport">Sport</a></div>';
    const page = await site.open(article({ last: SCRIM + WALL }));
    const result = await page.evaluate(
      async (scrim, menu) => {
        dele.watch(document);
        await pause(200);
        const states = [shown('#wall'), shown('#scrim')];
        document.getElementById('scrim').remove();
        document.body.insertAdjacentHTML('beforeend', scrim + menu);
        await pause(500);
        states.push(shown('#drawer'), shown('#scrim'));
        document.getElementById('drawer').hidden = true;
        document.getElementById('drawer').style.display = 'none';
        await pause(900);
        return [...states, shown('#scrim')];
      },
      SCRIM,
      drawer,
    );
    assert.deepEqual(result, [false, false, true, true, true]);
  });
});

test('a shadow tree attached later, and a frame loaded later', async () => {
  const page = await site.open(
    article({ middle: '<x-signup></x-signup>', last: '<iframe id="inner" style="width:900px;height:900px"></iframe>' }),
  );
  const visible = await page.evaluate(
    async (box, inner) => {
      dele.watch(document);
      await pause(100);
      const host = document.querySelector('x-signup');
      host.attachShadow({ mode: 'open' }).innerHTML = box;
      const frame = document.getElementById('inner');
      frame.srcdoc = inner;
      await pause(1000);
      const first = [
        host.shadowRoot.getElementById('box').checkVisibility(),
        frame.contentDocument.getElementById('box').checkVisibility(),
      ];
      host.shadowRoot.innerHTML = `<p>new</p>${box}`;
      frame.contentDocument.querySelector('article').insertAdjacentHTML('beforeend', box.replace('id="box"', 'id="again"'));
      await pause(500);
      return [
        ...first,
        host.shadowRoot.getElementById('box').checkVisibility(),
        frame.contentDocument.getElementById('again').checkVisibility(),
      ];
    },
    BOX,
    article({ middle: BOX }),
  );
  assert.deepEqual(visible, [false, false, false, false]);
});

describe('content swapped in place', () => {
  test('another article in the same document', async () => {
    const page = await site.open(article({ middle: BOX }));
    const visible = await page.evaluate(async (wall) => {
      dele.watch(document);
      history.pushState({}, '', '/second');
      document.querySelector('article').innerHTML = document.querySelector('article').innerHTML.replaceAll('gauge', 'bell');
      document.body.insertAdjacentHTML('beforeend', wall);
      await pause(500);
      return [shown('#box'), shown('#wall'), shown('h1')];
    }, WALL);
    assert.deepEqual(visible, [false, false, true]);
  });

  test('an element that was a box and now holds text is shown again', async () => {
    const page = await site.open(article({ middle: BOX }));
    const result = await page.evaluate(async () => {
      dele.watch(document);
      const before = shown('#box');
      const box = document.getElementById('box');
      box.className = '';
      box.textContent = 'The divers came back in June with a longer rope and the same opinion, and the pier leaned on as before.';
      await pause(500);
      const text = shown('#box');
      dele.restore(document);
      return [before, text, shown('#box'), box.getAttribute('style')];
    });
    assert.deepEqual(result, [false, true, true, null]);
  });

  test('a countdown in a struck box is the same box', async () => {
    const page = await site.open(article({ middle: BOX.replace('</h3>', ' <b id="left">10</b></h3>') }));
    const result = await page.evaluate(async () => {
      let reports = 0;
      dele.watch(document, {}, () => reports++);
      for (let left = 9; left > 4; left--) {
        document.getElementById('left').textContent = left;
        await pause(150);
      }
      return [reports, shown('#box')];
    });
    assert.deepEqual(result, [1, false]);
  });

  test('a component made anew is struck anew; undo puts back what is there', async () => {
    const page = await site.open(article({ middle: `<div id="mount">${BOX}</div>` }));
    const result = await page.evaluate(async (box) => {
      dele.watch(document);
      const states = [];
      for (let round = 0; round < 5; round++) {
        document.getElementById('mount').innerHTML = box;
        await pause(400);
        states.push(shown('#box'));
      }
      return { states, back: dele.restore(document), shown: shown('#box') };
    }, BOX);
    assert.deepEqual(result, { states: Array(5).fill(false), back: 1, shown: true });
  });
});
