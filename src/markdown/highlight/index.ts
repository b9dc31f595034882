export { createHighlighter } from './highlighter.js';
