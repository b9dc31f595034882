export { applyPlugins, type PluginResult } from './apply-plugins.js';
export { lastPages } from './pages/last-pages.js';
export { type Paginator, paginatorVariable } from './pages/paginate.js';
export { pluginTags } from './plugin-tags.js';
