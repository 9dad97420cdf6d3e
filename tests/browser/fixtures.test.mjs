// Every fixture comes to the same report in the native tool, in WebAssembly and in the JavaScript encoding.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../scripts/lib/serve.mjs';
import { launch } from './chromium.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FIXTURES = join(ROOT, 'tests/fixtures');
const NATIVE = join(ROOT, 'target/debug/dele');

/** What a page allows, and whether the JavaScript encoding is loaded there. */
const ENCODINGS = [
  { name: 'WebAssembly', policy: "script-src 'self' 'wasm-unsafe-eval'", javaScript: false },
  { name: 'JavaScript', policy: "script-src 'self'", javaScript: true },
];

/** A case with something to strike, to make a large page of. */
const LARGE = 'newsletter/box-between-paragraphs';

/** All folders with a page.html in them. */
function cases(folder) {
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...(existsSync(join(folder, 'page.html')) ? [folder] : []), ...inner.flatMap(({ name }) => cases(join(folder, name)))];
}

/** The kinds that a case is limited to. */
function kindsOf(folder) {
  const list = /^kinds\s*=\s*\[(.*?)\]/ms.exec(readFileSync(join(folder, 'case.toml'), 'utf8'))?.[1];
  return list && [...list.matchAll(/"(.+?)"/g)].map(([, kind]) => kind);
}

function native(folder, kinds) {
  const args = ['--report', ...(kinds ? ['--kinds', kinds.join(',')] : []), join(folder, 'page.html')];
  return JSON.parse(execFileSync(NATIVE, args, { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

/** In the page. */
function cleanTwice(html, options) {
  const document = new DOMParser().parseFromString(html, 'text/html');
  const before = document.documentElement.outerHTML;
  const report = globalThis.dele.clean(document, options);
  const again = globalThis.dele.clean(document, options).removals.length;
  globalThis.dele.restore(document);
  return { report, again, restored: document.documentElement.outerHTML === before };
}

// Wrong memory can make the core run forever.
describe('fixtures', { concurrency: false, timeout: 600_000 }, () => {
  const folders = cases(FIXTURES);
  let browser;
  /** A page for each encoding, with what it loaded. */
  const places = new Map();

  before(async () => {
    execFileSync('cargo', ['build', '--locked', '--quiet', '--bin', 'dele'], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    browser = await launch();
    for (const { name, policy } of ENCODINGS) {
      const server = await serve(join(ROOT, 'dist/www'), { headers: { 'content-security-policy': policy } });
      const page = await browser.newPage();
      const loaded = [];
      page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
      // Anything with the policy will do; the demo would run by itself.
      await page.goto(`${server.origin}/style.css`);
      await page.evaluate("import('/dele.js').then(({ load }) => load()).then((dele) => { globalThis.dele = dele; })");
      places.set(name, { page, server, loaded });
    }
  });

  after(async () => {
    await browser?.close();
    for (const { server } of places.values()) await server.close();
  });

  test('were found', () => assert.ok(folders.length > 0, `no page.html below ${FIXTURES}`));

  for (const { name, javaScript } of ENCODINGS) {
    test(`${name} is what is loaded where it should be`, () => {
      assert.equal(
        places.get(name).loaded.some((path) => /dele_asm/.test(path)),
        javaScript,
      );
    });
  }

  for (const folder of folders) {
    test(relative(FIXTURES, folder), { timeout: 20_000 }, async () => {
      const kinds = kindsOf(folder);
      const expected = native(folder, kinds);
      for (const { name } of ENCODINGS) {
        const outcome = await places
          .get(name)
          .page.evaluate(cleanTwice, readFileSync(join(folder, 'page.html'), 'utf8'), kinds ? { kinds } : {});
        assert.deepEqual(outcome, { report: expected, again: 0, restored: true }, name);
      }
    });
  }

  // Memory that grows while the core runs is where the two encodings differ most.
  test('a page that is larger than the memory at the start', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dele-large-'));
    try {
      const html = readFileSync(join(FIXTURES, LARGE, 'page.html'), 'utf8');
      const filling = `<p>${'It rained on the harbour, and nobody had brought an umbrella. '.repeat(20)}</p>\n`.repeat(4000);
      writeFileSync(join(folder, 'page.html'), html.replace('</body>', `<section>${filling}</section></body>`));
      const page = readFileSync(join(folder, 'page.html'), 'utf8');
      assert.ok(page.length > 4_000_000, 'large enough to need more memory');
      const expected = native(folder);
      assert.ok(expected.removals.length > 0, 'something to compare');
      for (const { name } of ENCODINGS) {
        assert.deepEqual(await places.get(name).page.evaluate(cleanTwice, page, {}), { report: expected, again: 0, restored: true }, name);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
