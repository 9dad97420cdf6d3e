// Brings a fresh machine to where the project can be built. Uses nothing but Node's own modules: the packages are not there yet.
import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './project.mjs';
import { Problem, run, say, which } from './run.mjs';

const NODE = [20, 11];

/** Checks the tools that only a person can install. */
export function checkTools() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < NODE[0] || (major === NODE[0] && minor < NODE[1])) {
    throw new Problem(`Node.js ${NODE.join('.')} or newer is needed, and this is ${process.versions.node}: see https://nodejs.org`);
  }
  if (!which('npm')) throw new Problem('npm is not installed: it comes with Node.js, see https://nodejs.org');
  if (!which('cargo')) throw new Problem('Rust is not installed (no `cargo` on the PATH): get it with rustup, see https://rustup.rs');
}

/** Installs the npm packages where they are missing or not those of the lock file. */
export async function npmPackages() {
  const installed = inRoot('node_modules/.package-lock.json');
  if (existsSync(installed) && sameLock(readFileSync(inRoot('package-lock.json'), 'utf8'), readFileSync(installed, 'utf8'))) return;
  say('npm packages (npm ci)');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true });
}

function sameLock(wanted, installed) {
  const want = JSON.parse(wanted).packages;
  const have = JSON.parse(installed).packages;
  return Object.entries(want).every(([path, entry]) => path === '' || entry.optional || have[path]?.version === entry.version);
}

/** Adds a compilation target to the Rust toolchain where it is missing. */
export async function rustTarget(target) {
  const sysroot = (await run('rustc', ['--print', 'sysroot'], { quiet: true })).trim();
  if (existsSync(`${sysroot}/lib/rustlib/${target}/lib`)) return;
  if (!which('rustup'))
    throw new Problem(
      `Rust lacks the target ${target}: install Rust with rustup (https://rustup.rs), or your system's package for that target`,
    );
  say(`Rust target ${target} (rustup target add)`);
  await run('rustup', ['target', 'add', target], { quiet: true });
}

/** Everything that a build needs. */
export async function forBuild() {
  checkTools();
  await npmPackages();
  await rustTarget('wasm32-unknown-unknown');
}
