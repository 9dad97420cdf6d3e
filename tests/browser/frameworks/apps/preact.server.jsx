import { renderToString } from 'preact-render-to-string';
import { App } from './App.jsx';
import { START } from './story.js';

export const render = () => renderToString(<App {...START} />);
