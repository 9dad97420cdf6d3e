// The manifest of one browser: the base, that browser's patch, and the project's version.
import { readFileSync } from 'node:fs';
import { inRoot, version } from './project.mjs';

const read = (name) => JSON.parse(readFileSync(inRoot(`extension/manifest.${name}.json`), 'utf8'));
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {'chrome' | 'firefox'} browser */
export function manifest(browser) {
  return { ...merge(read('base'), read(browser)), version: version() };
}

/** Objects merge; anything else of the patch takes the base's place. */
function merge(base, patch) {
  const merged = { ...base };
  for (const [key, value] of Object.entries(patch)) merged[key] = isObject(value) && isObject(base[key]) ? merge(base[key], value) : value;
  return merged;
}
