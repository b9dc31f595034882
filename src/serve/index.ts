export type { Excerpt } from './live/problems.js';
export { openInBrowser } from './open-in-browser.js';
export { type ServedCourse, type ServeListener, type ServeOptions, serveCourse } from './serve-course.js';
