import { renderToString } from 'react-dom/server';
import { App } from './App.jsx';
import { START } from './story.js';

export const render = () => renderToString(<App {...START} />);
