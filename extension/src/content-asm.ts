/** Puts the core's JavaScript encoding where `engine.ts` finds it. Injected only where the page refuses WebAssembly. */

import { instantiate } from '../../target/glue/dele_asm.js';
import { ENCODING } from './encoding.ts';

(globalThis as { [ENCODING]?: typeof instantiate })[ENCODING] = instantiate;
