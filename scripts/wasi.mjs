// Runs a WASI program as cargo's runner for tests: node scripts/wasi.mjs PROGRAM.wasm ARGS. It sees the project's folder and nothing else.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';
import { root } from './lib/project.mjs';

const [program, ...args] = process.argv.slice(2);
const folder = root.replace(/\/$/, '');
const wasi = new WASI({
  version: 'preview1',
  args: [program, ...args],
  env: process.env,
  preopens: { [folder]: folder },
  returnOnExit: true,
});
const { instance } = await WebAssembly.instantiate(readFileSync(program), wasi.getImportObject());
process.exitCode = wasi.start(instance);
