// Packs what the add-on stores take: one zip for each browser, and the sources that reviewers build from. The same input gives the same bytes.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from './build.mjs';
import { inRoot, root, version } from './lib/project.mjs';
import { main, say } from './lib/run.mjs';

export async function packageAll() {
  const { zipSync } = await import('fflate');
  // The format's times are local ones, without a zone.
  const options = { level: 9, mtime: new Date(2000, 0, 1) };
  const pack = (name, folder, files) => {
    const entries = Object.fromEntries(files.sort().map((file) => [file, readFileSync(folder + file)]));
    const zip = `dist/${name}-${version()}.zip`;
    writeFileSync(inRoot(zip), zipSync(entries, options));
    say(`${zip} (${files.length} files)`);
  };
  for (const browser of ['chrome', 'firefox']) {
    const folder = inRoot(`dist/${browser}/`);
    pack(`dele-${browser}`, folder, files(folder));
  }
  if (existsSync(inRoot('.git'))) pack('dele-source', root, tracked());
}

function files(folder, below = '') {
  return readdirSync(folder + below, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(folder, `${below}${entry.name}/`) : [below + entry.name],
  );
}

function tracked() {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  return names.filter((name) => name !== '' && existsSync(inRoot(name)));
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    await build();
    await packageAll();
  });
}
