export { type WatchListener, type WatchOptions, watchCourse } from './watch-course.js';
