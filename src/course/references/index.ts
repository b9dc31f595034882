export { type CompletedPages, completePages, isIncomplete } from './complete-pages.js';
