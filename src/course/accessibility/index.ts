export { type CheckedText, checkAccessibility } from './check-accessibility.js';
