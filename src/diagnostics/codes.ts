import type { Severity } from './diagnostic.js';

/**
 * Every code that lectern reports, by which a course sets severities and a command line chooses, with the severities that
 * it has. Those of formulas, Liquid and the like begin alike, so that `math-*` names all of them.
 */
const SEVERITIES = {
  'accepted-unused': ['warning'],
  'alt-missing': ['info'],
  'anchor-missing': ['warning'],
  'attribute-unknown': ['warning'],
  'baseurl-inferred': ['info'],
  'cache-refused': ['error'],
  'cache-unusable': ['warning'],
  'cjk-line-break': ['info'],
  'code-language': ['info'],
  'code-too-long': ['warning'],
  'code-unclosed': ['warning'],
  'code-unknown': ['warning'],
  'config-destination': ['error'],
  'config-format': ['error'],
  'config-key': ['warning'],
  'config-kramdown': ['warning'],
  'config-missing': ['error'],
  'config-type': ['warning'],
  'config-url': ['warning'],
  'config-yaml': ['error'],
  'course-empty': ['error'],
  'data-csv': ['error'],
  'data-json': ['error'],
  'data-name': ['warning'],
  'data-yaml': ['error'],
  'date-invalid': ['error'],
  'definition-duplicate': ['warning'],
  'destination-busy': ['error'],
  'destination-refused': ['error'],
  'edit-link-unknown': ['warning'],
  encoding: ['warning'],
  'external-listed': ['info'],
  'external-missing': ['warning'],
  'external-unreachable': ['info'],
  'figure-case': ['error', 'warning'],
  'figure-missing': ['error'],
  'file-case': ['error', 'warning'],
  'file-huge': ['error', 'warning'],
  'file-missing': ['error'],
  'file-private': ['warning', 'info'],
  'file-unreadable': ['error'],
  'file-unused': ['info'],
  'folder-built': ['info'],
  'folder-unreadable': ['warning'],
  'footnote-missing': ['warning'],
  'footnote-unused': ['info'],
  'front-matter-bom': ['warning'],
  'front-matter-invalid': ['error'],
  'front-matter-yaml': ['error'],
  'full-width-space': ['warning'],
  'gist-unreadable': ['error'],
  'heading-skips': ['info'],
  'heading-space': ['warning', 'info'],
  'history-missing': ['warning'],
  'html-attribute': ['warning'],
  'html-block-in-text': ['warning'],
  'html-comment': ['warning', 'info'],
  'html-stray-tag': ['warning', 'info'],
  'html-unclosed': ['warning'],
  'html-unknown-tag': ['warning'],
  'id-duplicate': ['warning'],
  'image-damaged': ['warning'],
  'image-encoder-missing': ['warning'],
  'include-missing': ['error'],
  'internal-fault': ['error', 'warning'],
  'layout-loop': ['error'],
  'layout-missing': ['error'],
  'link-baseurl': ['error', 'warning'],
  'link-broken-markup': ['error', 'warning', 'info'],
  'link-definition-missing': ['info'],
  'link-empty': ['error', 'warning'],
  'link-localhost': ['error', 'warning'],
  'link-moved': ['info'],
  'link-tag-missing': ['error'],
  'liquid-argument': ['error'],
  'liquid-in-math': ['info'],
  'liquid-limit': ['error', 'info'],
  'liquid-syntax': ['error', 'warning'],
  'liquid-undefined-variable': ['error'],
  'liquid-unknown-filter': ['error', 'warning'],
  'liquid-unknown-tag': ['error'],
  'list-marker': ['warning', 'info'],
  'markdown-in-html': ['warning'],
  'markdown-option': ['warning'],
  'math-ambiguous-label': ['warning'],
  'math-asciimath': ['warning'],
  'math-delimiters': ['warning'],
  'math-in-table': ['warning'],
  'math-limit': ['error'],
  'math-macro-differs': ['info'],
  'math-macro-shadows': ['info'],
  'math-macro-unused': ['info'],
  'math-markdown': ['info'],
  'math-not-read': ['warning'],
  'math-not-typeset': ['warning'],
  'math-repaired': ['warning'],
  'math-repeated-label': ['warning'],
  'math-syntax': ['error'],
  'math-text-environment': ['warning'],
  'math-undefined-environment': ['error'],
  'math-undefined-label': ['warning'],
  'math-undefined-macro': ['error'],
  'math-unpaired': ['warning'],
  'math-untrusted': ['warning'],
  'mathjax-config-unreadable': ['warning'],
  'mixed-content': ['error', 'warning'],
  'navigation-missing': ['warning'],
  'notebook-badge': ['error', 'warning'],
  'notebook-branch': ['warning'],
  'notebook-broken': ['error', 'warning'],
  'notebook-case': ['error', 'warning'],
  'notebook-missing': ['error', 'warning'],
  'output-foreign': ['error'],
  'page-case': ['error', 'warning'],
  'page-endless': ['error'],
  'page-failed': ['error'],
  'page-missing': ['error'],
  'paginate-number': ['warning'],
  'paginate-shadowed': ['warning'],
  'paginate-template-missing': ['warning'],
  'permalink-empty': ['error'],
  'permalink-placeholder': ['error'],
  'permalink-type': ['error'],
  'plugin-failed': ['error'],
  'plugin-report': ['error', 'warning', 'info'],
  'plugin-ruby': ['error', 'warning', 'info'],
  'plugin-unknown': ['warning'],
  'plugin-unloadable': ['error'],
  'plugins-off': ['warning', 'info'],
  'post-future': ['info'],
  'post-name': ['warning'],
  'preamble-missing': ['error'],
  'redirect-shadowed': ['warning'],
  'redirect-unreadable': ['warning'],
  'reference-ambiguous': ['warning'],
  'reference-missing': ['warning'],
  'repository-inferred': ['info'],
  'sass-syntax': ['error'],
  'secret-exposed': ['error', 'warning'],
  'source-missing': ['error'],
  'symlink-broken': ['warning'],
  'symlink-cycle': ['warning'],
  'symlink-outside': ['warning'],
  'syntax-foreign': ['warning'],
  'table-of-text': ['info'],
  'theme-default': ['info'],
  'theme-findings': ['info'],
  'theme-lock': ['warning'],
  'theme-missing': ['error'],
  'url-case': ['warning'],
  'url-characters': ['warning'],
  'url-conflict': ['warning'],
  'url-reserved': ['error'],
  'url-too-long': ['error'],
  'word-type': ['warning'],
  'word-unknown': ['warning'],
} as const satisfies Readonly<Record<string, readonly Severity[]>>;

/** Every code that lectern reports, in the order of the alphabet. */
export const CODES: readonly string[] = Object.keys(SEVERITIES);

/** The severities with which a code is reported, the gravest first, where a course does not say otherwise. */
export function severitiesOf(code: string): readonly Severity[] {
  return new Map<string, readonly Severity[]>(Object.entries(SEVERITIES)).get(code) ?? [];
}

/** What is found of a folder, or of a file that is not there: it has no line. */
const WITHOUT_LINE: ReadonlySet<string> = new Set([
  'cache-refused',
  'cache-unusable',
  'config-missing',
  'course-empty',
  'destination-busy',
  'destination-refused',
  'file-private',
  'folder-built',
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
