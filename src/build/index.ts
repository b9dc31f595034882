export type { BuildOptions, BuildResult } from './build-options.js';
export { buildSite } from './build-site.js';
export { type CheckResult, checkSite } from './check-site.js';
export type { Effects } from './effects.js';
export {
  createTextRenderer,
  type RenderedText,
  type TextRenderer,
  type TextRendererOptions,
} from './text-renderer.js';
export { watchCourse } from './watch-course.js';
