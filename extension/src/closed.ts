/** The popup for pages that are closed to extensions. */

import { api } from './api.ts';
import { translate } from './page.ts';

translate();
void letTheNextClickTry();

/** The page may be another one by then, or the reader may have allowed the extension in. */
async function letTheNextClickTry(): Promise<void> {
  const [tab] = await api.tabs.query({ active: true, currentWindow: true });
  if (tab?.id !== undefined) await api.action.setPopup({ tabId: tab.id, popup: '' });
}
