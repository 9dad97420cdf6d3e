// Reading, striking and putting back, on pages that make it hard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { article, BOX, HEADLINE, stand } from './stand.mjs';

let site;
before(async () => {
  site = await stand(process.env.BROWSER);
});
after(() => site?.close());

/** Cleans, looks, restores, looks again. */
const roundTrip = (page) =>
  page.evaluate(() => {
    const before = document.documentElement.outerHTML;
    const report = dele.clean(document);
    const shownAfter = shown('#box');
    const again = dele.clean(document).removals.length;
    const back = dele.restore(document);
    return {
      removals: report.removals,
      shownAfter,
      again,
      back,
      same: document.documentElement.outerHTML === before,
      shownBack: shown('#box'),
    };
  });

const STYLES = {
  'no style': '',
  'a style as the browser would write it': 'style="color: red;"',
  'a style as people write it': 'style="color:red;;  BACKGROUND : blue"',
  'an empty style': 'style=""',
  'a style that is none': 'style="bogus"',
  'a display of its own': 'style="display:flex!important"',
  'a display from a variable': 'style="--d:grid;display:var(--d)"',
};
for (const [name, style] of Object.entries(STYLES)) {
  test(`puts back exactly: ${name}`, async () => {
    const page = await site.open(article({ after: BOX.replace('<div ', `<div ${style} `) }));
    const result = await roundTrip(page);
    assert.equal(result.removals.length, 1);
    assert.deepEqual([result.shownAfter, result.again, result.back, result.same, result.shownBack], [false, 0, 1, true, true]);
  });
}

test('a policy against inline styles stops neither striking nor putting back', async () => {
  const page = await site.open(
    article({ after: BOX, last: '<script nonce="n">box.style.color = "rgb(1, 2, 3)"; box.style.paddingTop = "4px";</script>' }),
    {
      headers: {
        'content-security-policy': "default-src 'none'; script-src 'self' 'nonce-n' 'wasm-unsafe-eval'; style-src 'self'; img-src data:",
      },
    },
  );
  const result = await roundTrip(page);
  assert.deepEqual([result.removals.length, result.shownAfter, result.same], [1, false, true]);
  assert.equal(await page.$eval('#box', (box) => getComputedStyle(box).color), 'rgb(1, 2, 3)');
});

test('a refused WebAssembly does not matter', async () => {
  const page = await site.open(article({ after: BOX }), { headers: { 'content-security-policy': "script-src 'self'" } });
  const result = await roundTrip(page);
  assert.deepEqual([result.removals.length, result.shownAfter, result.same], [1, false, true]);
});

test('fields that shadow properties of their form', async () => {
  const names = [
    'id',
    'parentNode',
    'children',
    'attributes',
    'remove',
    'className',
    'style',
    'firstChild',
    'nextSibling',
    'nodeType',
    'localName',
    'getAttribute',
    'data',
    'isConnected',
  ];
  const fields = names.map((name) => `<input name="${name}">`).join('');
  const images = '<img name="body" alt=""><img name="documentElement" alt=""><form name="defaultView"></form><form name="URL"></form>';
  const page = await site.open(
    article({ after: BOX.replace('<form ', '<form id="clobbered" ').replace('</form>', `${fields}</form>`), last: images }),
  );
  const result = await roundTrip(page);
  assert.deepEqual([result.removals.length, result.shownAfter, result.same], [1, false, true]);
});

test('the form itself is struck and put back', async () => {
  const form = BOX.replace('<div id="box" class="newsletter-signup">', '<form id="box" class="newsletter-signup">')
    .replace('<form action="/newsletter">', '<input name="style"><input name="remove"><input name="parentNode">')
    .replace('</form></div>', '</form>');
  const page = await site.open(article({ after: form }));
  const result = await roundTrip(page);
  assert.deepEqual([result.removals.length, result.shownAfter, result.same], [1, false, true]);
});

