// Starts Chromium for tests and measurements.
import puppeteer from 'puppeteer-core';
import { chromium } from '../../scripts/lib/browsers.mjs';

/** What a browser without a network must not try; and root has no sandbox. */
const FLAGS = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
if (process.getuid?.() === 0) FLAGS.push('--no-sandbox');

/** @param {import('puppeteer-core').LaunchOptions} options */
export function launch(options = {}) {
  const executablePath = chromium();
  if (!executablePath) throw new Error('no Chromium found: install it, or say where it is by CHROMIUM=/path/to/chromium');
  return puppeteer.launch({ executablePath, headless: true, pipe: true, ...options, args: [...FLAGS, ...(options.args ?? [])] });
}
