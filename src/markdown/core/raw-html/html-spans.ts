import type { MendNote } from '../../document/mend.js';
import { isCertainUrl } from '../../inline/links/link-target.js';

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

/** Spans of nothing but text, and what they are in HTML. */
const ELEMENTS: readonly (readonly [span: RegExp, element: string])[] = [
  [/^\*\*([^*]+)\*\*$/, 'strong'],
  [/^\*([^*]+)\*$/, 'em'],
  [/^_([^_]+)_$/, 'em'],
  [/^~~([^~]+)~~$/, 'del'],
];
const CODE = /^`([^`]+)`$/;
/** A link, or an image, with its attributes. */
const LINK_SPAN = /^(!?)\[([^\][]*)\]\(([^\s()]+)\)(?:[ \t]?\{:?([^{}]*)\})?$/;
/** An attribute list of nothing but attributes as HTML has them. */
const ATTRIBUTES = /^(?:[ \t]*(?:target|rel|class|style|width|height)="[^"&<>]*")*[ \t]*$/;
/** Signs that Markdown changes in text: of spans, of HTML, of formulas, and those that become typographic. */
const CHANGED = /[*_~`[\]<>$\\"']|--|\.\.\./;
/** URLs that mean the same in HTML as in Markdown, where plugins look at relative ones. */
const PLAIN_URL = /^(?:https?:\/\/|mailto:|#)[^"'<>`\\]*$/i;

/**
 * A span of Markdown as it is written in HTML, so that it is read as the same; undefined where it holds more than
 * text, or something that Markdown would change.
 */
function spanSource(span: string): string | undefined {
  for (const [pattern, element] of ELEMENTS) {
    const text = pattern.exec(span)?.[1];
    if (text !== undefined && !CHANGED.test(text)) return `<${element}>${text}</${element}>`;
  }
  const code = CODE.exec(span)?.[1];
  if (code !== undefined) return `<code>${escapeText(code.trim())}</code>`;
  const [link, bang, text = '', url = '', list = ''] = LINK_SPAN.exec(span) ?? [];
  if (link === undefined || CHANGED.test(text)) return undefined;
  if (!PLAIN_URL.test(url) || !ATTRIBUTES.test(list)) return undefined;
  const attributes = list.trim() === '' ? '' : ` ${list.trim()}`;
  const address = escapeText(url);
  return bang === '!'
    ? `<img src="${address}" alt="${text}"${attributes}>`
    : `<a href="${address}"${attributes}>${text}</a>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
