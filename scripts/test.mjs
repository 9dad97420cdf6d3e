// Checks and tests everything, on a fresh machine too, and ends with one line: how many tests passed and failed.
// A check (format, lint, types, sizes ...) counts as one test.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, firefox, geckodriver, installBrowsers, installGeckodriver } from './lib/browsers.mjs';
import { cargoCounts, nodeCounts } from './lib/counts.mjs';
import { inRoot } from './lib/project.mjs';
import { main, Problem, run, say, status } from './lib/run.mjs';
import { checkTools, npmPackages, rustTarget } from './lib/setup.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };
/** One line for each step: what it came to. */
const outcomes = [];
/** Steps that failed; what needs one of them is not run. */
const broken = new Set();

/**
 * Runs one step. A failure is noted and the run goes on.
 * @param {string} name
 * @param {() => Promise<unknown>} work gives its counts where it ran tests; a check gives anything else
 * @param {string[]} needs steps without which this one means nothing
 */
async function step(name, work, needs = []) {
  say(name);
  const start = Date.now();
  const lacking = needs.find((need) => broken.has(need));
  let counts;
  let problem = lacking && `not run: ${lacking} failed`;
  if (!problem) {
    try {
      const result = await work();
      counts = typeof result?.passed === 'number' ? result : { passed: 1, failed: 0, skipped: 0 };
      if (counts.passed + counts.failed === 0) problem = 'no test ran';
      else if (counts.failed > 0) problem = `${counts.failed} of ${counts.passed + counts.failed} failed`;
      else if (counts.broken) problem = counts.broken;
    } catch (error) {
      problem = error instanceof Problem ? error.message : String(error.stack ?? error);
    }
  }
  counts ??= { passed: 0, failed: 0, skipped: 0 };
  if (problem && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(total)) total[key] += counts[key];
  const seconds = Math.round((Date.now() - start) / 1000);
  if (problem) {
    broken.add(name);
    console.log(`✗ ${name}: ${problem}`);
  }
  outcomes.push(`${problem ? '✗' : '✓'} ${name} (${seconds} s)${problem ? `: ${problem}` : `: ${counts.passed}`}`);
}

/** Runs a test program, shows what it prints, and counts. */
async function tests(program, args, count, env) {
  let output = '';
  const code = await status(program, args, {
    env,
    onOutput: (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    },
  });
  const counts = count(output);
  // A program can fail without any of its tests having failed: where it does not compile, or where it crashes.
  return { ...counts, broken: code === 0 ? undefined : `${program} ended with status ${code}` };
}

const cargo = (...args) => tests('cargo', args, cargoCounts);
const check = (program, ...args) => run(program, args, { quiet: true });
const tool = (name) => inRoot(`node_modules/.bin/${name}`);

/** Runs the `*.test.mjs` files of a folder with Node's own runner, one after the other unless `together`. */
function node(folder, temporary, variables = {}, together = 1) {
  const files = readdirSync(inRoot(folder)).filter((name) => name.endsWith('.test.mjs'));
  if (files.length === 0) throw new Problem(`no test file in ${folder}`);
  const env = { TMPDIR: temporary, CHROMIUM: chromium(), FIREFOX: firefox(), GECKODRIVER: geckodriver(), FORCE_COLOR: '0', ...variables };
  const options = ['--test', '--test-reporter=spec', `--test-concurrency=${together}`, '--test-timeout=300000'];
  return tests(process.execPath, [...options, ...files.map((name) => join(folder, name))], nodeCounts, env);
}

await main(async () => {
  checkTools();
  const temporary = mkdtempSync(join(tmpdir(), 'dele-test-'));
  const stop = new AbortController();
  // The longest wait of a fresh machine, so it starts first.
  const driver = installGeckodriver(stop.signal).then(
    () => undefined,
    (error) => error,
  );
  try {
    await step('install: npm packages', npmPackages);
    await step('install: Rust targets', async () => {
      await rustTarget('wasm32-unknown-unknown');
      await rustTarget('wasm32-wasip1');
    });
    await step('install: browsers', installBrowsers);

    await step('build', async () => (await import('./build.mjs')).build(), ['install: npm packages', 'install: Rust targets']);
    await step('format: Rust', () => check('cargo', 'fmt', '--all', '--check'));
    await step('lint: Rust', () =>
      check('cargo', 'clippy', '--workspace', '--all-targets', '--all-features', '--locked', '--quiet', '--', '-D', 'warnings'),
    );
    await step('lint: Rust for the browser', () =>
      check(
        'cargo',
        'clippy',
        '--lib',
        '--no-default-features',
        '--target',
        'wasm32-unknown-unknown',
        '--locked',
        '--quiet',
        '--',
        '-D',
        'warnings',
      ),
    );
    await step('format and lint: TypeScript', () => check(tool('biome'), 'ci', '--error-on-warnings', '.'));
    await step('types: TypeScript', () => check(tool('tsc')), ['build']);
    await step('tests: Rust', () => cargo('test', '--workspace', '--locked', '--no-fail-fast'));
    await step('tests: Rust as WebAssembly', () =>
      cargo('test', '--lib', '--no-default-features', '--features', 'lexicons', '--target', 'wasm32-wasip1', '--locked'),
    );

    await step('tests: scripts', () => node('scripts/tests', temporary));
    await step('tests: fixtures in the browser', () => node('tests/browser', temporary), ['build', 'install: browsers']);
    for (const browser of ['Chromium', 'Firefox']) {
      const needs = ['build', 'install: browsers'];
      await step(`tests: live pages in ${browser}`, () => node('tests/browser/adapter', temporary, { BROWSER: browser }), needs);
      // They wait more than they work.
      await step(`tests: frameworks in ${browser}`, () => node('tests/browser/frameworks', temporary, { BROWSER: browser }, 2), needs);
    }
    await step('tests: demo', () => node('www/tests', temporary), ['build', 'install: browsers']);
    await step('install: geckodriver', async () => {
      const error = await driver;
      if (error) throw error;
    });
    await step('tests: extension', () => node('extension/tests', temporary), ['build', 'install: browsers', 'install: geckodriver']);

    await step('lint: extension (web-ext)', async () => (await import('./lib/lint-extension.mjs')).lintExtension(), ['build']);
    await step('sizes', async () => (await import('./size.mjs')).size(), ['build']);
    await step('package', async () => (await import('./package.mjs')).packageAll(), ['build']);
  } finally {
    stop.abort();
    await driver;
    rmSync(temporary, { recursive: true, force: true });
  }
  console.log(`\n${outcomes.join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
  if (total.failed > 0) process.exitCode = 1;
});
