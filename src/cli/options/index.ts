export { courseEffects, git } from './course-effects.js';
export {
  type CacheCommandOptions,
  type CourseCommandOptions,
  cacheOptions,
  courseOptions,
  type EmptyCourseOption,
  emptyCourseOption,
} from './course-options.js';
export { type CodeOptions, codeSelection, isWithin, pathSelection } from './selection.js';
