// The core: compiled, with its glue (target/glue/), and in both encodings: WebAssembly and JavaScript.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inRoot } from './project.mjs';
import { output, run, say } from './run.mjs';

const CORE = inRoot('target/wasm32-unknown-unknown/web/dele.wasm');
const GLUE = inRoot('target/glue/');
const STAMP = `${GLUE}made-of`;

/** What the Rust compiler puts into its WebAssembly. */
const FEATURES = ['bulk-memory', 'bulk-memory-opt', 'mutable-globals', 'nontrapping-float-to-int', 'sign-ext'].map(
  (feature) => `--enable-${feature}`,
);
/** Code that is inlined compresses worse than calls do, so only what is very small is. */
const OPTIMISE = ['-O3', '--one-caller-inline-max-function-size=10'];
/** What JavaScript has no equal for. */
const LOWERING = ['--signext-lowering', '--llvm-memory-copy-fill-lowering', '--llvm-nontrapping-fptoint-lowering'];

/** Builds the core and what calls it. Does nothing where nothing changed. */
export async function buildCore() {
  say('core: compile (minutes the first time)');
  // A RUSTFLAGS of the caller's would take the place of those in .cargo/config.toml.
  const env = { RUSTFLAGS: undefined, CARGO_ENCODED_RUSTFLAGS: undefined };
  const messages = await output(
    'cargo',
    [
      ...['build', '--profile', 'web', '--locked', '--lib', '--no-default-features', '--target', 'wasm32-unknown-unknown', '--quiet'],
      '--message-format=json-render-diagnostics',
    ],
    { env },
  );
  const packs = packsOf(messages);
  await run('cargo', ['build', '--locked', '-p', 'bindgen', '--quiet'], { env: { RUSTFLAGS: undefined } });
  const stamp = fingerprint(packs);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;

  say('core: glue');
  rmSync(GLUE, { recursive: true, force: true });
  await run(inRoot('target/debug/bindgen'), [CORE, GLUE]);
  // The bundler's types cover the public module only.
  writeFileSync(`${GLUE}dele_bg.d.ts`, "export * from './dele.js';\nexport function __wbg_set_wasm(exports: WebAssembly.Exports): void;\n");

  writeLexicons(packs);

  say('core: optimise (wasm-opt)');
  await binaryen('wasm-opt', [`${GLUE}dele_bg.wasm`, ...FEATURES, ...OPTIMISE, '-o', `${GLUE}dele.wasm`]);

  say('core: encode as JavaScript (wasm2js)');
  await binaryen('wasm-opt', [`${GLUE}dele_bg.wasm`, ...FEATURES, ...LOWERING, ...OPTIMISE, '-o', `${GLUE}lowered.wasm`]);
  await binaryen('wasm2js', [`${GLUE}lowered.wasm`, '-O2', '-o', `${GLUE}lowered.js`]);
  writeFileSync(`${GLUE}dele_asm.js`, asEncoding(readFileSync(`${GLUE}lowered.js`, 'utf8')));
  writeFileSync(`${GLUE}dele_asm.d.ts`, 'export function instantiate(imports: WebAssembly.Imports): WebAssembly.Exports;\n');
  writeFileSync(STAMP, stamp);
}

async function binaryen(tool, args) {
  await run(process.execPath, [inRoot(`node_modules/binaryen/bin/${tool}`), ...args], { quiet: true });
}

/** Where build.rs has written the lexicons, as cargo tells. */
function packsOf(messages) {
  const folders = messages
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => `${JSON.parse(line).out_dir}/packs`);
  const folder = folders.find(existsSync);
  if (!folder) throw new Error('cargo does not tell where build.rs wrote the lexicons');
  return folder;
}

/** The packs of all languages, for the library and the extension to teach the core. */
function writeLexicons(packs) {
  const codes = codesOf(packs);
  mkdirSync(`${GLUE}lexicons`);
  for (const code of codes) cpSync(`${packs}/${code}.txt`, `${GLUE}lexicons/${code}.txt`);
  const imports = codes.map((code) => `import _${code} from './lexicons/${code}.txt';\n`);
  const entries = codes.map((code) => `${code}: _${code}`);
  writeFileSync(`${GLUE}lexicons.js`, `${imports.join('')}export const lexicons = { ${entries.join(', ')} };\n`);
  writeFileSync(`${GLUE}lexicons.d.ts`, '/** The packs by their codes. */\nexport const lexicons: Record<string, string>;\n');
  // English is looked for on every page, so the content script brings it along.
  writeFileSync(`${GLUE}codes.js`, `export const codes = ${JSON.stringify(codes.filter((code) => code !== 'en'))};\n`);
  writeFileSync(`${GLUE}codes.d.ts`, '/** The codes of all packs but the English one. */\nexport const codes: readonly string[];\n');
}

const codesOf = (packs) => readdirSync(packs).map((name) => name.replace(/\.txt$/, ''));

/** All that the glue is made of. */
function fingerprint(packs) {
  const hash = createHash('sha256');
  const snippets = readdirSync(inRoot('src/browser'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => inRoot(`src/browser/${name}`));
  for (const file of [
    CORE,
    inRoot('target/debug/bindgen'),
    inRoot('node_modules/binaryen/package.json'),
    fileURLToPath(import.meta.url),
    ...snippets,
    ...codesOf(packs).map((code) => `${packs}/${code}.txt`),
  ]) {
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * wasm2js writes a module that imports its own copy of the glue. From that, a module with one function, `instantiate`, which does what
 * `WebAssembly.instantiate` does: one glue for either encoding.
 *
 * Its memory grows into a new buffer and leaves the old one as it was. The glue notices growth only by a detached buffer, as WebAssembly's
 * is, and would go on reading the old one.
 */
function asEncoding(source) {
  return edit(source, [
    [/^import \* as \S+ from '\.\/dele_bg\.js';\n/, ''],
    [/\nvar retasmFunc = asmFunc\(\{[\s\S]*$/, '\nexport { asmFunc as instantiate };\n'],
    [
      /var newBuffer = new ArrayBuffer\(newPages << 16\);\s*var newHEAP8 = new Int8Array\(newBuffer\);\s*newHEAP8\.set\(HEAP8\);/,
      'var newBuffer = buffer.transfer(newPages << 16);',
    ],
  ]);
}

function edit(source, changes) {
  for (const [from, to] of changes) {
    if (!from.test(source)) throw new Error(`wasm2js writes something else than it used to: no ${from}`);
    source = source.replace(from, to);
  }
  return source;
}
