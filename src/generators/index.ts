export { applyPlugins, type PluginResult } from './apply-plugins.js';
export { type LastModified, tellsLastModified, withLastModified } from './last-modified.js';
export { outputRewriter } from './output/output-rewriter.js';
export { earlierOutputs } from './pages/earlier-outputs.js';
export { isGlossaryPage } from './pages/glossary-page.js';
export { HEADINGS_PLACE, isHeadingsPage } from './pages/headings-page.js';
export { type Paginator, paginatorVariable } from './pages/paginate.js';
export { pluginFilters, pluginTags } from './plugin-tags.js';
export { withPandocCitations } from './scholar/pandoc-citations.js';
