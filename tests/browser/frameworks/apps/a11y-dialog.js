import A11yDialog from 'a11y-dialog';
import './a11y-dialog.css';
import { content, make, onOpen, PITCH } from './modals.js';

/** The markup of a11y-dialog's documentation, with what it leaves to the page: the lock of scrolling and the rest of the page inert. */
function open(dialog) {
  const overlay = make('div', { className: 'dialog-overlay' });
  const cross = make('button', { type: 'button', className: 'dialog-close', ariaLabel: 'Close', textContent: '×' });
  for (const closer of [overlay, cross]) closer.dataset.a11yDialogHide = '';
  const title = make('h1', { id: 'title', textContent: dialog.title });
  const action = make('button', { type: 'button', textContent: dialog.action });
  const box = make('div', { className: 'dialog-content' }, cross, title, content(dialog), action);
  box.setAttribute('role', 'document');
  const element = make(
    'div',
    { className: 'dialog-container', id: `dialog-${document.querySelectorAll('.dialog-container').length}` },
    overlay,
    box,
  );
  element.setAttribute('aria-labelledby', 'title');
  document.body.append(element);
  const a11yDialog = new A11yDialog(element);
  const root = document.documentElement;
  const others = [...document.body.children].filter((other) => other !== element && !other.inert);
  a11yDialog.on('show', () => {
    root.style.paddingRight = `${innerWidth - root.clientWidth}px`;
    root.style.overflowY = 'hidden';
    for (const other of others) other.inert = true;
    app.opened = element;
  });
  a11yDialog.on('hide', () => {
    root.style.paddingRight = '';
    root.style.overflowY = '';
    for (const other of others) other.inert = false;
    app.closed++;
  });
  a11yDialog.show();
  return () => a11yDialog.hide();
}

globalThis.app = {
  closed: 0,
  pitch() {
    app.close = open(PITCH);
  },
};
onOpen((dialog) => {
  app.dismiss = open(dialog);
});
