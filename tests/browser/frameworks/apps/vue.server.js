import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import App from './App.vue';
import { START } from './story.js';

export const render = () => renderToString(createSSRApp(App, { state: START }));
