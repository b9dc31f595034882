export { searchFiles } from './search-files.js';
