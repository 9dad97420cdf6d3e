import { render as renderApp } from 'svelte/server';
import App from './App.svelte';
import { START } from './story.js';

export const render = () => renderApp(App, { props: { page: START } }).body;
