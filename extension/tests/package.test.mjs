// What the built folders hold: what stores and browsers ask of them, without starting one.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { built } from './tools.mjs';

const json = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** One script for each language but English. */
const lexicons = readdirSync(new URL('../../lexicon/', import.meta.url))
  .filter((name) => name.endsWith('.toml') && name !== 'en.toml')
  .map((name) => `lexicon-${/^codes = \["(\w+)"/m.exec(readFileSync(new URL(`../../lexicon/${name}`, import.meta.url), 'utf8'))[1]}.js`);

/** Of the line that the product does not cross. */
const FORBIDDEN =
  /unlock|bypass|circumvent|full article|freischalt|umgeh|débloqu|contourn|desbloque|sblocc|aggir|ontgrendel|omzeil|解除|回避/i;

for (const browser of ['chrome', 'firefox']) {
  describe(`dist/${browser}`, () => {
    const folder = built(browser);
    const manifest = json(folder, 'manifest.json');

    test('asks for three permissions and nothing else', () => {
      assert.deepEqual(manifest.permissions, ['activeTab', 'scripting', 'storage']);
      for (const key of [
        'host_permissions',
        'optional_permissions',
        'optional_host_permissions',
        'content_scripts',
        'web_accessible_resources',
        'externally_connectable',
        'content_security_policy',
      ]) {
        assert.equal(key in manifest, false, key);
      }
    });

    test('has every file that its manifest and its pages name, and no other', () => {
      const html = [manifest.options_ui.page, 'closed.html'];
      const named = [
        ...Object.values(manifest.icons),
        ...Object.values(manifest.action.default_icon),
        ...(manifest.background.scripts ?? [manifest.background.service_worker]),
        ...html,
        ...html.flatMap((page) =>
          [...readFileSync(join(folder, page), 'utf8').matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file),
        ),
        'content.js',
        'content-asm.js',
        ...lexicons,
        'manifest.json',
      ];
      const there = files(folder).filter((file) => !file.startsWith('_locales/'));
      assert.deepEqual(there.sort(), [...new Set(named)].sort());
    });

    test('has icons of the sizes it says', () => {
      for (const [size, file] of Object.entries({ ...manifest.icons, ...manifest.action.default_icon })) {
        const png = readFileSync(join(folder, file));
        assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [Number(size), Number(size)], file);
      }
    });

    test('has no code that fetches, evaluates or writes HTML', () => {
      for (const file of files(folder).filter((name) => name.endsWith('.js'))) {
        const code = readFileSync(join(folder, file), 'utf8');
        for (const word of [
          /\bfetch\(/,
          /XMLHttpRequest/,
          /WebSocket/,
          /sendBeacon/,
          /\beval\(/,
          /new Function\b/,
          /innerHTML/,
          /outerHTML/,
          /insertAdjacentHTML/,
          /document\.write/,
          /https?:\/\/(?!www\.w3\.org\/)/,
        ]) {
          assert.doesNotMatch(code, word, file);
        }
      }
    });

    test('speaks every language in full, within what stores allow, and of reading alone', () => {
      const languages = readdirSync(join(folder, '_locales'));
      assert.ok(languages.length >= 11, languages.join());
      const names = Object.keys(json(folder, '_locales/en/messages.json')).sort();
      for (const language of languages) {
        const messages = json(folder, '_locales', language, 'messages.json');
        assert.deepEqual(Object.keys(messages).sort(), names, language);
        assert.ok(messages.name.message.length <= 45, `${language} name`);
        assert.ok(messages.description.message.length <= 132, `${language} description`);
        for (const [name, { message }] of Object.entries(messages)) {
          assert.notEqual(message.trim(), '', `${language} ${name}`);
          assert.doesNotMatch(message, FORBIDDEN, `${language} ${name}`);
          const english = json(folder, '_locales/en/messages.json')[name].message;
          assert.deepEqual(message.match(/\$\d/g)?.sort(), english.match(/\$\d/g)?.sort(), `${language} ${name}`);
        }
        assert.equal(messages.language.message.replace('-', '_'), language);
      }
    });
  });
}

test('Chrome and Firefox are told to start the background their way', () => {
  assert.deepEqual(json(built('chrome'), 'manifest.json').background, { service_worker: 'background.js' });
  const { background, browser_specific_settings: settings } = json(built('firefox'), 'manifest.json');
  assert.deepEqual(background, { scripts: ['background.js'] });
  assert.deepEqual(settings.gecko.data_collection_permissions, { required: ['none'] });
  assert.ok(settings.gecko_android);
});

test("the notes that the shell can put in the reader's language are those that the core writes", () => {
  const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const known = [...read('extension/src/tally.ts').matchAll(/\['([^']+\.)', 'note_\w+'\]/g)].map(([, note]) => note);
  const core = read('src/engine.rs') + read('src/browser/mod.rs');
  assert.ok(known.length > 0);
  for (const note of known) assert.ok(core.includes(`"${note}"`), note);
});

function files(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => relative(folder, join(folder, name)));
}
