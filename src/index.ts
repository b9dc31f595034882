/**
 * lectern as a library: build a course, check it, or render one text.
 *
 * @module
 */
export {
  type BuildOptions,
  type BuildResult,
  buildSite,
  type CheckResult,
  checkSite,
  createTextRenderer,
  type Effects,
  type RenderedText,
  type TextRenderer,
  type TextRendererOptions,
} from './course/index.js';
export {
  type Diagnostic,
  type FoldedDiagnostic,
  foldDiagnostics,
  formatDiagnostic,
  type Place,
  type Severity,
} from './diagnostics/index.js';
export type {
  BlockRenderer,
  FilterFunction,
  GeneratedPage,
  Generator,
  GeneratorPage,
  GeneratorSite,
  Plugin,
  PluginApi,
  PluginContext,
  PluginReport,
  TagArguments,
  TagRenderer,
} from './plugins/index.js';
