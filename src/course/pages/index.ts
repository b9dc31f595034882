export { generatedFile, makePages } from './make-pages.js';
