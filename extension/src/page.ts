/** What the extension's own pages share: their words, in the reader's language. */

import { direction, language, text } from './text.ts';

/** Fills every element that names a message. */
export function translate(): void {
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) element.textContent = text(element.dataset.text ?? '');
}
