/** Everything that the background and the content script say to each other. */

/** How a page stands after a click. */
export type State =
  /** Struck, and on the watch for what arrives later. */
  | { state: 'struck'; count: number }
  /** Everything is back, and nothing is watched. */
  | { state: 'restored' }
  /** Not a page with an article in it: a PDF file, an image, an XML tree. */
  | { state: 'closed' }
  /** Something went wrong; the notice in the page has said so. */
  | { state: 'failed' };

/** To the content script: the reader clicked. Answered by the new {@link State}. */
export interface Toggle {
  type: 'toggle';
}

/** To the background: the page's state changed without a click on the toolbar. */
export interface Changed {
  type: 'changed';
  now: State;
}

/** To the background: the page refuses WebAssembly, so the core is wanted in its JavaScript encoding. Answered when it has run. */
export interface InjectEncoding {
  type: 'inject-encoding';
}

/** To the background: the page is written in languages that the core knows nothing of yet. Answered when their scripts have run. */
export interface InjectLexicons {
  type: 'inject-lexicons';
  codes: string[];
}

export type Message = Toggle | Changed | InjectEncoding | InjectLexicons;

/** Whether something received is one of ours; nothing else is acted upon. */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  if (value.type === 'inject-lexicons') return 'codes' in value && Array.isArray(value.codes);
  return value.type === 'toggle' || value.type === 'changed' || value.type === 'inject-encoding';
}
