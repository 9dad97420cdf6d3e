// Bundles the pages of this folder with the real frameworks and libraries, into a temporary directory: files, as a strict policy wants them.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compile, compileModule } from 'svelte/compiler';
import { compileScript, parse } from 'vue/compiler-sfc';

const APPS = fileURLToPath(new URL('apps/', import.meta.url));

/** Single-file components of Vue, with the template compiled into the script. */
const vue = (ssr) => ({
  name: 'vue',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { descriptor, errors } = parse(await readFile(path, 'utf8'), { filename: path });
      if (errors.length > 0) throw errors[0];
      const templateOptions = { ssr, ssrCssVars: [] };
      return { contents: compileScript(descriptor, { id: basename(path), inlineTemplate: true, templateOptions }).content };
    }),
});

/** Components of Svelte, and its modules with runes. */
const svelte = (generate, dev) => ({
  name: 'svelte',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.svelte(?:\.js)?$/ }, async ({ path }) => {
      const compiler = path.endsWith('.js') ? compileModule : compile;
      return { contents: compiler(await readFile(path, 'utf8'), { generate, dev, filename: path }).js.code };
    }),
});

const PREACT = { react: 'preact/compat', 'react-dom': 'preact/compat' };

function settings(name, mode, ssr) {
  const dev = mode === 'development';
  return {
    bundle: true,
    logLevel: 'error',
    entryNames: `${name}.${mode}`,
    define: {
      'process.env.NODE_ENV': `"${mode}"`,
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    conditions: ['svelte', mode],
    minify: !dev,
    jsx: 'automatic',
    jsxDev: dev,
    jsxImportSource: name.startsWith('preact') ? 'preact' : 'react',
    // Warns of what the framework itself takes in silence.
    inject: name === 'preact' && dev ? [fileURLToPath(import.meta.resolve('preact/debug'))] : [],
    alias: name.startsWith('preact') ? PREACT : {},
    plugins: [vue(ssr), svelte(ssr ? 'server' : 'client', dev)],
  };
}

/** Writes `NAME.MODE.js` for each entry, in a development and in a production build, and its style sheet; and the pages' own. */
export async function bundle(entries, folder) {
  const builds = entries.flatMap((entry) =>
    ['development', 'production'].map((mode) => {
      const options = settings(entry.replace(/\..*/, ''), mode, false);
      return build({ ...options, entryPoints: [join(APPS, entry)], outdir: folder, format: 'esm' });
    }),
  );
  const style = build({
    entryPoints: ['page.css', 'quick.css'].map((name) => join(APPS, name)),
    bundle: true,
    outdir: folder,
    logLevel: 'error',
  });
  await Promise.all([...builds, style]);
}

/** What a server would send of a page, as HTML: `entry` gives it by its `render`. */
export async function prerender(entry, mode, folder) {
  const name = entry.replace(/\.\w+$/, '');
  const options = settings(name, mode, true);
  await build({
    ...options,
    entryPoints: [join(APPS, entry)],
    outdir: folder,
    platform: 'node',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  return createRequire(import.meta.url)(join(folder, `${name}.${mode}.cjs`)).render();
}
