import { tokenLists } from '../core/token-lists.js';
import { documentOffset, environmentOf, type MarkdownEnvironment, type OffsetMap } from '../environment.js';
import type { StateCore, Token } from '../markdown-it.js';
import { metaOf } from '../token-meta.js';
import { LITERAL_ELEMENTS } from './html-names.js';
import { isMended, reportMend } from './mend.js';

/** A letter of Chinese or Japanese, or a sign that is as wide as one: next to it no space belongs. */
const WIDE = '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\u3000-\\u303F\\uFF01-\\uFF60\\uFFE0-\\uFFE6]';
const BREAK = new RegExp(`(?<=${WIDE})[ \\t]*\\n[ \\t]*(?=${WIDE})`, 'gu');
const WIDE_START = new RegExp(`^${WIDE}`, 'u');
const WIDE_END = new RegExp(`${WIDE}$`, 'u');
const BREAK_END = /[ \t]*\n[ \t]*$/;
const BREAK_START = /^[ \t]*\n[ \t]*/;

/** What is done, and where it was done first. */
interface Joined {
  count: number;
  first: number | undefined;
}

/** Where a walk through tokens is. */
interface Walk {
  /** What is printed before the next token, if it is text. */
  before: string;
  /** In how many elements that show their text as it is written. */
  literal: number;
  readonly joined: Joined;
}

/**
 * `一行目。⏎二行目。`: where a line ends between two letters of Chinese or Japanese, browsers show a space that belongs to neither script. The
 * line break is left out. As such pages have hundreds of them, they are reported once.
 */
export function cjkBreaks(core: StateCore): void {
  const environment = environmentOf(core);
  if (!isMended('cjk-breaks', environment.options)) return;
  const joined: Joined = { count: 0, first: undefined };
  for (const tokens of tokenLists(core)) joinIn(tokens, { before: '', literal: 0, joined }, undefined);
  if (joined.first !== undefined) report(joined.count, joined.first, environment);
}

/** Leaves the breaks out of the texts of tokens; `place` finds where the first break of their block stands. */
function joinIn(tokens: readonly Token[], walk: Walk, place: (() => number) | undefined): void {
  tokens.forEach((token, index) => {
    if (token.type === 'inline') {
      walk.before = '';
      if (
        token.content.includes('\n') ||
        token.children?.some(({ content }) => content.includes('\n')) === true
      )
        joinIn(token.children ?? [], walk, () => firstBreak(token));
      walk.before = '';
      return;
    }
    if (LITERAL_ELEMENTS.has(token.tag)) walk.literal += token.nesting;
    if (token.type === 'text' || token.type === 'html_text') {
      if (walk.literal === 0 && token.content.includes('\n')) joinToken(token, tokens, index, walk, place);
      if (token.content !== '') walk.before = token.content;
    } else if (!isTransparent(token)) {
      walk.before = '';
    }
  });
}

function joinToken(
  token: Token,
  tokens: readonly Token[],
  index: number,
  { before, joined }: Walk,
  place: (() => number) | undefined,
): void {
  let count = 0;
  const join = (): string => {
    count++;
    return '';
  };
  let content = token.content.replace(BREAK, join);
  if (WIDE_END.test(before) && WIDE_START.test(content.replace(BREAK_START, '')))
    content = content.replace(BREAK_START, join);
  if (
    BREAK_END.test(content) &&
    WIDE_END.test(content.replace(BREAK_END, '')) &&
    WIDE_START.test(textBehind(tokens, index))
  )
    content = content.replace(BREAK_END, join);
  if (count === 0) return;
  joined.count += count;
  joined.first ??= place?.() ?? firstBreak(token);
  token.content = content;
}

/** The text that is printed behind a token, past the tags of elements within a line. */
function textBehind(tokens: readonly Token[], index: number): string {
  for (let at = index + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if ((token.type === 'text' || token.type === 'html_text') && token.content !== '') return token.content;
    if (!isTransparent(token)) break;
  }
  return '';
}

/** Whether a token prints nothing but a tag of an element within a line, or nothing at all. */
function isTransparent({ type, tag, content }: Token): boolean {
  return IN_LINE.has(tag)
    ? type.endsWith('_open') || type.endsWith('_close')
    : content === '' && type === 'html_raw';
}

const IN_LINE: ReadonlySet<string> = new Set(
  'a abbr b big cite del em font i ins mark s small span strike strong u'.split(' '),
);

/** The document offset of the first such break in a text as it was written, or of the text. */
function firstBreak(token: Token): number {
  const { origin = [[0, metaOf(token).at ?? 0]] satisfies OffsetMap } = metaOf(token);
  return documentOffset(origin, Math.max(0, token.content.search(BREAK)));
}

function report(count: number, at: number, environment: MarkdownEnvironment): void {
  const many = count === 1 ? 'A line break' : `${count} line breaks`;
  reportMend(
    {
      mend: 'cjk-breaks',
      severity: 'info',
      at,
      text: '',
      message: `${many} between letters of Chinese or Japanese would be shown as spaces, and ${count === 1 ? 'is' : 'are'} left out.`,
      hint: 'For Jekyll, set "remove_line_breaks_for_cjk: true" under "kramdown:" in _config.yml.',
    },
    environment,
  );
}
