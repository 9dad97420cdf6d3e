/** Injects and passes on, and shows the outcome on the toolbar button. It keeps nothing: the browser may stop it at any time. */

import { codes } from '../../target/glue/codes.js';
import { api } from './api.ts';
import { show } from './badge.ts';
import { lexiconFile } from './lexicons.ts';
import { isMessage, type State, type Toggle } from './messages.ts';

const CLOSED_PAGE = 'closed.html';

api.action.onClicked.addListener((tab) => {
  if (tab.id !== undefined) void toggle(tab.id);
});

api.runtime.onMessage.addListener((message: unknown, sender, answer: (done: boolean) => void) => {
  const tabId = sender.tab?.id;
  if (sender.id !== api.runtime.id || tabId === undefined || !isMessage(message)) return false;
  if (message.type === 'changed') {
    void show(tabId, message.now);
    return false;
  }
  if (message.type === 'inject-encoding' || message.type === 'inject-lexicons') {
    const files =
      message.type === 'inject-encoding' ? ['content-asm.js'] : codes.filter((code) => message.codes.includes(code)).map(lexiconFile);
    inject(tabId, ...files).then(
      () => answer(true),
      () => answer(false),
    );
    return true;
  }
  return false;
});

// An update waits for the browser's next start. Firefox ends the old content scripts at once, and with them goes what a struck page looked
// like; in Chrome, which may not wait, the new script asks the old one to put everything back.
api.runtime.onUpdateAvailable.addListener(() => undefined);

async function toggle(tabId: number): Promise<void> {
  let now: State;
  try {
    now = await ask(tabId).catch(async () => {
      // Nobody there: the first click on this page, or the extension was updated since.
      await inject(tabId, 'content.js');
      return ask(tabId);
    });
  } catch (error) {
    console.debug('Dele: this page is closed to extensions', error);
    now = { state: 'closed' };
  }
  await show(tabId, now);
  if (now.state === 'closed') await explainClosed(tabId);
}

function ask(tabId: number): Promise<State> {
  const message: Toggle = { type: 'toggle' };
  return api.tabs.sendMessage(tabId, message, { frameId: 0 });
}

async function inject(tabId: number, ...files: string[]): Promise<void> {
  await api.scripting.executeScript({ target: { tabId, frameIds: [0] }, files });
}

/**
 * Nothing can be shown in such a page, so the toolbar button gets a popup that says so, once. Where a browser opens it only for a click,
 * the badge and the title have to do until the next one.
 */
async function explainClosed(tabId: number): Promise<void> {
  try {
    await api.action.setPopup({ tabId, popup: CLOSED_PAGE });
    await api.action.openPopup();
  } catch (error) {
    console.debug('Dele: the popup waits for a click', error);
  }
}