test('zero bytes and lone surrogates in texts and attributes shift nothing', async () => {
  const page = await site.open(article({ after: BOX }));
  await page.evaluate(() => {
    document.querySelector('.story p').firstChild.data += ' a\0b\uD800c\uDC00 ';
    document.querySelector('h1').setAttribute('class', 'x\0y');
  });
  const result = await roundTrip(page);
  assert.deepEqual([result.removals.length, result.shownAfter, result.same], [1, false, true]);
});

test('one block is put back, and its nodes are told', async () => {
  const page = await site.open(article({ middle: BOX, after: BOX.replace('id="box"', 'id="second"') }));
  const result = await page.evaluate(() => {
    const { removals } = dele.clean(document);
    const nodes = removals.flatMap(({ id }) => dele.nodes(document, id));
    const one = dele.restore(document, removals[0].id);
    const visible = [shown('#box'), shown('#second')];
    return {
      removals: removals.length,
      ids: nodes.map((node) => node.id),
      one,
      visible,
      unknown: dele.restore(document, 999),
      rest: dele.restore(document),
      none: dele.restore(document),
    };
  });
  assert.deepEqual(result, { removals: 2, ids: ['box', 'second'], one: 1, visible: [true, false], unknown: 0, rest: 1, none: 0 });
});

test('what the page changes in between stays changed', async () => {
  const page = await site.open(article({ after: BOX.replace('<div ', '<div style="color:red" ') }));
  const style = await page.evaluate(() => {
    dele.clean(document);
    document.getElementById('box').style.color = 'green';
    document.getElementById('box').setAttribute('data-x', '1');
    dele.restore(document);
    return [document.getElementById('box').getAttribute('style'), shown('#box')];
  });
  assert.deepEqual(style, ['color: green;', true]);
});

test('what the page removes stays removed', async () => {
  const page = await site.open(article({ after: BOX }));
  const result = await page.evaluate(() => {
    dele.clean(document);
    const box = document.getElementById('box');
    box.remove();
    dele.restore(document);
    return [document.getElementById('box'), box.getAttribute('style')];
  });
  assert.deepEqual(result, [null, null]);
});

test('a parsed document is cleaned and cut', async () => {
  const page = await site.open(article());
  const result = await page.evaluate(
    (html) => {
      const parsed = new DOMParser().parseFromString(html, 'text/html');
      const found = dele.clean(parsed).removals.length;
      return {
        found,
        cut: dele.cut(parsed),
        box: parsed.getElementById('box'),
        title: parsed.querySelector('h1').textContent,
        after: dele.restore(parsed),
      };
    },
    article({ after: BOX }),
  );
  assert.deepEqual(result, { found: 1, cut: 1, box: null, title: HEADLINE, after: 0 });
});

test('documents of every kind', async () => {
  const page = await site.open(article());
  const kinds = await page.evaluate(() => {
    const sources = [
      ['text/html', ''],
      ['text/html', '<frameset><frame></frameset>'],
      ['application/xhtml+xml', '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Hello</p></body></html>'],
      ['application/xml', '<a><b>c</b></a>'],
      ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>'],
    ];
    const documents = sources.map(([type, source]) => new DOMParser().parseFromString(source, type));
    const bodiless = document.implementation.createHTMLDocument('');
    bodiless.body.remove();
    return [...documents, new Document(), bodiless].map((each) => [dele.clean(each).removals.length, dele.restore(each)]);
  });
  assert.deepEqual(kinds, Array(7).fill([0, 0]));
});

test('ten thousand levels', async () => {
  const page = await site.open(article());
  const result = await page.evaluate(() => {
    const top = document.createElement('div');
    let innermost = top;
    for (let level = 0; level < 10_000; level++) {
      innermost.append(document.createElement('div'));
      innermost = innermost.firstChild;
    }
    document.body.append(top);
    const start = performance.now();
    const { removals } = dele.clean(document);
    const took = performance.now() - start;
    top.remove(); // before the browser lays it out, which takes it minutes
    return { removals: removals.length, took };
  });
  assert.equal(result.removals, 0);
  assert.ok(result.took < 1000, `took ${result.took} ms`);
});

