export { checkCourse } from './check-course.js';
export { applyPolicy, applyWebPolicy } from './diagnostic-policy.js';
export { createInventoryMemory } from './inventory-memory.js';
export { checkPublishedFiles } from './published-files.js';
export { withoutThemeFindings, withoutThemeLinks } from './theme-findings.js';
