/**
 * Every code that lectern reports, by which a course sets severities and a command line chooses. Those of formulas,
 * Liquid and the like begin alike, so that `math-*` names all of them.
 */
export const CODES = [
  'accepted-unused',
  'alt-missing',
  'anchor-missing',
  'attribute-unknown',
  'cjk-line-break',
  'code-language',
  'code-unclosed',
  'code-unknown',
  'config-destination',
  'config-format',
  'config-key',
  'config-kramdown',
  'config-missing',
  'config-type',
  'config-yaml',
  'data-csv',
  'data-json',
  'data-name',
  'data-yaml',
  'date-invalid',
  'definition-duplicate',
  'destination-refused',
  'edit-link-unknown',
  'encoding',
  'external-listed',
  'external-missing',
  'external-unreachable',
  'figure-case',
  'figure-missing',
  'file-case',
  'file-huge',
  'file-missing',
  'file-unreadable',
  'file-unused',
  'folder-unreadable',
  'footnote-missing',
  'footnote-unused',
  'front-matter-bom',
  'front-matter-invalid',
  'front-matter-yaml',
  'full-width-space',
  'gist-unreadable',
  'heading-skips',
  'heading-space',
  'html-attribute',
  'html-block-in-text',
  'html-comment',
  'html-stray-tag',
  'html-unclosed',
  'html-unknown-tag',
  'id-duplicate',
  'include-missing',
  'layout-loop',
  'layout-missing',
  'link-baseurl',
  'link-broken-markup',
  'link-definition-missing',
  'link-empty',
  'link-localhost',
  'link-moved',
  'link-tag-missing',
  'liquid-argument',
  'liquid-in-math',
  'liquid-limit',
  'liquid-syntax',
  'liquid-undefined-variable',
  'liquid-unknown-filter',
  'liquid-unknown-tag',
  'list-marker',
  'markdown-in-html',
  'markdown-option',
  'math-delimiters',
  'math-in-table',
  'math-limit',
  'math-macro-differs',
  'math-macro-shadows',
  'math-macro-unused',
  'math-markdown',
  'math-repaired',
  'math-repeated-label',
  'math-syntax',
  'math-undefined-environment',
  'math-undefined-label',
  'math-undefined-macro',
  'math-unpaired',
  'math-untrusted',
  'mathjax-config-unreadable',
  'mixed-content',
  'notebook-badge',
  'notebook-branch',
  'notebook-broken',
  'notebook-case',
  'notebook-missing',
  'output-foreign',
  'page-case',
  'page-failed',
  'page-missing',
  'paginate-number',
  'paginate-shadowed',
  'paginate-template-missing',
  'permalink-empty',
  'permalink-placeholder',
  'plugin-unknown',
  'post-future',
  'post-name',
  'preamble-missing',
  'redirect-shadowed',
  'redirect-unreadable',
  'repository-inferred',
  'sass-syntax',
  'secret-exposed',
  'source-missing',
  'symlink-broken',
  'symlink-cycle',
  'symlink-outside',
  'table-of-text',
  'theme-missing',
  'url-conflict',
] as const satisfies readonly string[];

/** What is found of a folder, or of a file that is not there: it has no line. */
const WITHOUT_LINE: ReadonlySet<string> = new Set([
  'config-missing',
  'destination-refused',
  'folder-unreadable',
  'source-missing',
  'symlink-broken',
  'symlink-cycle',
  'symlink-outside',
]);

/** Whether what a code names is found in a line of a file, rather than of a folder or of a file that is not there. */
export function hasLine(code: string): boolean {
  return !WITHOUT_LINE.has(code);
}

/** Whether what a code, or a beginning of codes, names is only ever found by asking the web. */
export function isWebCode(pattern: string): boolean {
  return CODES.filter((code) => codeMatches(pattern, code)).every((code) => WEB_CODES.has(code));
}

const WEB_CODES: ReadonlySet<string> = new Set([
  'external-listed',
  'external-missing',
  'external-unreachable',
  'link-moved',
]);

/** Whether a code, or a beginning of codes with a `*` behind it, names anything that is ever reported. */
export function isKnownCode(pattern: string): boolean {
  return CODES.some((code) => codeMatches(pattern, code));
}

/** Whether a code is the one that a pattern names, or one of those that it names with a `*` at its end. */
export function codeMatches(pattern: string, code: string): boolean {
  return pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;
}