test('errors say what is wrong', async () => {
  const page = await site.open(article());
  const errors = await page.evaluate(() =>
    [
      () => dele.clean(3),
      () => dele.clean(document.body),
      () => dele.restore(null),
      () => dele.watch({}),
      () => dele.clean(document, 7),
      () => dele.clean(document, { kind: [] }),
      () => dele.clean(document, { kinds: 'paywall' }),
      () => dele.clean(document, { kinds: ['paywall', 'cookie'] }),
      () => dele.clean(document, { explain: 'yes' }),
    ].map((call) => {
      try {
        call();
        return 'no error';
      } catch (error) {
        return error instanceof Error ? error.message : 'not an Error';
      }
    }),
  );
  assert.match(errors[0], /^document: /);
  assert.match(errors[1], /^document: /);
  assert.match(errors[2], /^document: /);
  assert.match(errors[3], /^document: /);
  assert.match(errors[4], /^options: /);
  assert.match(errors[5], /^options\.kind: /);
  assert.match(errors[6], /^options\.kinds: /);
  assert.match(errors[7], /^options\.kinds: "cookie" is not one of paywall, /);
  assert.match(errors[8], /^options\.explain: /);
});

test('other kinds are left alone', async () => {
  const page = await site.open(article({ after: BOX }));
  const counts = await page.evaluate(() => [
    dele.clean(document, { kinds: ['byline'] }).removals.length,
    dele.clean(document, { kinds: ['newsletter'] }).removals.length,
  ]);
  assert.deepEqual(counts, [0, 1]);
});

test('open shadow trees and frames of the same origin', async () => {
  const page = await site.open(
    article({
      after: '<x-signup></x-signup><p>The survey goes on until the autumn.</p>',
      last: `<iframe id="inner" style="width:900px;height:900px"></iframe>`,
    }),
  );
  const result = await page.evaluate(
    async (box, inner) => {
      customElements.define('x-signup', class extends HTMLElement {});
      const host = document.querySelector('x-signup');
      host.attachShadow({ mode: 'open' }).innerHTML = box;
      const frame = document.getElementById('inner');
      frame.srcdoc = inner;
      await new Promise((loaded) => frame.addEventListener('load', loaded, { once: true }));
      const look = () => [
        host.shadowRoot.getElementById('box').checkVisibility(),
        frame.contentDocument.getElementById('box').checkVisibility(),
        frame.checkVisibility(),
      ];
      const { removals } = dele.clean(document);
      const struck = look();
      dele.restore(document);
      return { removals: removals.length, struck, back: look() };
    },
    BOX,
    article({ after: BOX }),
  );
  assert.deepEqual(result, { removals: 2, struck: [false, false, true], back: [true, true, true] });
});

test('nodes of the caller are not read', async () => {
  const page = await site.open(article({ after: BOX }));
  const count = await page.evaluate(() => {
    dele.ignore(document.getElementById('box'));
    return dele.clean(document).removals.length;
  });
  assert.equal(count, 0);
});

test('a call from inside another one is an error and breaks nothing', async () => {
  const box = BOX.replace('<div id="box"', '<x-box id="box" style="display:block"').replace(/<\/div>$/, '</x-box>');
  const page = await site.open(article({ middle: box }));
  const result = await page.evaluate(() => {
    const outcomes = [];
    let armed = false;
    class Callback extends HTMLElement {
      static observedAttributes = ['style'];
      attributeChangedCallback() {
        if (!armed) return;
        for (const call of [dele.clean, dele.restore, dele.watch, dele.cut, (document) => dele.nodes(document, 1)]) {
          try {
            call(document);
            outcomes.push('no error');
          } catch (error) {
            outcomes.push(error instanceof Error);
          }
        }
      }
    }
    customElements.define('x-box', Callback);
    armed = true;
    const struck = [dele.clean(document).removals.length, shown('#box')];
    const back = [dele.restore(document), shown('#box')];
    return { struck, back, outcomes };
  });
  assert.deepEqual(
    [result.struck, result.back],
    [
      [1, false],
      [1, true],
    ],
  );
  assert.ok(result.outcomes.length >= 10, 'the page was not called');
  assert.deepEqual([...new Set(result.outcomes)], [true]);
});
