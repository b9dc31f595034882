export { type CompletedPages, completePages, type ShowMark } from './complete-pages.js';
