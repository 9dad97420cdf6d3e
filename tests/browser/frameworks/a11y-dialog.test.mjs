import { testLibrary } from './modals.mjs';

testLibrary('a11y-dialog');
