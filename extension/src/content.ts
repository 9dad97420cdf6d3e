/** In the page: holds the state of this tab, calls the core, and shows the notice. */

import { api } from './api.ts';
import { contentType, documentElement } from './dom.ts';
import { loadDele, teachLanguages } from './engine.ts';
import type { Dele } from './engine-types.ts';
import { type Changed, isMessage, type State } from './messages.ts';
import { Notice } from './notice.ts';
import { chosenKinds } from './settings.ts';
import { Tally } from './tally.ts';
import { text } from './text.ts';

/** What stands on a page while it is struck. */
interface Session {
  dele: Dele;
  tally: Tally;
  stop: () => void;
  /** Set while what arrived is not told yet, or was told a moment ago. */
  telling?: ReturnType<typeof setTimeout> | undefined;
  untold?: boolean;
}

/** How long after the last word about late blocks the next one may come: a page may put up several a second. */
const QUIET_MS = 1000;

/** Asks whichever script of an earlier version is still in the page to leave it. */
const TAKE_OVER = 'dele:take-over';

/** Under a symbol, since a page's `<a id="...">` can answer for any name. */
const HERE = Symbol.for('dele.content');
const world = globalThis as { [HERE]?: () => boolean };

if (!world[HERE]?.()) {
  window.dispatchEvent(new Event(TAKE_OVER));
  world[HERE] = alive;
  start();
}

/** Whether this script can still talk to its extension. After an update or a removal it cannot. */
function alive(): boolean {
  try {
    return typeof api.runtime?.id === 'string';
  } catch {
    return false;
  }
}

function start(): void {
  let session: Session | undefined;
  // The core is to read past our own node.
  const notice = new Notice((host) => session?.dele.ignore(host));
  // Clicks are taken one after the other, however fast they come.
  let last: Promise<unknown> = Promise.resolve();

  const onMessage = (message: unknown, sender: chrome.runtime.MessageSender, answer: (now: State) => void): boolean => {
    if (sender.id !== api.runtime.id || !isMessage(message) || message.type !== 'toggle') return false;
    last = last.then(toggle).then(answer);
    return true;
  };

  const onTakeOver = (): void => {
    // A page can send this event as well; it counts only where there is nobody left to click for.
    if (alive()) return;
    window.removeEventListener(TAKE_OVER, onTakeOver);
    window.removeEventListener('pageshow', onPageShow);
    restore();
  };

  const onPageShow = (event: PageTransitionEvent): void => {
    // Back from the browser's cache, as it was left, but with a fresh toolbar button.
    if (event.persisted && session) tell({ state: 'struck', count: session.tally.count });
  };

  api.runtime.onMessage.addListener(onMessage);
  window.addEventListener(TAKE_OVER, onTakeOver);
  window.addEventListener('pageshow', onPageShow);

  async function toggle(): Promise<State> {
    if (isClosed()) return { state: 'closed' };
    try {
      return session ? restore() : await strike();
    } catch (error) {
      console.error('Dele:', error);
      restore();
      notice.show({ lines: [text('failed')] });
      return { state: 'failed' };
    }
  }

  async function strike(): Promise<State> {
    const problems: string[] = [];
    const kinds = await chosenKinds().catch(() => {
      problems.push(text('settings_unread'));
      return undefined;
    });
    const dele = await loadDele();
    await breathe();
    await teachLanguages(dele);
    await breathe();
    const options = kinds ? { kinds } : {};
    const tally = new Tally();
    let shown = false;
    const begun: Session = { dele, tally, stop: () => undefined };
    session = begun;
    // The first report comes at once, before `watch` returns.
    session.stop = dele.watch(document, options, (report) => {
      tally.add(report);
      if (shown) onLateReport(begun);
    });
    const lines = kinds?.length === 0 ? [text('nothing_chosen')] : tally.lines();
    notice.show({ lines: [...lines, ...problems], undo: tally.count > 0 ? undo : undefined });
    shown = true;
    return { state: 'struck', count: tally.count };
  }

  /** What arrives later is counted on the button; a notice that has gone is not brought back for it. */
  function onLateReport(session: Session): void {
    session.untold = true;
    if (session.telling !== undefined) return;
    const { dele, tally } = session;
    session.untold = false;
    tally.keep((id) => dele.nodes(document, id).some((node) => node.isConnected));
    if (notice.isShown) notice.update({ lines: tally.lines(), undo });
    tell({ state: 'struck', count: tally.count });
    session.telling = setTimeout(() => {
      session.telling = undefined;
      if (session.untold) onLateReport(session);
    }, QUIET_MS);
  }

  function restore(): State {
    notice.close();
    const ended = session;
    session = undefined;
    ended?.stop();
    clearTimeout(ended?.telling);
    ended?.dele.restore(document);
    return { state: 'restored' };
  }

  function undo(): void {
    tell(restore());
  }

  function tell(now: State): void {
    if (!alive()) {
      // The extension was updated or removed: leave the page as the reader last saw it, and stop working on it.
      session?.stop();
      return;
    }
    const message: Changed = { type: 'changed', now };
    api.runtime.sendMessage(message).catch((error: unknown) => console.debug('Dele: nobody to tell', error));
  }
}

/** Lets the page work in between, so that no task of ours is long. */
const breathe = (): Promise<void> => new Promise((done) => setTimeout(done));

/** Whether this is a tree without a place for an article or for a notice. */
function isClosed(): boolean {
  return !documentElement() || !/^(text\/html|application\/xhtml\+xml|text\/plain)$/.test(contentType());
}
