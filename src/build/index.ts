export type { BuildOptions, BuildResult } from './build-options.js';
export type { BuildRequest } from './build-request.js';
export { buildSite } from './build-site.js';
export { cacheFolder } from './cache-folder.js';
export { type CheckResult, checkSite } from './check-site.js';
export { type CourseBuilder, createCourseBuilder } from './course-builder.js';
export { applyWebPolicy } from './diagnostic-policy.js';
export type { Effects } from './effects.js';
export { untilUnchanged } from './file-memory.js';
export { findingIdentity, type KnownFindings, knownFindings } from './known-findings.js';
export { createProfile, type Profile, type ProfileKind, type TimeSpent } from './profile.js';
export { type CourseConfig, readCourseConfig } from './read-config.js';
export type { GeneratedSiteFile, SiteFile, SiteState, StaticSiteFile } from './site-state.js';
export {
  createTextRenderer,
  type RenderedText,
  type TextRenderer,
  type TextRendererOptions,
} from './text-renderer.js';
export { type WatchListener, type WatchOptions, watchCourse } from './watch-course.js';
