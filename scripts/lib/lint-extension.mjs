// Firefox's own checker on the built extension. A warning is an error.
import { inRoot } from './project.mjs';
import { run } from './run.mjs';

export async function lintExtension() {
  const args = ['lint', '--source-dir', inRoot('dist/firefox'), '--warnings-as-errors', '--no-config-discovery', '--boring'];
  await run(inRoot('node_modules/.bin/web-ext'), args, { quiet: true, env: { NO_UPDATE_NOTIFIER: '1' } });
}
