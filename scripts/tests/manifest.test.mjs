// The manifests that a browser gets are the base and its own patch, and nothing of the other's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { manifest } from '../lib/manifest.mjs';
import { inRoot, version } from '../lib/project.mjs';

const base = JSON.parse(readFileSync(inRoot('extension/manifest.base.json'), 'utf8'));

for (const [browser, other] of [
  ['chrome', 'firefox'],
  ['firefox', 'chrome'],
]) {
  test(`${browser}: all of the base, its own patch, the project's version`, () => {
    const made = manifest(browser);
    const patch = JSON.parse(readFileSync(inRoot(`extension/manifest.${browser}.json`), 'utf8'));
    for (const key of Object.keys(base)) assert.ok(key in made, key);
    for (const key of Object.keys(patch)) assert.ok(key in made, key);
    assert.equal(made.version, version());
    const foreign = Object.keys(JSON.parse(readFileSync(inRoot(`extension/manifest.${other}.json`), 'utf8')));
    for (const key of foreign) assert.equal(key in made, key in base || key in patch, key);
  });
}
