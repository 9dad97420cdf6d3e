/**
 * The document's own members, read past whatever the page named after them: `<form name="createElement">` replaces
 * `document.createElement`, for content scripts too.
 */

const HTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

export function documentElement(): Element | null {
  return read('documentElement') as Element | null;
}

export function contentType(): string {
  return read('contentType') as string;
}

/** An HTML element, in XHTML documents too. */
export function html<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
  return Document.prototype.createElementNS.call(document, HTML, name) as HTMLElementTagNameMap[Name];
}

export function svg<Name extends keyof SVGElementTagNameMap>(name: Name): SVGElementTagNameMap[Name] {
  return Document.prototype.createElementNS.call(document, SVG, name) as SVGElementTagNameMap[Name];
}

function read(name: 'documentElement' | 'contentType'): unknown {
  return Object.getOwnPropertyDescriptor(Document.prototype, name)?.get?.call(document);
}
