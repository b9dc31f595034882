export { applyPlugins, type PluginResult } from './apply-plugins.js';
export { lastPages } from './last-pages.js';
export { type Paginator, paginatorVariable } from './paginate.js';
export { pluginTags } from './plugin-tags.js';
