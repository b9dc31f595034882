import type { MarkdownEnvironment } from '../../document/environment.js';
import { isMended, type MendName, type MendNote } from '../../document/mend.js';

const NAME: MendName = 'link-pipes';

/** Stands for a pipe that cuts no table: a character that no text holds. */
const PIPE_IN_URL = '\uFDD4';
/** A pipe that cuts: one behind a backslash does not. */
const PIPE = /(?<!\\)\|/g;
/** A URL with a pipe in it, behind a link's text and up to its `)`, or in angle brackets. */
const URL = /(?<=\]\(\s*<?|<(?=https?:))[^\s()<>|]{1,2000}(?:\|[^\s()<>|]{0,2000}){1,20}(?=>|\s*\)|\s+["'])/g;

/**
 * `[map](http://example.org/?layers=a|b)`: a pipe makes a table of a paragraph wherever it stands, and cuts the link in two. One in a
 * link's URL does not count. Answers the text with other characters for such pipes.
 */
export function hideUrlPipes(text: string, environment: MarkdownEnvironment): string {
  if (!/\]\(|<http/.test(text) || !isMended(NAME, environment.options)) return text;
  return text.replace(URL, (url) => url.replace(PIPE, PIPE_IN_URL));
}

/** What is said of the URLs in `[from, to)` of a text whose pipes are hidden; `place` gives a document offset. */
export function urlPipeNotes(
  hidden: string,
  from: number,
  to: number,
  place: (offset: number) => number,
): MendNote[] {
  return Array.from(hidden.slice(from, to).matchAll(HIDDEN), ({ 0: url, index }): MendNote => {
    const written = url.replaceAll(PIPE_IN_URL, '|');
    const replacement = url.replaceAll(PIPE_IN_URL, '%7C');
    return {
      mend: NAME,
      at: place(from + index),
      text: written,
      message: 'The URL of this link holds a "|", of which Jekyll makes a table; it is read as a link.',
      hint: `Write ${replacement}.`,
      edit: { at: place(from + index), written, replacement },
    };
  });
}

const HIDDEN = new RegExp(`[^\\s()<>${PIPE_IN_URL}]*${PIPE_IN_URL}[^\\s()<>]*`, 'g');
