import { joinMapped, type MappedText, sliceMapped } from '../../diagnostics/index.js';

/**
 * What holds no citations: code, formulas, comments, Liquid, HTML tags, addresses, and what a backslash stands before. What
 * follows in the pattern is a citation in brackets, or one in the text.
 */
const PARTS = new RegExp(
  [
    '^[ \\t>]*(`{3,}|~{3,})[\\s\\S]*?(?:^[ \\t>]*\\1[`~]*[ \\t]*$|$(?![\\s\\S]))',
    '(`+)(?!`)[\\s\\S]*?[^`]\\2(?!`)',
    '<!--[\\s\\S]*?-->',
    '\\{%-?\\s*(raw|comment|highlight)\\b[\\s\\S]*?\\{%-?\\s*end\\3\\s*-?%\\}',
    '\\{[{%][\\s\\S]*?[}%]\\}',
    '<(pre|code|script|style)\\b[\\s\\S]*?</\\4>',
    '<[^<>]*>',
    '\\$\\$[\\s\\S]*?\\$\\$',
    '\\$(?!\\s)[^$\\n]*?[^\\s$]\\$',
    '\\[[^\\[\\]\\n]*\\](?:\\([^()\\n]*\\)|\\[[^\\[\\]@\\n]*\\](?!\\s*\\[)|:)',
    '\\]\\([^()\\n]*\\)',
    '\\\\[\\s\\S]',
    '\\[(?<cited>[^\\[\\]\\n]*@[^\\[\\]]*)\\](?![(\\[:])',
    '(?<![\\p{L}\\p{N}_./@-])@(?<key>[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_]|[:.#$%&+?<>~/-](?=[\\p{L}\\p{N}_]))*)(?:\\s*\\[(?<where>[^\\[\\]@\\n]+)\\](?![(\\[:]))?',
  ].join('|'),
  'gmu',
);

const ITEM = /^([\s\S]*?)(-?)@([^\s,;\]]+)\s*(?:,\s*)?([\s\S]*)$/;

/** What locators count, as they are written and as CSL calls it. */
const LABELS: readonly (readonly [label: string, written: RegExp])[] = [
  ['page', /^(?:pages?|pp?\.)\s*/i],
  ['chapter', /^(?:chapters?|chaps?\.|ch\.)\s*/i],
  ['section', /^(?:sections?|secs?\.|§{1,2})\s*/i],
  ['figure', /^(?:figures?|figs?\.)\s*/i],
  ['volume', /^(?:volumes?|vols?\.)\s*/i],
  ['line', /^(?:lines?|ll?\.)\s*/i],
  ['paragraph', /^(?:paragraphs?|paras?\.|¶)\s*/i],
  ['part', /^(?:parts?|pts?\.)\s*/i],
  ['verse', /^(?:verses?|vv?\.)\s*/i],
];

/** A locator at the beginning of what stands behind a key: numbers, with letters at them and signs between. */
const LOCATOR =
  /^((?:[ivxlcdm]+|[A-Z]?\d[\w.:]*)(?:\s*[-–,&]\s*(?:[ivxlcdm]+|[A-Z]?\d[\w.:]*))*)(?![\p{L}\p{N}])\s*,?\s*([\s\S]*)$/u;

/**
 * A text of Markdown in which Pandoc's citations (`[@key, p. 3; @other]`, `[-@key]`, `@key`, `@key [p. 3]`) are the tags that
 * do the same, at their places; and behind it a list of what it cites, where it cites and `lists` tells that nothing else does.
 */
export function withPandocCitations(body: MappedText, lists: () => boolean): MappedText {
  if (!body.text.includes('@')) return body;
  const parts: MappedText[] = [];
  let done = 0;
  for (const match of body.text.matchAll(PARTS)) {
    const { cited, key, where } = match.groups ?? {};
    const tag = cited === undefined ? key && narrativeTag(key, where) : bracketTag(cited);
    if (!tag) continue;
    parts.push(sliceMapped(body, done, match.index), writtenAt(body, match.index, tag));
    done = match.index + match[0].length;
  }
  if (parts.length === 0) return body;
  parts.push(sliceMapped(body, done));
  if (!/\{%-?\s*bibliography\b/.test(body.text) && !lists())
    parts.push(writtenAt(body, Math.max(0, body.text.length - 1), '\n\n{% bibliography --cited %}\n'));
  return joinMapped(parts);
}

/** A text that the author wrote otherwise, at a place of his. */
function writtenAt(body: MappedText, at: number, text: string): MappedText {
  const [run] = sliceMapped(body, at, at + 1).runs;
  return { text, runs: run === undefined ? [] : [{ ...run, at: 0, verbatim: false }] };
}

/** `@key [p. 3]` in a sentence: the author's name outside of the brackets. */
function narrativeTag(key: string, where = ''): string {
  const { label, locator, after } = located(where);
  return `{% cite ${key} --narrative${options({ label, locator, before: '', after })} %}`;
}

/** `see @key, p. 3; -@other`; undefined for what is no citation after all. */
function bracketTag(cited: string): string | undefined {
  const items = cited.split(';').map((item) => ITEM.exec(item.trim()));
  const keys: string[] = [];
  let written = '';
  let suppresses = false;
  for (const item of items) {
    if (item === null) return undefined;
    const [, before = '', minus = '', key = '', rest = ''] = item;
    if (/[\p{L}\p{N}]$/u.test(before) || !/^[\p{L}\p{N}_{]/u.test(key)) return undefined;
    keys.push(key.replace(/^\{(.*)\}$/, '$1'));
    suppresses ||= minus !== '';
    written += options({ before: before.trim(), ...located(rest) });
  }
  return `{% cite ${keys.join(' ')}${suppresses ? ' --suppress_author' : ''}${written} %}`;
}

interface Located {
  readonly label: string;
  readonly locator: string;
  /** What stands behind the locator, or all of it where there is none. */
  readonly after: string;
}

function located(text: string): Located {
  const written = text.trim();
  for (const [label, pattern] of LABELS) {
    const head = pattern.exec(written)?.[0];
    const found = head === undefined ? null : LOCATOR.exec(written.slice(head.length));
    if (found !== null) return { label, locator: found[1] ?? '', after: found[2] ?? '' };
  }
  const page = /^\d/.test(written) ? LOCATOR.exec(written) : null;
  if (page !== null) return { label: 'page', locator: page[1] ?? '', after: page[2] ?? '' };
  return { label: '', locator: '', after: written };
}

/** The options of one work; each is there for every work, as the tag counts them. */
function options({ label, locator, before, after }: Located & { readonly before: string }): string {
  const plain = (text: string): string => text.replace(/[{}%]/g, '').replace(/(^|\s)-/g, '$1–');
  const all = { label, locator, before, after };
  return Object.entries(all)
    .map(([name, value]) => ` --${name} ${plain(value)}`.trimEnd())
    .join('');
}
