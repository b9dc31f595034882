export { brokenUrls } from './broken-urls.js';
export { htmlSpans } from './html-spans.js';
export { unclosedTags } from './unclosed-tags.js';
