/**
 * Loads the core. It comes in two encodings: WebAssembly, and for pages that refuse it (by a Content Security Policy) JavaScript.
 * A world has one of them for good: the glue holds its memory.
 */

import type { Dele } from '../../target/glue/dele.js';
import wasm from '../../target/glue/dele.wasm';
import * as glue from '../../target/glue/dele_bg.js';
import { lexicons } from '../../target/glue/lexicons.js';

export type { Declined, Dele, Kind, Options, Removal, Report } from '../../target/glue/dele.js';

/** What both encodings come down to. */
export type Instantiate = (imports: WebAssembly.Imports) => WebAssembly.Exports;

/**
 * Makes a `load`, which loads the core once however often it is called.
 * @param loadJavaScript brings the JavaScript encoding; called only where WebAssembly is refused
 * @param packs of the languages that the core is to know from the start
 */
export function createLoader(loadJavaScript: () => Promise<Instantiate>, packs: Record<string, string>): () => Promise<Dele> {
  let loading: Promise<Dele> | undefined;
  return () => {
    loading ??= start(loadJavaScript, packs).catch((error: unknown) => {
      // The next call may have better luck with the network.
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** Loads the core into a web page, with all languages. */
export const load = /* @__PURE__ */ createLoader(async () => (await import('../../target/glue/dele_asm.js')).instantiate, lexicons);

async function start(loadJavaScript: () => Promise<Instantiate>, packs: Record<string, string>): Promise<Dele> {
  const instantiate = (await webAssembly()) ?? (await loadJavaScript());
  glue.__wbg_set_wasm(instantiate({ './dele_bg.js': glue as unknown as WebAssembly.ModuleImports }));
  const { clean, restore, watch, nodes, cut, ignore, languages, teach } = glue;
  for (const [code, pack] of Object.entries(packs)) teach(code, pack);
  return { clean, restore, watch, nodes, cut, ignore, languages, teach };
}

/** The WebAssembly encoding, where it is allowed. */
async function webAssembly(): Promise<Instantiate | undefined> {
  // Not there at all in some hardened browsers.
  if (typeof WebAssembly !== 'object') return undefined;
  try {
    const module = new WebAssembly.Module(await inflate(decode(wasm)));
    return (imports) => new WebAssembly.Instance(module, imports).exports;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  if ('fromBase64' in Uint8Array)
    return (Uint8Array as unknown as { fromBase64(text: string): Uint8Array<ArrayBuffer> }).fromBase64(base64);
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

/** By way of responses: in Firefox a stream takes no bytes of a content script's own. */
function inflate(deflated: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const { body } = new Response(deflated) as Response & { body: ReadableStream<BufferSource> };
  return new Response(body.pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer();
}
