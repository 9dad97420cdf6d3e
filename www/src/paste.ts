// The box for a page of one's own: HTML in, cleaned HTML out.
import type { Dele } from './dele.ts';
import { byId } from './elements.ts';
import { note, remarks, sentence } from './notes.ts';

/** The text of a doctype as a page writes it. */
function doctype({ name, publicId, systemId }: DocumentType): string {
  const ids = publicId ? ` PUBLIC "${publicId}"${systemId ? ` "${systemId}"` : ''}` : systemId ? ` SYSTEM "${systemId}"` : '';
  return `<!DOCTYPE ${name}${ids}>\n`;
}

/** A document as HTML text; only its content, where the text it came from was a piece of a page. */
function serialise(page: Document, text: string): string {
  if (/<(?:!doctype|html|head|body)[\s>]/i.test(text)) return (page.doctype ? doctype(page.doctype) : '') + page.documentElement.outerHTML;
  return page.head.innerHTML + page.body.innerHTML;
}

/** Wires up the box; `example` gives the HTML for those who have none at hand. */
export function paste(dele: Dele, example: () => string): void {
  const input = byId('own-in', HTMLTextAreaElement);
  const output = byId('own-out', HTMLTextAreaElement);
  const status = byId('own-status', HTMLParagraphElement);
  const list = byId('own-list', HTMLOListElement);
  const notes = byId('own-notes', HTMLDivElement);
  const copy = byId('own-copy', HTMLButtonElement);
  const download = byId('own-download', HTMLButtonElement);
  const go = byId('own-go', HTMLButtonElement);

  const clean = () => {
    const text = input.value;
    list.replaceChildren();
    notes.replaceChildren();
    output.value = '';
    copy.disabled = download.disabled = true;
    if (text.trim() === '') {
      status.textContent = 'There is nothing in the box yet. Paste the HTML of a page first.';
      input.focus();
      return;
    }
    const page = new DOMParser().parseFromString(text, 'text/html');
    const report = dele.clean(page);
    notes.append(...remarks(report));
    if (report.removals.length === 0) {
      output.value = text;
      status.textContent = 'Nothing found to strike. The HTML is as you pasted it.';
    } else {
      dele.cut(page);
      output.value = serialise(page, text);
      list.append(...report.removals.map((removal) => note(removal, false).item));
      status.textContent = sentence(report);
    }
    copy.disabled = download.disabled = false;
  };

  byId('own', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    clean();
  });
  byId('own-example', HTMLButtonElement).addEventListener('click', () => {
    input.value = example();
    clean();
  });
  copy.addEventListener('click', async () => {
    output.select();
    try {
      await navigator.clipboard.writeText(output.value);
      status.textContent = 'Copied.';
    } catch {
      // No clipboard outside secure contexts: the text is selected, so the keyboard can do it.
      status.textContent = 'The browser did not let this page copy. The text is selected: copy it with the keyboard.';
    }
  });
  download.addEventListener('click', () => {
    const url = URL.createObjectURL(new Blob([output.value], { type: 'text/html;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'cleaned.html';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    status.textContent = 'Saved as cleaned.html.';
  });
  go.disabled = false;
}
