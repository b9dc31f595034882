export { isBuiltSite } from '../output/index.js';
export { PACKAGE_FILES } from '../site/index.js';
export { buildSite } from './build-site.js';
export { type CheckResult, checkSite } from './check-site.js';
export type {
  BuildOptions,
  BuildRequest,
  BuildResult,
  Effects,
  GeneratedSiteFile,
  SiteFile,
  SiteState,
  StaticSiteFile,
} from './context/index.js';
export {
  COMPILING_SHEETS,
  createProfile,
  MAKING_PAGES,
  machineTimezone,
  PAGE_PARTS,
  type Profile,
  type ProfileKind,
  type TimeSpent,
} from './context/index.js';
export { type CourseBuilder, createCourseBuilder } from './course-builder.js';
export { readGitRepository } from './git/index.js';
export { cacheFolder, findingIdentity, type KnownFindings, knownFindings } from './incremental/index.js';
export {
  createTextRenderer,
  type RenderedText,
  type TextRenderer,
  type TextRendererOptions,
} from './render/index.js';
export { applyWebPolicy } from './resolve/index.js';
export {
  type AskedTheme,
  askedTheme,
  type CourseConfig,
  fetchForCourse,
  readCourseConfig,
  untilUnchanged,
} from './scan/index.js';
export { type WatchListener, type WatchOptions, watchCourse, watchedBesides } from './watch/index.js';
