/** What the toolbar button shows for a tab: its badge, and the title that is its name for screen readers. */

import { api } from './api.ts';
import type { State } from './messages.ts';
import { text } from './text.ts';

const STRUCK = '#7a1f1a';
const QUIET = '#5f6368';

/** Shows how a tab stands. The browser itself forgets it when the tab goes to another page. */
export async function show(tabId: number, now: State): Promise<void> {
  switch (now.state) {
    case 'struck':
      return set(tabId, String(now.count), now.count > 0 ? STRUCK : QUIET, text('title_struck', now.count));
    case 'restored':
      return set(tabId, '', QUIET, text('strike'));
    case 'closed':
      return set(tabId, '–', QUIET, text('title_closed'));
    case 'failed':
      return set(tabId, '!', QUIET, text('title_failed'));
  }
}

async function set(tabId: number, badge: string, color: string, title: string): Promise<void> {
  try {
    await Promise.all([
      api.action.setBadgeBackgroundColor({ tabId, color }),
      api.action.setBadgeTextColor({ tabId, color: '#ffffff' }),
      api.action.setBadgeText({ tabId, text: badge }),
      api.action.setTitle({ tabId, title }),
    ]);
  } catch (error) {
    // The tab may have been closed meanwhile; then there is nothing left to show it on.
    console.debug('Dele: no badge on this tab', error);
  }
}
