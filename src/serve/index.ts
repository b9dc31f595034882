export type { Excerpt } from './live/problems.js';
export { type ServedCourse, type ServeListener, type ServeOptions, serveCourse } from './serve-course.js';
