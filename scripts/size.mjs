// Tells how large the built files are, gzipped, and fails where one is above its budget. Raise a budget only on purpose.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { inRoot } from './lib/project.mjs';
import { main, Problem } from './lib/run.mjs';

/** In kilobytes of 1,000 bytes. */
const BUDGETS = {
  'target/glue/dele.wasm': 120,
  'dist/chrome/content.js': 150,
  'dist/firefox/content.js': 150,
};

export async function size() {
  const over = [];
  for (const [file, budget] of Object.entries(BUDGETS)) {
    const kilobytes = gzipSync(readFileSync(inRoot(file)), { level: 9 }).length / 1000;
    console.log(`${file}: ${kilobytes.toFixed(1)} KB gzipped, of ${budget}`);
    if (kilobytes > budget) over.push(`${file} by ${(kilobytes - budget).toFixed(1)} KB`);
  }
  if (over.length > 0) throw new Problem(`over the size budget: ${over.join(', ')}`);
}

if (process.argv[1] === import.meta.filename) await main(size);
