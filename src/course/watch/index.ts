export { type WatchListener, type WatchOptions, watchCourse } from './watch-course.js';
export { watchedBesides } from './watched-besides.js';
