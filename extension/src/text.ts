/** The shell's words, from `_locales`. */

import { api } from './api.ts';

/** A message in the reader's language. Numbers are written as that language writes them. */
export function text(name: string, ...values: (string | number)[]): string {
  const written = values.map((value) => (typeof value === 'number' ? number(value) : value));
  return api.i18n.getMessage(name, written);
}

/** The language that {@link text} speaks: the browser's, or English where there is no translation. */
export function language(): string {
  return text('language');
}

/** The direction of that language. */
export function direction(): 'ltr' | 'rtl' {
  return text('direction') === 'rtl' ? 'rtl' : 'ltr';
}

let numbers: Intl.NumberFormat | undefined;

function number(value: number): string {
  numbers ??= new Intl.NumberFormat(language());
  return numbers.format(value);
}
