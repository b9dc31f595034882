import type { MendNote } from './mend.js';
import { spanSource } from './span-source.js';

/** The signs of spans that leave no doubt, by the character that they start with. */
const SPANS: Readonly<Record<string, RegExp>> = {
  '*': /(?<![\w*\\])(?:\*\*(?![\s*])[^*\n]*[^\s*]\*\*(?!\*)|\*(?![\s*])[^*\n]*[^\s*]\*(?![\w*]))/y,
  _: /(?<![\w*\\/])_(?![\s_])[^_\n]*[^\s_]_(?![\w/])/y,
  '~': /(?<![~\\])~~(?![\s~])[^~\n]*[^\s~]~~(?!~)/y,
  '`': /(?<![`\\])`[^`\n]+`(?!`)/y,
};
/** A link or an image with a URL without spaces, its title, and its attributes, which may lack their colon. */
const LINK =
  /(?<!\\)!?\[(?:[^\][\n]|\[[^\][\n]*\]){0,300}\]\((?:[^()\s]|\([^()\s]*\)){1,2000}(?:[ \t]+"[^"\n]*")?\)(?:[ \t]?\{:?[ \t]*[^{}\n=]{1,40}=[^{}\n]*\})?/y;

/**
 * `<div>**strong**</div>`: in raw HTML Markdown is not read, so Jekyll shows the signs. Spans that are closed on their line
 * are read; blocks stay as they are. Answers the offset behind the span that starts at `at`.
 */
export function htmlSpanAt(text: string, at: number): number | undefined {
  const character = text.charAt(at);
  const pattern = character === '[' || character === '!' ? LINK : SPANS[character];
  if (pattern === undefined) return undefined;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
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
        ? 'For Jekyll, add markdown="span" to the element around it, or write HTML.'
        : `For Jekyll, write ${html}.`,
    edit: html === undefined ? undefined : { at, written: text, replacement: html },
  };
}
