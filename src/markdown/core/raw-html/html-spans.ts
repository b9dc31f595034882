import type { MendNote } from '../../document/mend.js';
import { isCertainUrl } from '../../inline/links/link-urls.js';
import { spanSource } from './span-source.js';

/** What stands around the text of emphasis: no sign of an operator, a list of names, or a call. */
const FIRST = '(?!p\\s*(?:[<>=]|&[lg]t;))(?=[\\p{L}\\p{N}([{「『【（《〈“‘«"\'&<$\\\\`!#])';
const LAST = '(?<=[\\p{L}\\p{N}\\p{Pe}\\p{Pf}.:!?"\'%…。．！？：;>`$+-])';
/** What may stand before and behind it. */
const BEFORE = '(?<![\\w*\\\\)\\]}^,;=])';
const BEHIND = '(?![\\w*([{])';
/** Two stars with their text. */
const STRONG = `\\*\\*${FIRST}[^*\\n]*${LAST}\\*\\*`;

/** The signs of spans that leave no doubt, by the character that they start with. */
const SPANS: Readonly<Record<string, RegExp>> = {
  '*': new RegExp(
    `${BEFORE}(?:(?:(?<!/)${STRONG}|${STRONG}(?!/))|(?<!/)\\*${FIRST}(?=[^*\\n]*\\p{L})[^*\\n]*${LAST}\\*(?!/))${BEHIND}`,
    'uy',
  ),
  _: new RegExp(`(?<![\\w*\\\\/)\\]}^$&])_${FIRST}[^_\\n]*${LAST}_(?![\\w/([{;=])`, 'uy'),
  '~': /(?<![~\\])~~(?![\s~])[^~\n]*[^\s~]~~(?!~)/y,
  '`': /(?<![`\\\w])`(?![\s`])[^`\n]*(?<!\s)`(?![`\w])/y,
};
/** A link or an image with a URL without spaces, its title, and its attributes, which may lack their colon. */
const LINK =
  /(?<![\\\w\])])!?\[(?:[^\][\n]|\[[^\][\n]*\]){0,300}\]\(((?:[^()\s]|\([^()\s]*\)){1,2000})(?:[ \t]+"[^"\n]*")?\)(?:[ \t]?\{:?[ \t]*[^{}\n=]{1,40}=[^{}\n]*\})?/y;

/**
 * `<div>**strong**</div>`: in raw HTML Markdown is not read, so Jekyll shows the signs. Spans that are closed on their line
 * are read; blocks stay as they are. Answers the offset behind the span that starts at `at`.
 */
export function htmlSpanAt(text: string, at: number): number | undefined {
  const character = text.charAt(at);
  const pattern = character === '[' || character === '!' ? LINK : SPANS[character];
  if (pattern === undefined) return undefined;
  pattern.lastIndex = at;
  const url = pattern.exec(text)?.[1];
  if (pattern.lastIndex === 0) return undefined;
  return url === undefined || isCertainUrl(url) ? pattern.lastIndex : undefined;
}

/** What is said of a span in raw HTML. */
export function htmlSpanNote(text: string, at: number): MendNote {
  const html = spanSource(text);
  return {
    mend: 'html-spans',
    at,
    text,
    message:
      'This Markdown stands in raw HTML, where Jekyll shows its signs as they are; it is read as Markdown.',
    hint:
      html === undefined
        ? 'For Jekyll, write HTML, or put it into an element of its own, <span markdown="1">…</span>.'
        : `For Jekyll, write ${html}.`,
    edit: html === undefined ? undefined : { at, written: text, replacement: html },
  };
}
