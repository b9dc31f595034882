export type { CourseDetails } from './course-details.js';
export { titleOf } from './course-details.js';
export { type FolderKind, readFolderKind } from './folder-kind.js';
export {
  type InitPlan,
  type InitRequest,
  LANGUAGES,
  type Language,
  type PlannedFile,
  planInit,
} from './plan-init.js';
export { writePlan } from './write-plan.js';
