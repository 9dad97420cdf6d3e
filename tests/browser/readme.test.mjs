// The README's example of the library: its types are right, and it does what it says, under the policy that the README asks for.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { serve } from '../../scripts/lib/serve.mjs';
import { launch } from './chromium.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PARAGRAPH = '<p>For sixty years a small ferry went up the river each morning, and it stopped wherever somebody stood and waved.</p>';
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The ferry</title><link rel="icon" href="data:,">
<script type="module" src="example.js"></script></head><body><article><h1>The ferry</h1><p>By Ada Quill</p>${PARAGRAPH.repeat(4)}
<div id="box" class="newsletter-signup"><h3>Sign up for our newsletter</h3><p>Get the best stories in your inbox every Friday.</p>
<form action="/newsletter"><input type="email" name="email"><button>Sign up</button></form></div>${PARAGRAPH.repeat(4)}</article></body></html>`;

describe('the example in the README', () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1];
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'dele-readme-'));
    cpSync(join(ROOT, 'dist/www'), folder, { recursive: true });
    writeFileSync(join(folder, 'example.ts'), example);
    writeFileSync(join(folder, 'example.js'), transformSync(example, { loader: 'ts' }).code);
    writeFileSync(join(folder, 'example.html'), PAGE);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('has the types that come with the library', () => {
    const options = ['--strict', '--noEmit', '--target', 'ES2024', '--module', 'ESNext', '--moduleResolution', 'bundler', '--types', ''];
    const tsc = (file) =>
      execFileSync(join(ROOT, 'node_modules/.bin/tsc'), [...options, '--ignoreConfig', file], { cwd: folder, encoding: 'utf8' });
    tsc('example.ts');
    writeFileSync(join(folder, 'wrong.ts'), example.replace("'newsletter'", "'advert'"));
    assert.throws(
      () => tsc('wrong.ts'),
      ({ stdout }) => /advert/.test(stdout),
    );
  });

  for (const policy of ["script-src 'self' 'wasm-unsafe-eval'", "script-src 'self'"]) {
    test(`does what it says under ${policy}`, async () => {
      const server = await serve(folder, { headers: { 'content-security-policy': policy } });
      const browser = await launch();
      try {
        const page = await browser.newPage();
        const said = [];
        await new Promise((done, fail) => {
          page.on('console', (message) => message.type() === 'log' && said.push(message.text()) === 2 && done());
          page.on('pageerror', fail);
          page.goto(`${server.origin}/example.html`).catch(fail);
        });
        assert.match(said[0], /^newsletter Sign up for our newsletter Get the best .+ \w/);
        assert.equal(said[1], '1');
        assert.equal(await page.$eval('#box', (box) => box.checkVisibility()), false);
      } finally {
        await browser.close();
        await server.close();
      }
    });
  }
});
