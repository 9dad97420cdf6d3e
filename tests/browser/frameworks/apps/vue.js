import { createApp, createSSRApp, nextTick, reactive } from 'vue';
import App from './App.vue';
import { place, START } from './story.js';

const state = reactive({ ...START });

globalThis.app = {
  mount: () => void createApp(App, { state }).mount(place()),
  hydrate: () => void createSSRApp(App, { state }).mount(place()),
  set(patch) {
    Object.assign(state, patch);
    return nextTick();
  },
};
