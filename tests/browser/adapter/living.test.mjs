// Pages with a life of their own: they move on without loading, grow, put things back, and frame other pages.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { article, BOX, SCRIM, stand, WALL } from './stand.mjs';

let site;
before(async () => {
  site = await stand(process.env.BROWSER);
});
after(() => site?.close());

describe('a page that moves on without loading', () => {
  for (const [name, move] of Object.entries({
    pushState: () => history.pushState({}, '', '/second'),
    replaceState: () => history.replaceState({}, '', '/second'),
    'a fragment': () => {
      location.hash = 'second';
    },
    'nothing at all': () => undefined,
  })) {
    test(`by ${name}`, async () => {
      const page = await site.open(article({ middle: BOX, last: WALL }));
      const result = await page.evaluate(
        async (move, box, wall) => {
          dele.watch(document);
          const main = document.querySelector('main');
          const first = main.innerHTML;
          const states = [shown('#box'), shown('#wall')];
          new Function(`return (${move})()`)();
          document.getElementById('wall').remove();
          main.textContent = 'Loading';
          await pause(100);
          main.innerHTML = first.replaceAll('gauge', 'bell').replace(/ style="[^"]*"/g, '');
          await pause(600);
          states.push(shown('#box'), shown('h1'));
          document.body.insertAdjacentHTML('beforeend', wall);
          await pause(600);
          states.push(shown('#wall'));
          return {
            states,
            back: dele.restore(document),
            shown: [shown('#box'), shown('#wall')],
            style: [box.length > 0, document.getElementById('box').getAttribute('style')],
          };
        },
        move.toString(),
        BOX,
        WALL,
      );
      assert.deepEqual(result, { states: [false, false, false, true, false], back: 2, shown: [true, true], style: [true, null] });
    });
  }

  test('and back to nodes that it had kept', async () => {
    const page = await site.open(article({ middle: BOX }));
    const result = await page.evaluate(async () => {
      dele.watch(document);
      const kept = document.querySelector('article');
      const other = kept.cloneNode(true);
      other.querySelector('#box').remove();
      other.querySelector('h1').textContent = 'Another pier';
      const states = [shown('#box')];
      addEventListener('popstate', () => other.replaceWith(kept));
      history.pushState({}, '', '/second');
      kept.replaceWith(other);
      await pause(300);
      const clean = kept.querySelector('#box').getAttribute('style');
      history.back();
      await pause(800);
      states.push(shown('#box'), shown('h1'));
      return { states, clean, back: dele.restore(document), shown: shown('#box') };
    });
    assert.deepEqual(result, { states: [false, false, true], clean: null, back: 1, shown: true });
  });
});

test('text and boxes that come as the reader scrolls', async () => {
  const page = await site.open(article({ middle: '<div style="height:1200px"></div>', last: '<div id="end" style="height:10px"></div>' }));
  const result = await page.evaluate(
    async (more) => {
      let count = 0;
      new IntersectionObserver(([{ isIntersecting }]) => {
        if (!isIntersecting || count === 4) return;
        document.getElementById('end').insertAdjacentHTML('beforebegin', more.replaceAll('="box"', `="box-${count++}"`));
      }).observe(document.getElementById('end'));
      dele.watch(document);
      const states = [];
      for (let i = 0; i < 4; i++) {
        scrollTo(0, document.documentElement.scrollHeight);
        await pause(500);
        states.push(document.getElementById(`box-${i}`) !== null && !shown(`#box-${i}`));
      }
      return {
        states,
        headlines: [...document.querySelectorAll('h1')].filter((heading) => heading.checkVisibility()).length,
        back: dele.restore(document),
      };
    },
    article({ middle: BOX }).match(/<main>.*<\/main>/s)[0],
  );
  assert.deepEqual(result, { states: [true, true, true, true], headlines: 5, back: 4 });
});

test('several frames of the same origin, one in another, one that comes later', async () => {
  const page = await site.open(article({ middle: BOX, last: '<iframe id="one" style="width:900px;height:900px"></iframe>' }));
  const result = await page.evaluate(
    async (inner, outer) => {
      const loaded = (frame) => new Promise((done) => frame.addEventListener('load', done, { once: true }));
      const one = document.getElementById('one');
      one.srcdoc = outer;
      await loaded(one);
      const two = one.contentDocument.getElementById('two');
      two.srcdoc = inner;
      await loaded(two);
      const reports = [];
      dele.watch(document, {}, (report) => reports.push(report.removals.length));
      const boxes = () =>
        [document, one.contentDocument, two.contentDocument].map((within) => within.getElementById('box').checkVisibility());
      const first = boxes();
      const three = document.createElement('iframe');
      three.style.cssText = 'width:900px;height:900px';
      three.srcdoc = inner;
      document.body.append(three);
      await loaded(three);
      await pause(700);
      const late = three.contentDocument.getElementById('box').checkVisibility();
      const kept = three.contentDocument;
      three.remove();
      await pause(500);
      return { reports, first, late, back: dele.restore(document), shown: boxes(), gone: kept.getElementById('box').getAttribute('style') };
    },
    article({ middle: BOX }),
    article({ middle: BOX, last: '<iframe id="two" style="width:900px;height:900px"></iframe>' }),
  );
  assert.deepEqual(result, { reports: [3, 1], first: [false, false, false], late: false, back: 3, shown: [true, true, true], gone: null });
});

