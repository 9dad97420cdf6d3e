// What the tests of the demonstration page share: a static host with a strict policy, and a browser that writes down what goes wrong.
import { inRoot } from '../../scripts/lib/project.mjs';
import * as host from '../../scripts/lib/serve.mjs';

export { launch } from '../../tests/browser/chromium.mjs';

export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

/** Serves the built page, every file with that Content Security Policy: from the root of a host, or below a path. */
export async function serve({ below = true, policy = POLICY } = {}) {
  const { origin, close } = await host.serve(inRoot(below ? 'dist' : 'dist/www'), { headers: { 'content-security-policy': policy } });
  return { url: below ? `${origin}/www/` : `${origin}/`, close };
}

/** Opens the page and waits for its engine. `page.troubles` are errors, policy violations and requests that leave the origin. */
export async function open(browser, url, { scheme = 'light', motion = 'reduce', width = 1280, height = 860 } = {}) {
  const page = await browser.newPage();
  const { origin } = new URL(url);
  page.troubles = [];
  page.on('console', (message) => ['error', 'warn'].includes(message.type()) && page.troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => page.troubles.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) page.troubles.push(`request: ${request.url()}`);
  });
  await page.exposeFunction('tellTrouble', (text) => page.troubles.push(text));
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', (event) => tellTrouble(`policy: ${event.violatedDirective} ${event.blockedURI}`), true);
  });
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: motion },
  ]);
  await page.goto(url);
  await page.waitForSelector('#toggle:enabled');
  return page;
}
