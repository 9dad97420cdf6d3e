// Runs programs, and tells what is going on.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './project.mjs';

/** A failure that the reader can do something about: shown without a stack. */
export class Problem extends Error {}

/** One progress line. */
export const say = (text) => console.log(`${process.stdout.isTTY ? '\x1b[1m' : ''}» ${text}${process.stdout.isTTY ? '\x1b[0m' : ''}`);

/**
 * Runs a program in the project's folder to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, onOutput?: (chunk: string) => void, showErrors?: boolean, signal?: AbortSignal }} options
 *   `onOutput` takes all output instead of showing it; with `showErrors`, what goes to standard error is shown all the same.
 * @returns {Promise<number>} its exit status
 */
export function status(program, args, { env = {}, onOutput, showErrors = false, signal } = {}) {
  return new Promise((done, fail) => {
    const merged = { ...process.env, ...env };
    for (const name of Object.keys(merged)) if (merged[name] === undefined) delete merged[name];
    const child = spawn(program, args, {
      cwd: root,
      env: merged,
      signal,
      stdio: ['ignore', onOutput ? 'pipe' : 'inherit', onOutput && !showErrors ? 'pipe' : 'inherit'],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput);
    child.on('error', (error) => fail(error.code === 'ENOENT' ? new Problem(`${program} is not installed`) : error));
    child.on('close', (code) => done(code ?? 1));
  });
}

/** Runs a program and fails where it does. With `quiet`, its output is shown only then. */
export async function run(program, args, { quiet = false, ...options } = {}) {
  let output = '';
  const code = await status(program, args, quiet ? { ...options, onOutput: (chunk) => (output += chunk) } : options);
  if (code === 0) return output;
  if (quiet) console.error(output);
  throw new Problem(`${program} ${args.join(' ')} ended with status ${code}`);
}

/** Runs a program, fails where it does, and returns what it prints to standard output. */
export async function output(program, args, options) {
  let printed = '';
  const code = await status(program, args, { ...options, showErrors: true, onOutput: (chunk) => (printed += chunk) });
  if (code !== 0) throw new Problem(`${program} ${args.join(' ')} ended with status ${code}`);
  return printed;
}

/** Where a program is, if it is on the PATH. */
export function which(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, process.platform === 'win32' ? `${program}.exe` : program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not here
    }
  }
  return undefined;
}

/** Runs a script's main function; ends with status 1 and one clear line where it fails. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Problem ? `\nerror: ${error.message}` : error);
    process.exitCode = 1;
  }
}
