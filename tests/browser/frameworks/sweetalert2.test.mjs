import { testLibrary } from './modals.mjs';

testLibrary('sweetalert2');
