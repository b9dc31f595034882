export { decodeEntities } from './entities.js';
export { createHighlighter } from './highlight/index.js';
export { readHtmlPage } from './html-page.js';
export { DEFAULT_KRAMDOWN_OPTIONS, readKramdownOptions } from './kramdown-options.js';
export { createMarkdown, type Markdown } from './markdown.js';
export type { Highlight, KramdownOptions, MarkdownOptions } from './options.js';
export { createSmartyPants } from './smarty-pants.js';
export type { Anchor, Heading, MarkdownResult, Reference } from './types.js';
