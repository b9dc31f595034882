export { type CodeOptions, codeSelection } from './code-selection.js';
export { courseEffects } from './course-effects.js';
export {
  type CacheCommandOptions,
  type CourseCommandOptions,
  cacheOptions,
  courseOptions,
  type EmptyCourseOption,
  emptyCourseOption,
} from './course-options.js';
export { git } from './git.js';
export { isWithin, pathSelection } from './path-selection.js';
