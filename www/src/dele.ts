// The library for web pages: `dele.js`.
export { load } from '../../src/browser/load.js';
export type { Declined, Dele, Kind, Options, Removal, Report } from '../../src/browser/load.js';
