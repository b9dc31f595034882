export { type CompletedPages, completePages, isIncomplete, type ShowMark } from './complete-pages.js';
