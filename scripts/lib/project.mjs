// What every script knows of the project: where things are, and its version.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A path inside the project. */
export const inRoot = (path) => root + path;

/** The version, which stands in both Cargo.toml and package.json and must be the same. */
export function version() {
  const rust = /^version = "(.+)"$/m.exec(readFileSync(inRoot('Cargo.toml'), 'utf8'))?.[1];
  const npm = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).version;
  if (rust !== npm) throw new Error(`the version is ${rust} in Cargo.toml and ${npm} in package.json: make them the same`);
  return npm;
}
