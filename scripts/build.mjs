// Builds everything: dist/chrome and dist/firefox (unpacked extensions) and dist/www (the demo, with the library dele.js).

import { main, say } from './lib/run.mjs';
import { forBuild } from './lib/setup.mjs';

export async function build() {
  await forBuild();
  const { buildCore } = await import('./lib/core.mjs');
  await buildCore();
  say('bundle: dist/chrome, dist/firefox, dist/www');
  const { bundleDemo, bundleExtension } = await import('./lib/bundle.mjs');
  await Promise.all([bundleExtension('chrome'), bundleExtension('firefox'), bundleDemo()]);
}

if (process.argv[1] === import.meta.filename) await main(build);
