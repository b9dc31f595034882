export { openInBrowser } from './open-in-browser.js';
export type { Excerpt } from './problems.js';
export { type ServedCourse, type ServeListener, type ServeOptions, serveCourse } from './serve-course.js';
