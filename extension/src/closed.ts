/** The popup for pages that are closed to extensions. */

import { translate } from './page.ts';

translate();
