import { isMended, type MendName, type MendNote } from '../../document/mend.js';
import type { SpanState } from '../../state/span-state.js';
import { isFile } from './link-target.js';

const NAME: MendName = 'link-spaces';

/** Blanks, or the end of a line, before parentheses without blanks. */
const SPACE = /[ \t]*(?:[ \t]|\n[ \t]*)(?=\(([^\s()]+)\))/y;
/** What may stand in brackets and be no link's text: a box to tick, the number or the year of a reference, a remark of an editor. */
const NO_TEXT =
  /^\s*(?:[^\s\p{L}]*|x|[\p{L}+&., ]{1,40}['’(]?(?:19|20)\d{2}[a-z]?\)?|\p{L}{1,10}['’]?\d{2}[a-z]?|sic!?|recte|ibid\.?|todo|tbd|note|nb|edited|citation needed|emphasis \p{L}+|laughter|applause)\s*$/iu;
/** What makes of brackets an index or an argument. */
const WORD_BEFORE = /[A-Za-z0-9_)\]}]$/;

/** Parentheses behind blanks. */
interface SpacedTarget {
  /** Where they open. */
  readonly open: number;
  readonly url: string;
}

/**
 * `[Slides] (https://example.org/slides.pdf)`: a space between a link's text and its URL makes both text. Answers the
 * parentheses where they hold a URL; the link, which starts at `start`, has been read up to them, and its text is `text`.
 */
export function behindLinkSpace(
  { src, pos, environment }: SpanState,
  start: number,
  text: string,
): SpacedTarget | undefined {
  SPACE.lastIndex = pos;
  const [spaces = '', url = ''] = SPACE.exec(src) ?? [];
  if (!isAddress(url) || !isMended(NAME, environment.options)) return undefined;
  const isIndex = WORD_BEFORE.test(src.slice(Math.max(0, start - 1), start));
  const isText = src.charAt(start) !== '!' && (isIndex || NO_TEXT.test(text));
  return isText ? undefined : { open: pos + spaces.length, url };
}

/** Whether parentheses behind a blank hold a URL rather than a remark: paths may be what a text is about. */
function isAddress(url: string): boolean {
  return /^(?:(?:https?|ftp):\/\/|mailto:)|^[^\s:]+\/$/.test(url) || isFile(url);
}

/** What is said of the blanks, at `at`, between the text of a link and its URL; `written` is what stands there. */
export function linkSpaceNote(text: string, url: string, at: number, written: string): MendNote {
  return {
    mend: NAME,
    at,
    text: `[${text}] (`,
    message:
      'A space stands between the text of this link and its URL, so Jekyll shows both as text; it is read as a link.',
    hint: `Write [${text}](${url}) without the space.`,
    edit: { at, written, replacement: written.trimStart() },
  };
}
