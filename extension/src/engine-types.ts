/** The core's types, for what must not pull in the core itself. */

export type { Dele, Kind, Options, Removal, Report } from '../../target/glue/dele.js';
