// From sources to the three folders of dist/.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import { manifest } from './manifest.mjs';
import { inRoot } from './project.mjs';

/** The oldest browsers that have what we use; the extension's manifests name the same. */
const TARGETS = { chrome: 'chrome120', firefox: 'firefox140' };

/**
 * WebAssembly as a string: deflated, in base64. The deflated bytes do not compress again, so base64 costs next to nothing in a zip, whereas
 * base64 of the plain bytes, which moves them out of step, comes out a third larger, and a character for each byte a twentieth.
 */
const packedWasm = {
  name: 'wasm',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.wasm$/ }, async ({ path }) => ({
      contents: deflateRawSync(await readFile(path), { level: 9 }).toString('base64'),
      loader: 'text',
    })),
};

/** `lexicon:CODE` is a script that brings one language to the content script. */
const lexicon = {
  name: 'lexicon',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^lexicon:/ }, ({ path }) => ({ path: path.slice('lexicon:'.length), namespace: 'lexicon' }));
    onLoad({ filter: /./, namespace: 'lexicon' }, ({ path: code }) => ({
      contents: `import { leave } from './extension/src/lexicons.ts';
        import pack from './target/glue/lexicons/${code}.txt';
        leave('${code}', pack);`,
      resolveDir: inRoot(''),
    }));
  },
};

const common = {
  bundle: true,
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  loader: { '.css': 'text', '.svg': 'text', '.html': 'text', '.txt': 'text' },
  plugins: [packedWasm],
  absWorkingDir: inRoot(''),
  logLevel: 'warning',
};

/** An unpacked extension in dist/BROWSER. */
export async function bundleExtension(browser) {
  const from = inRoot('extension/');
  const to = inRoot(`dist/${browser}/`);
  fresh(to);
  const names = ['background', 'content', 'content-asm', 'options', 'closed'];
  const { codes } = await import('../../target/glue/codes.js');
  const { metafile } = await build({
    ...common,
    entryPoints: [
      ...names.map((name) => ({ in: `${from}src/${name}.ts`, out: name })),
      ...codes.map((code) => ({ in: `lexicon:${code}`, out: `lexicon-${code}` })),
    ],
    plugins: [...common.plugins, lexicon],
    outdir: to,
    // Content scripts are classic scripts, and the others do as well.
    format: 'iife',
    target: TARGETS[browser],
    metafile: true,
  });
  keepApart(metafile, `dist/${browser}/content.js`);
  for (const name of readdirSync(`${from}src`)) {
    if (name.endsWith('.html') || name === 'pages.css') cpSync(`${from}src/${name}`, to + name);
  }
  cpSync(`${from}icons`, `${to}icons`, { recursive: true, filter: (path) => !path.endsWith('.mjs') && !path.endsWith('.svg') });
  cpSync(`${from}_locales`, `${to}_locales`, { recursive: true });
  writeFileSync(`${to}manifest.json`, `${JSON.stringify(manifest(browser), null, 2)}\n`);
}

/** The demo and the library in dist/www. */
export async function bundleDemo() {
  const from = inRoot('www/');
  const to = inRoot('dist/www/');
  fresh(to);
  const { metafile } = await build({
    ...common,
    entryPoints: [`${from}src/dele.ts`, `${from}src/demo.ts`],
    outdir: to,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    target: Object.values(TARGETS),
    metafile: true,
  });
  keepApart(metafile, 'dist/www/dele.js');
  writeFileSync(`${to}dele.d.ts`, libraryTypes());
  for (const name of readdirSync(from)) {
    if (!['src', 'tests', 'samples'].includes(name)) cpSync(from + name, to + name, { recursive: true });
  }
}

/** The types of `dele.js`: those that the core brings along, without the functions of the glue, and `load`. */
function libraryTypes() {
  const types = /\/\*\* What a struck block is\. \*\/[\s\S]*?\nexport interface Dele \{[\s\S]*?\n\}\n/.exec(
    readFileSync(inRoot('target/glue/dele.d.ts'), 'utf8'),
  )?.[0];
  if (!types) throw new Error('the glue has other types than it used to: no Dele in target/glue/dele.d.ts');
  return `${types}\n/** Loads the core, once however often it is called. */\nexport function load(): Promise<Dele>;\n`;
}

function fresh(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/**
 * The JavaScript encoding is loaded where WebAssembly is refused, and nowhere else; the languages' wording comes to a content script as
 * its pages need it, but for English.
 */
function keepApart({ outputs }, script) {
  const seen = new Set();
  const visit = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    const output = outputs[path];
    if ('target/glue/dele_asm.js' in output.inputs)
      throw new Error(`${script} carries the core twice: ${path} has the JavaScript encoding in it`);
    const pack = Object.keys(output.inputs).find((input) => /^target\/glue\/lexicons\/(?!en\.)/.test(input));
    if (pack && !script.startsWith('dist/www/')) throw new Error(`${script} carries ${pack}`);
    for (const { path: next, kind } of output.imports) if (kind === 'import-statement' && outputs[next]) visit(next);
  };
  visit(script);
}
