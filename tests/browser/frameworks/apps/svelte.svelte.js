import { flushSync, hydrate, mount } from 'svelte';
import App from './App.svelte';
import { place, START } from './story.js';

const page = $state({ ...START });

globalThis.app = {
  mount() {
    mount(App, { target: place(), props: { page } });
    flushSync();
  },
  hydrate() {
    hydrate(App, { target: place(), props: { page } });
    flushSync();
  },
  set(patch) {
    Object.assign(page, patch);
    flushSync();
  },
};
