// The proofreader's marks over the paper. They lie in a layer of their own: the paper itself is changed by the engine alone.
import { make, mark } from './elements.ts';

/** Boxes in the sheet's own coordinates, so that scrolling does not matter. */
interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where everything stood before a change. */
export type Shot = Map<Element, Box>;

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const STRIKE = 420;
const CLOSE = 460;

export class Marks {
  readonly #paper: HTMLElement;
  readonly #layer: HTMLElement;
  readonly #marks = new Map<number, { nodes: Node[]; mark: HTMLElement }>();
  readonly #text: (id: number) => string;

  constructor(paper: HTMLElement, layer: HTMLElement, text: (id: number) => string) {
    this.#paper = paper;
    this.#layer = layer;
    this.#text = text;
    new ResizeObserver(() => void this.#settle()).observe(paper);
  }

  /** Takes away everything drawn. */
  clear(): void {
    this.#marks.clear();
    this.#layer.replaceChildren();
    for (const animation of this.#paper.getAnimations({ subtree: true })) animation.cancel();
  }

  shoot(): Shot {
    const shot: Shot = new Map();
    for (const element of this.#paper.querySelectorAll('*')) shot.set(element, this.#boxOf(element));
    return shot;
  }

  /** Marks the place of a struck block. */
  add(id: number, nodes: Node[]): void {
    const line = make('span', 'place-line');
    const slip = make('span', 'place-slip', make('s', '', this.#text(id)));
    slip.dir = 'auto';
    const drawn = make('div', 'place', mark(), line, slip);
    drawn.dataset.id = String(id);
    this.#marks.set(id, { nodes, mark: drawn });
    this.#layer.append(drawn);
    this.#place();
  }

  /** The block is back: its mark goes and, when shown, a frame around it takes its place. */
  back(id: number): void {
    const found = this.#marks.get(id);
    if (!found) return;
    found.mark.remove();
    found.mark = make('div', 'frame');
    found.mark.dataset.id = String(id);
    this.#layer.append(found.mark);
    this.#place();
  }

  /** Shows the place of one block, or of none. */
  show(id: number | undefined): void {
    for (const [each, { mark }] of this.#marks) mark.classList.toggle('shown', each === id);
  }

  /** Scrolls, as little as needed, so that the place of a block can be seen. */
  reveal(id: number): void {
    this.#marks.get(id)?.mark.scrollIntoView({ block: 'nearest', behavior: calm.matches ? 'instant' : 'smooth' });
  }

  /** Plays the striking: what went is crossed out where it stood, then the text closes up. */
  playStrike(before: Shot): void {
    if (calm.matches) return;
    for (const { nodes } of this.#marks.values()) {
      for (const node of nodes) {
        if (!(node instanceof Element)) continue;
        const shown = getComputedStyle(node).position === 'fixed' ? node.firstElementChild : node;
        const box = shown && before.get(shown);
        if (box && box.height > 0) this.#ghost(shown, box);
      }
    }
    this.#slide(before, STRIKE);
  }

  /** Plays the return: the text opens and what was struck comes in. */
  playReturn(before: Shot): void {
    if (calm.matches) return;
    this.#slide(before, 0);
    for (const [element, box] of before) {
      const parent = element.parentElement;
      if (box.height > 0 || this.#boxOf(element).height === 0 || (parent && before.get(parent)?.height === 0)) continue;
      element.animate({ opacity: [0, 1] }, { duration: 300, delay: CLOSE / 2, fill: 'backwards' });
    }
  }

  #ghost(element: Element, box: Box): void {
    const copy = element.cloneNode(true) as HTMLElement;
    copy.style.removeProperty('display');
    for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
    const ghost = make('div', 'ghost', copy);
    Object.assign(ghost.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
    this.#layer.append(ghost);
    const fade = ghost.animate({ opacity: [1, 1, 0], offset: [0, 0.75, 1] }, { duration: STRIKE + 120, fill: 'forwards' });
    fade.finished.then(
      () => ghost.remove(),
      () => ghost.remove(),
    );
  }

  #slide(before: Shot, delay: number): void {
    const moves: [Element, number][] = [];
    for (const element of this.#paper.querySelectorAll('article > *')) {
      const old = before.get(element);
      const now = this.#boxOf(element);
      if (old && old.height > 0 && now.height > 0 && old.top !== now.top) moves.push([element, old.top - now.top]);
    }
    for (const [element, by] of moves) {
      element.animate(
        { transform: [`translateY(${by}px)`, 'none'] },
        { duration: CLOSE, delay, easing: 'cubic-bezier(.3, 0, .1, 1)', fill: 'backwards' },
      );
    }
  }

  /** Moves the marks once nothing slides any more: boxes are measured as they are seen. */
  async #settle(): Promise<void> {
    await Promise.allSettled(this.#paper.getAnimations({ subtree: true }).map((animation) => animation.finished));
    this.#place();
  }

  #place(): void {
    let last = Number.NEGATIVE_INFINITY;
    const places = [...this.#marks.values()].map((each) => ({
      ...each,
      box: this.#placeOf(each.nodes, each.mark.className.startsWith('frame')),
    }));
    places.sort((a, b) => a.box.top - b.box.top);
    for (const { mark, box } of places) {
      const framed = mark.className.startsWith('frame');
      // Marks of neighbours must not cover each other.
      const top = framed ? box.top : Math.max(box.top, last + 26);
      if (!framed) last = top;
      Object.assign(mark.style, { left: `${box.left}px`, top: `${top}px`, width: `${box.width}px`, height: `${box.height}px` });
    }
  }

  /** The box of a block, or the gap that it left. */
  #placeOf(nodes: Node[], whole: boolean): Box {
    const column = this.#boxOf(this.#paper.querySelector('article') ?? this.#paper);
    if (whole) {
      const boxes = nodes.map((node) => this.#boxOf(node)).filter((box) => box.height > 0);
      if (boxes.length > 0) {
        const top = Math.min(...boxes.map((box) => box.top));
        return { ...column, top, height: Math.max(...boxes.map((box) => box.top + box.height)) - top };
      }
    }
    const first = nodes[0];
    // What lay over the page is noted above the headline.
    if (first instanceof Element && getComputedStyle(first).position === 'fixed') return { ...column, top: column.top - 18, height: 0 };
    for (let at = first; at && at !== this.#paper; at = at.parentNode ?? undefined) {
      const above = this.#shown(at, 'previousSibling');
      const below = this.#shown(at, 'nextSibling');
      if (above && below) return { ...column, top: (above.top + above.height + below.top) / 2, height: 0 };
      if (above) return { ...column, top: above.top + above.height + 14, height: 0 };
      if (below) return { ...column, top: below.top - 14, height: 0 };
    }
    return { ...column, height: 0 };
  }

  #shown(from: Node, direction: 'previousSibling' | 'nextSibling'): Box | undefined {
    for (let node = from[direction]; node; node = node[direction]) {
      const box = this.#boxOf(node);
      if (box.height > 0 && !(node instanceof Element && getComputedStyle(node).position === 'fixed')) return box;
    }
    return undefined;
  }

  #boxOf(node: Node): Box {
    let rect = new DOMRect();
    if (node instanceof Element) rect = node.getBoundingClientRect();
    else if (node instanceof Text && node.data.trim() !== '') {
      const range = document.createRange();
      range.selectNode(node);
      rect = range.getBoundingClientRect();
    }
    const origin = this.#layer.getBoundingClientRect();
    return { left: rect.left - origin.left, top: rect.top - origin.top, width: rect.width, height: rect.height };
  }
}
