export {
  DEFAULT_KRAMDOWN_OPTIONS,
  idleKramdownOptions,
  readKramdownOptions,
} from './document/kramdown-options.js';
export { MEND_NAMES } from './document/mend.js';
export type { Numbering, Solutions } from './document/numbering.js';
export type { Dollars, Highlight, KramdownOptions, MarkdownOptions } from './document/options.js';
export type {
  Anchor,
  ForeignSyntax,
  Heading,
  MarkdownResult,
  Reference,
  TagPlace,
} from './document/result.js';
export type { RawReference } from './document/token-meta.js';
export { type Warning, warningDiagnostic } from './document/warnings.js';
export { createHighlighter, tooLongToColour } from './highlight/index.js';
export { stylesheetReferences } from './html/css-references.js';
export { readHtmlPage } from './html/page.js';
export { htmlReferences } from './html/references.js';
export { unclosedHtml } from './html/unclosed.js';
export { createMarkdown, type Markdown } from './markdown.js';
export { createSmartyPants } from './smarty-pants.js';
export { decodeEntities } from './source/entities.js';
