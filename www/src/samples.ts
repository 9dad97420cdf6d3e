// The example articles: whole HTML documents, bundled as text because the page may not fetch.
import bibliothek from '../samples/bibliothek.html';
import bustan from '../samples/bustan.html';
import harbour from '../samples/harbour.html';
import letter from '../samples/letter.html';
import phare from '../samples/phare.html';

const samples = new Map(Object.entries({ harbour, bibliothek, phare, bustan, letter }));

/** The HTML text of an example. */
export function source(name: string): string {
  const text = samples.get(name);
  if (text === undefined) throw new Error(`no example is called ${name}`);
  return text;
}

/**
 * Lays an example on the paper. What its `html` and `body` elements say of themselves (language, direction, a scroll lock's
 * class) comes with it; the marks are written in the same direction.
 */
export function lay(name: string, paper: HTMLElement, marks: HTMLElement): void {
  const parsed = new DOMParser().parseFromString(source(name), 'text/html');
  for (const layer of [paper, marks]) {
    layer.lang = parsed.documentElement.lang;
    layer.dir = parsed.documentElement.dir || 'ltr';
  }
  document.body.className = parsed.body.className;
  paper.replaceChildren(...document.importNode(parsed.body, true).childNodes);
}
