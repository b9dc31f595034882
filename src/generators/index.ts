export { applyPlugins, type PluginResult } from './apply-plugins.js';
export { earlierOutputs } from './pages/earlier-outputs.js';
export { type Paginator, paginatorVariable } from './pages/paginate.js';
export { pluginTags } from './plugin-tags.js';
