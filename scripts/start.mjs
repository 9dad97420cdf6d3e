// Builds, serves the demo on this machine, and opens a browser with the extension in it where there is a display.
//
//   npm start                      options, after `--`: --port N, --browser chromium|firefox|none
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { chromium, firefox } from './lib/browsers.mjs';
import { inRoot } from './lib/project.mjs';
import { main, Problem, say } from './lib/run.mjs';
import { serve } from './lib/serve.mjs';

const FIRST_PORT = 8080;
const PORTS = 20;

await main(async () => {
  const { values } = parseArgs({ options: { port: { type: 'string' }, browser: { type: 'string' } } });
  if (values.browser !== undefined && !['chromium', 'firefox', 'none'].includes(values.browser)) {
    throw new Problem(`--browser ${values.browser}: it is chromium, firefox or none`);
  }
  await build();
  const { origin, close } = await serveDemo(values.port);
  say(`demo: ${origin}/`);
  say(`extension for Chrome:  chrome://extensions, Developer mode, Load unpacked: ${inRoot('dist/chrome')}`);
  say(`extension for Firefox: about:debugging, This Firefox, Load Temporary Add-on: ${inRoot('dist/firefox/manifest.json')}`);
  const closeBrowser = await openBrowser(`${origin}/`, values.browser);
  say('serving; Ctrl-C ends it');
  const stop = () => {
    Promise.allSettled([closeBrowser(), close()]).then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
});

/** The demo, with its own policy as a header too. The first free port, or the one asked for. */
async function serveDemo(wanted) {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(inRoot('dist/www/index.html'), 'utf8'))?.[1];
  if (!policy) throw new Error('www/index.html has no Content-Security-Policy');
  const first = wanted === undefined ? FIRST_PORT : Number(wanted);
  const last = wanted === undefined ? FIRST_PORT + PORTS : first;
  for (let port = first; port <= last; port++) {
    try {
      return await serve(inRoot('dist/www'), { port, headers: { 'content-security-policy': policy } });
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Problem(
    wanted === undefined ? `ports ${first} to ${last} are taken: choose one with npm start -- --port N` : `port ${wanted} is taken`,
  );
}

/** Opens a browser with a profile of its own, gone when it closes; returns what closes it. */
async function openBrowser(url, wanted) {
  const nothing = async () => undefined;
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (wanted === 'none') return nothing;
  if (!display) {
    say('no display, so no browser was opened');
    return nothing;
  }
  const open = [
    { name: 'chromium', path: chromium(), start: openChromium },
    { name: 'firefox', path: firefox(), start: openFirefox },
  ].find(({ name, path }) => path && (wanted ?? name) === name);
  if (!open) {
    say(`no ${wanted ?? 'Chromium, Chrome or Firefox'} found, so none was opened: install one, or name it by CHROMIUM=... or FIREFOX=...`);
    return nothing;
  }
  say(`opening ${open.path} with the extension`);
  try {
    return await open.start(open.path, url);
  } catch (error) {
    say(`${open.path} did not start (${error.message.split('\n')[0]}); the demo is served all the same`);
    return nothing;
  }
}

async function openChromium(executablePath, url) {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.launch({
    executablePath,
    headless: false,
    pipe: true,
    defaultViewport: null,
    enableExtensions: [inRoot('dist/chrome')],
    handleSIGINT: false,
    handleSIGTERM: false,
    args: ['--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const [page] = await browser.pages();
  await page.goto(url);
  return () => browser.close();
}

async function openFirefox(firefox, url) {
  const { default: webExt } = await import('web-ext');
  const options = {
    sourceDir: inRoot('dist/firefox'),
    artifactsDir: inRoot('dist'),
    firefox,
    startUrl: [url],
    noReload: true,
    noInput: true,
  };
  const runner = await webExt.cmd.run(options, { shouldExitProgram: false });
  return () => runner.exit();
}
