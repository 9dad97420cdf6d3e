/**
 * The small notice in the page: what was struck, and a button that takes it back.
 *
 * Its one node stands behind the page's body, with everything in a closed shadow tree, and is taken out again without a trace.
 */

import mark from '../icons/mark.svg';
import { documentElement, html, svg } from './dom.ts';
import css from './notice.css';
import { direction, language, text } from './text.ts';

/** What the notice says. */
export interface Words {
  /** One paragraph each; the first one matters most. */
  lines: string[];
  /** Takes everything back. Without it there is no such button. */
  undo?: (() => void) | undefined;
}

const SHOWN_FOR_MS = 8000;
const PER_FURTHER_LINE_MS = 2500;
/** Screen readers speak of a live region only what changes after they have seen it. */
const SPEAK_AFTER_MS = 150;
/** What happens in the notice is none of the page's business: its shortcuts, focus traps and click-outside handlers. */
const KEPT_INSIDE = [
  'click',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'keydown',
  'keyup',
  'keypress',
  'focusin',
  'focusout',
];

export class Notice {
  readonly #onPlaced: (host: Element) => void;
  #host: HTMLElement | undefined;
  #status: HTMLElement | undefined;
  #buttons: HTMLElement | undefined;
  #undo: (() => void) | undefined;
  #spoken: ReturnType<typeof setTimeout> | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #shownForMs = SHOWN_FOR_MS;
  #held = new Set<'pointer' | 'focus'>();
  #before: Element | undefined;

  /** `onPlaced` gets the notice's node before the page does. */
  constructor(onPlaced: (host: Element) => void) {
    this.#onPlaced = onPlaced;
  }

  /** Shows new words, in place of any that are there. */
  show(words: Words): void {
    this.close();
    this.#build();
    this.#undo = words.undo;
    this.#spoken = setTimeout(() => this.#say(words), SPEAK_AFTER_MS);
  }

  /** Whether it is still there. */
  get isShown(): boolean {
    return this.#host !== undefined;
  }

  /** Changes the words of a notice that is still there. */
  update(words: Words): void {
    if (!this.#host) return;
    clearTimeout(this.#spoken);
    this.#undo = words.undo;
    this.#say(words);
  }

  /** Takes the notice out. Focus, if it was here, goes back to where it was. */
  close(): void {
    clearTimeout(this.#spoken);
    clearTimeout(this.#leaving);
    const before = this.#held.has('focus') ? this.#before : undefined;
    this.#held.clear();
    this.#before = undefined;
    this.#host?.remove();
    this.#host = undefined;
    if (before instanceof HTMLElement && before.isConnected) HTMLElement.prototype.focus.call(before, { preventScroll: true });
  }

  #build(): void {
    const host = html('div');
    const root = host.attachShadow({ mode: 'closed' });
    style(root);
    host.dir = direction();
    host.lang = language();

    const card = html('div');
    card.className = 'card';
    card.setAttribute('role', 'group');
    card.setAttribute('aria-label', text('name_short'));
    this.#status = html('div');
    this.#status.className = 'words';
    this.#status.setAttribute('role', 'status');
    this.#status.setAttribute('aria-live', 'polite');
    this.#buttons = html('div');
    this.#buttons.className = 'buttons';
    card.append(icon(), this.#status, this.#buttons);
    root.append(card);

    for (const type of KEPT_INSIDE) root.addEventListener(type, (event) => event.stopPropagation());
    root.addEventListener('keydown', (event) => {
      if (event instanceof KeyboardEvent && event.key === 'Escape') {
        event.preventDefault();
        this.close();
      }
    });
    card.addEventListener('pointerenter', () => this.#hold('pointer'));
    card.addEventListener('pointerleave', () => this.#release('pointer'));
    card.addEventListener('focusin', (event) => {
      if (event.relatedTarget instanceof Element && !card.contains(event.relatedTarget)) this.#before = event.relatedTarget;
      this.#hold('focus');
    });
    card.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && card.contains(event.relatedTarget))) this.#release('focus');
    });

    this.#host = host;
    this.#onPlaced(host);
    documentElement()?.append(host);
    // Above the page's own dialogs and its highest z-index.
    host.popover = 'manual';
    host.showPopover();
  }

  #say({ lines }: Words): void {
    this.#status?.replaceChildren(
      ...lines.map((line) => {
        const paragraph = html('p');
        paragraph.textContent = line;
        return paragraph;
      }),
    );
    this.#placeButtons();
    this.#shownForMs = SHOWN_FOR_MS + PER_FURTHER_LINE_MS * (lines.length - 1);
    this.#leaveLater();
  }

  #placeButtons(): void {
    const wanted = this.#undo ? 2 : 1;
    if (!this.#buttons || this.#buttons.childElementCount === wanted) return;
    const close = html('button');
    close.type = 'button';
    close.className = 'close';
    close.setAttribute('aria-label', text('close'));
    close.append(cross());
    close.addEventListener('click', () => this.close());
    this.#buttons.replaceChildren(close);
    if (!this.#undo) return;
    const undo = html('button');
    undo.type = 'button';
    undo.className = 'undo';
    undo.textContent = text('undo');
    undo.addEventListener('click', () => this.#undo?.());
    this.#buttons.prepend(undo);
  }

  #hold(by: 'pointer' | 'focus'): void {
    this.#held.add(by);
    clearTimeout(this.#leaving);
  }

  #release(by: 'pointer' | 'focus'): void {
    this.#held.delete(by);
    this.#leaveLater();
  }

  #leaveLater(): void {
    clearTimeout(this.#leaving);
    if (this.#held.size === 0) this.#leaving = setTimeout(() => this.close(), this.#shownForMs);
  }
}

/** A page's CSP may forbid style elements and attributes; a constructed sheet is neither. */
function style(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox before 153 lets no content script do that (bug 1751346), but lets its style elements past the page's CSP.
    const element = html('style');
    element.textContent = css;
    root.prepend(element);
  }
}

function icon(): Element {
  const image = new DOMParser().parseFromString(mark, 'image/svg+xml').documentElement;
  image.setAttribute('class', 'mark');
  image.setAttribute('aria-hidden', 'true');
  return image;
}

function cross(): SVGElement {
  const image = svg('svg');
  image.setAttribute('viewBox', '0 0 16 16');
  image.setAttribute('aria-hidden', 'true');
  const path = svg('path');
  path.setAttribute('d', 'M4 4l8 8M12 4l-8 8');
  path.setAttribute('stroke', 'currentcolor');
  path.setAttribute('stroke-width', '1.75');
  path.setAttribute('stroke-linecap', 'round');
  image.append(path);
  return image;
}
