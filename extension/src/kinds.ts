/** The kinds of block, in the order in which they are shown. */

import type { Kind } from './engine-types.ts';

export const KINDS: readonly Kind[] = ['paywall', 'subscription', 'newsletter', 'donation', 'registration', 'byline'];
