// The library for web pages: `dele.js`.

export type { Declined, Dele, Kind, Options, Removal, Report } from '../../src/browser/load.ts';
export { load } from '../../src/browser/load.ts';
