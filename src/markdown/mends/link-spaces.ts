import type { SpanState } from '../inline/span-state.js';
import { isMended, type MendName, type MendNote } from './mend.js';

const NAME: MendName = 'link-spaces';

/** Blanks before parentheses that hold nothing but what is a URL for certain. */
const SPACE =
  /[ \t]+(?=\((?:(?:https?:\/\/|mailto:|\.{0,2}\/)[^\s()]+|[\w./%-]*\w\.(?:html?|md|pdf|ipynb|png|jpe?g|gif|svg|webp|zip|csv|txt|pptx?|docx?|mp4)(?:#[^\s()]*)?)\))/y;
/** What may stand in brackets and be no link's text: a box to tick, the number of a reference. */
const NO_TEXT = /^\s*(?:\d*|[^\s\p{L}]|x)\s*$/iu;

/**
 * `[Slides] (https://example.org/slides.pdf)`: a space between a link's text and its URL makes both text. Answers the offset
 * of the parenthesis where one stands before a URL; the link's text has been read, and is `text`.
 */
export function behindLinkSpace({ src, pos, environment }: SpanState, text: string): number | undefined {
  SPACE.lastIndex = pos;
  if (NO_TEXT.test(text) || !SPACE.test(src) || !isMended(NAME, environment.options)) return undefined;
  return SPACE.lastIndex;
}

/** What is said of the blanks, at `at`, between the text of a link and its parenthesis; `written` is what stands there. */
export function linkSpaceNote(text: string, at: number, written: string): MendNote {
  return {
    mend: NAME,
    at,
    text: `[${text}] (`,
    message:
      'A space stands between the text of this link and its URL, so Jekyll shows both as text; it is read as a link.',
    hint: `Write [${text}](…) without the space.`,
    edit: { at, written, replacement: written.trimStart() },
  };
}
