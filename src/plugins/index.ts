export { arePluginsCurrent, type CoursePlugins, NO_PLUGINS, readCoursePlugins } from './course-plugins.js';
export { type LiquidExtensions, liquidExtensions } from './liquid-extensions.js';
export { type LoadedPlugins, loadPlugins } from './load-plugins.js';
export { type KnownPlugins, withMissingPlugins } from './missing-plugins.js';
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
} from './plugin.js';
export type { RubyRegistration } from './ruby-registrations.js';
export { rubyTags } from './ruby-tag.js';
export { type GeneratedSite, runGenerators } from './run-generators.js';
