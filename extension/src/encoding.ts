/** Where one content script leaves the core's JavaScript encoding for the other. Under a symbol, since a page's `<a id="...">` can answer for any name. */
export const ENCODING = Symbol.for('dele.encoding');
