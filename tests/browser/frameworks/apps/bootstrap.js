import Modal from 'bootstrap/js/dist/modal';
import 'bootstrap/dist/css/bootstrap.min.css';
import { content, make, onOpen, PITCH } from './modals.js';

/** The markup of Bootstrap's documentation. */
function open(dialog, options) {
  const title = make('h1', { className: 'modal-title fs-5', id: 'title', textContent: dialog.title });
  const cross = make('button', { type: 'button', className: 'btn-close', ariaLabel: 'Close' });
  cross.dataset.bsDismiss = 'modal';
  const action = make('button', { type: 'button', className: 'btn btn-primary', textContent: dialog.action });
  const parts = [
    make('div', { className: 'modal-header' }, title, cross),
    make('div', { className: 'modal-body' }, content(dialog)),
    make('div', { className: 'modal-footer' }, action),
  ];
  const box = make('div', { className: 'modal-content' }, ...parts);
  const element = make('div', { className: 'modal fade', tabIndex: -1 }, make('div', { className: 'modal-dialog' }, box));
  element.setAttribute('aria-labelledby', 'title');
  element.setAttribute('aria-hidden', 'true');
  document.body.append(element);
  const modal = new Modal(element, options);
  element.addEventListener('shown.bs.modal', () => {
    app.opened = element;
  });
  element.addEventListener('hidden.bs.modal', () => {
    app.closed++;
    modal.dispose();
    element.remove();
  });
  modal.show();
  return () => modal.hide();
}

globalThis.app = {
  closed: 0,
  pitch() {
    const close = open(PITCH, { backdrop: 'static' });
    app.close = close;
  },
};
onOpen((dialog) => {
  app.dismiss = open(dialog);
});
