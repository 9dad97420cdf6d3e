/**
 * The extension API under its one name here.
 *
 * A page's `<a id="browser">` shows up as a global in Chrome's content scripts too, so the mere presence of the name proves nothing.
 */
declare const browser: typeof chrome | undefined;

export const api: typeof chrome = typeof browser !== 'undefined' && typeof browser.runtime?.getURL === 'function' ? browser : chrome;
