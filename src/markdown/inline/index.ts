export { abbreviations } from './abbreviations.js';
export { useSpans } from './use-spans.js';
