import { testLibrary } from './modals.mjs';

testLibrary('bootstrap');
