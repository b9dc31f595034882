export { createHighlighter, tooLongToColour } from './highlighter.js';
