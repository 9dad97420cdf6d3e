import Swal from 'sweetalert2/dist/sweetalert2.esm.js';
import 'sweetalert2/dist/sweetalert2.css';
import { content, onOpen, PITCH } from './modals.js';

function open(dialog, options) {
  Swal.fire({
    title: dialog.title,
    html: content(dialog),
    confirmButtonText: dialog.action,
    showCloseButton: true,
    didOpen: (popup) => {
      app.opened = popup;
    },
    didClose: () => {
      app.closed++;
    },
    ...options,
  });
  return () => Swal.close();
}

globalThis.app = {
  closed: 0,
  pitch() {
    app.close = open(PITCH, { allowOutsideClick: false });
  },
};
onOpen((dialog) => {
  app.dismiss = open(dialog);
});
