import { flushSync } from 'react-dom';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './App.jsx';
import { place, START } from './story.js';

let state = START;
let root;

globalThis.app = {
  mount() {
    root = createRoot(place());
    flushSync(() => root.render(<App {...state} />));
  },
  hydrate() {
    flushSync(() => {
      root = hydrateRoot(place(), <App {...state} />);
    });
  },
  set(patch) {
    state = { ...state, ...patch };
    flushSync(() => root.render(<App {...state} />));
  },
};