describe('a page that puts things back', () => {
  /** What a guard does every 150 ms, five times over. */
  const GUARDS = {
    'takes our style off': () => wall.removeAttribute('style'),
    'writes its own style': () =>
      wall.setAttribute('style', 'display: flex !important; position: fixed; inset: 20%; z-index: 1000; background: #fff'),
    'sets the class that shows it': () => {
      wall.className = `on-${Math.random()}`;
      wall.style.display = '';
    },
    'moves it to the end': () => document.body.append(wall),
    'puts a copy in its place': () => {
      const copy = wall.cloneNode(true);
      copy.style.removeProperty('display');
      wall.replaceWith(copy);
    },
    'takes it out and in again': () => {
      const { wall } = globalThis;
      wall.remove();
      setTimeout(() => document.body.append(wall), 20);
    },
  };
  for (const [name, guard] of Object.entries(GUARDS)) {
    test(name, async () => {
      const css = '<style>#wall { position: fixed; inset: 20%; z-index: 1000; background: #fff } .lock { overflow: hidden }</style>';
      const page = await site.open(article({ head: css, body: 'class="lock"', last: WALL }));
      const result = await page.evaluate(async (guard) => {
        dele.watch(document);
        const act = new Function(`return ${guard}`)();
        for (let i = 0; i < 5; i++) {
          act();
          document.body.className = 'lock';
          document.body.style.removeProperty('overflow-y');
          await pause(150);
        }
        await pause(500);
        const struck = [shown('#wall'), getComputedStyle(document.body).overflowY];
        dele.restore(document);
        return {
          struck,
          back: [shown('#wall'), getComputedStyle(document.body).overflowY],
          walls: document.querySelectorAll('#wall').length,
        };
      }, guard.toString());
      assert.deepEqual(result, { struck: [false, 'visible'], back: [true, 'hidden'], walls: 1 });
    });
  }

  test('a lock put back again and again is left to it after some rounds, with a note', async () => {
    const page = await site.open(article({ head: '<style>body { overflow: hidden }</style>', last: SCRIM + WALL }));
    const result = await page.evaluate(async () => {
      const notes = [];
      let rounds = 0;
      dele.watch(document, {}, (report) => notes.push(...report.notes));
      const guard = new MutationObserver(() => {
        if (document.body.style.overflowY !== 'visible') return;
        rounds++;
        document.body.style.removeProperty('overflow-y');
      });
      guard.observe(document.body, { attributes: true });
      document.body.style.removeProperty('overflow-y');
      for (let left = 200; left > 0 && notes.length === 0; left--) await pause(100);
      const after = rounds;
      await pause(1500);
      guard.disconnect();
      return { notes, bounded: after > 2 && after < 100, more: rounds - after, wall: shown('#wall') };
    });
    assert.deepEqual(result, { notes: ['The page keeps putting a block back; it is left there.'], bounded: true, more: 0, wall: false });
  });
});

test('a wall that a change elsewhere shows is judged within a few seconds', async () => {
  const css = '<style>#wall { visibility: hidden } .due ~ #wall { visibility: visible }</style>';
  const page = await site.open(article({ head: css, last: `<i id="mark">1</i>${WALL}` }));
  const result = await page.evaluate(async () => {
    dele.watch(document);
    await pause(300);
    document.getElementById('mark').className = 'due';
    const states = [shown('#wall')];
    await pause(2800);
    return [...states, shown('#wall')];
  });
  assert.deepEqual(result, [true, false]);
});

test('a wall amid a storm of other changes', async () => {
  const page = await site.open(article({ last: '<div id="chat"></div>' }));
  const waited = await page.evaluate(async (wall) => {
    dele.watch(document);
    const chat = document.getElementById('chat');
    const storm = setInterval(() => {
      for (let i = 0; i < 40; i++) {
        chat.insertAdjacentHTML('beforeend', `<p>Somebody says line ${i} of the talk</p>`);
        if (chat.children.length > 50) chat.firstChild.remove();
      }
    }, 4);
    await pause(3000);
    const start = performance.now();
    document.body.insertAdjacentHTML('beforeend', wall);
    while (shown('#wall') && performance.now() - start < 3000) await pause(20);
    clearInterval(storm);
    return performance.now() - start;
  }, WALL);
  assert.ok(waited < 800, `it stood for ${waited} ms`);
});
