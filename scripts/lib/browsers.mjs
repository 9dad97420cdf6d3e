// Finds the browsers, and brings them where a system's package manager can. Uses nothing but Node's own modules.
import { existsSync, rmSync } from 'node:fs';
import { inRoot } from './project.mjs';
import { Problem, run, say, which } from './run.mjs';

const GECKODRIVER = '0.37.1';
const TOOLS = inRoot('target/tools/');

const MAC = '/Applications';
const CHROMIUM = ['chromium', 'chromium-browser', `${MAC}/Chromium.app/Contents/MacOS/Chromium`];
const CHROME = ['google-chrome', 'google-chrome-stable', `${MAC}/Google Chrome.app/Contents/MacOS/Google Chrome`];
const FIREFOX = ['firefox-esr', 'firefox', `${MAC}/Firefox.app/Contents/MacOS/firefox`];

const first = (programs) =>
  programs.map((program) => (program.startsWith('/') ? existsSync(program) && program : which(program))).find(Boolean);

/** `CHROMIUM`, or an installed Chromium, or Chrome. */
export const chromium = () => process.env.CHROMIUM || first([...CHROMIUM, ...CHROME]);
/** `FIREFOX`, or an installed Firefox. */
export const firefox = () => process.env.FIREFOX || first(FIREFOX);
/** `GECKODRIVER`, or an installed one, or this project's own. */
export const geckodriver = () => process.env.GECKODRIVER || first([`${TOOLS}bin/geckodriver`, 'geckodriver']);

/** Installs the browsers that are missing, where this is Debian and we may. */
export async function installBrowsers() {
  const missing = [...(chromium() ? [] : ['chromium']), ...(firefox() ? [] : ['firefox-esr'])];
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    throw new Problem(
      `browsers are missing: install ${names} (on Debian: sudo apt-get install ${names}), or name them by CHROMIUM=... and FIREFOX=...`,
    );
  }
  say(`browsers (apt-get install ${names})`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { quiet: true, env });
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...missing], { quiet: true, env });
}

/** Compiles geckodriver into target/tools where there is none. Takes some minutes. */
export async function installGeckodriver(signal) {
  if (geckodriver()) return;
  const build = `${TOOLS}build`;
  const args = ['install', 'geckodriver', '--version', GECKODRIVER, '--locked', '--quiet', '--root', TOOLS, '--target-dir', build];
  await run('cargo', args, { quiet: true, signal, env: { RUSTFLAGS: undefined } });
  rmSync(build, { recursive: true, force: true });
}
