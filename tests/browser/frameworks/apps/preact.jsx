import { hydrate, render } from 'preact';
import { App } from './App.jsx';
import { place, START } from './story.js';

let state = START;

globalThis.app = {
  mount: () => render(<App {...state} />, place()),
  hydrate: () => hydrate(<App {...state} />, place()),
  set(patch) {
    state = { ...state, ...patch };
    render(<App {...state} />, place());
  },
};
