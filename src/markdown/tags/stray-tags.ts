import type { StateBlock } from '../document/markdown-it.js';
import { isMended, type MendName, type MendNote } from '../document/mend.js';
import { metaOf } from '../document/token-meta.js';
import type { Warning } from '../document/warnings.js';
import { isHtmlElement, LITERAL_ELEMENTS } from '../html/names.js';
import { isBlockElement, matchOpenTag } from '../html/syntax.js';
import { matchAt } from '../source/scan.js';
import { type BlockState, blockState } from '../state/block-state.js';
import { isParagraphEnd } from '../state/boundary.js';
import type { SpanState } from '../state/span-state.js';
import type { CloseTag } from './tag.js';
import { MOST_OPEN } from './unclosed-elements.js';

const NAME: MendName = 'stray-tags';

/**
 * `First line</br>`, `text</a>`: a closing tag of an element that is not open is text to kramdown. Of `</br>` a line
 * break is made; the others, which a browser would pass over, are left out. Only a tag that touches the text before
 * it, or has a line of its own, is one too many for certain: others may be what the sentence is about, and stay.
 */
export function strayTag(state: SpanState, close: CloseTag): boolean {
  const { src, pos, frames, frame } = state;
  const isLiteral = frames.some(({ element }) => element !== undefined && LITERAL_ELEMENTS.has(element));
  if (isLiteral || isTagsAlone(src, close) || !isStray(state, src, pos, close)) {
    if (!isLiteral && isBreakTag(close)) state.warnOfText(shownBreakTag(state.documentOffset(pos)));
    return false;
  }
  const { last } = frame;
  const isBreak = isBreakTag(close) && !/<br[ \t]*\/?>$/i.test(src.slice(Math.max(0, pos - 8), pos));
  const token = isBreak ? state.leaf('html_void', 'br', pos) : state.leaf('html_raw', '', pos);
  if (!isBreak) frame.last = last;
  metaOf(token).mends = strayNotes(src.slice(pos, close.end), state.documentOffset(pos), close, isBreak);
  state.pos = close.end;
  return true;
}

/** Whether a text is nothing but closing tags: what is to be left out of those, `strayTagLine` has. */
function isTagsAlone(text: string, close: CloseTag): boolean {
  return !isBreakTag(close) && text.length < NEAR && text.replace(TAGS_BEFORE, '').trim() === '';
}

/** Whether a closing tag in a text is one too many. */
export function isStray(
  { environment }: Pick<SpanState, 'environment'>,
  text: string,
  at: number,
  close: CloseTag,
): boolean {
  if (!isHtmlElement(close.name) || !isMended(NAME, environment.options)) return false;
  if (environment.elements.slice(-MOST_OPEN).includes(close.name.toLowerCase())) return false;
  return !isMentioned(text, at, close) && (isBreakTag(close) || !closesText(text, at, close.name));
}

/** Whether a closing tag is `</br>`. */
export function isBreakTag({ name }: CloseTag): boolean {
  return name.toLowerCase() === 'br';
}

/** A quote or a bracket that opens, or a sign between words that are listed, before a tag. */
const MENTION_BEFORE = /["'`“‘«‹„「『（【〈《([{/|,;=、，；]$/;
/** A quote or a bracket that closes, behind one. */
const MENTION_BEHIND = /["'`”’»›」』）】〉》)\]}]/;
/** A letter of Japanese or Chinese, between which no spaces are written. */
const WIDE_LETTER = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]/u;
/** What may stand behind a tag that has a line to itself: more tags, and comments. */
const REST_OF_TAGS = /(?:[ \t]*(?:<\/?[A-Za-z][^<>\n]{0,100}>|<!--[^<>\n]{0,300}-->)){0,4}[ \t]*(?:\n|$)/y;
/** Closing tags right before another. */
const TAGS_BEFORE = /(?:<\/[A-Za-z][A-Za-z0-9]{0,20}[ \t]*>)+$/;
/** The end of a text that announces what follows, as an example. */
const ANNOUNCEMENT = /[:：]\s*$/;
/** How far back a text is looked at. */
const NEAR = 60;

/** Whether a tag may be what the text is about: it stands between words, in quotes or in brackets. */
function isMentioned(text: string, at: number, close: CloseTag): boolean {
  const near = text.slice(Math.max(0, at - NEAR), at).replace(TAGS_BEFORE, '');
  const before = near.replace(/[ \t]+$/, '');
  const behind = text.charAt(close.end);
  REST_OF_TAGS.lastIndex = close.end;
  const endsLine = REST_OF_TAGS.test(text);
  if (before === '' || before.endsWith('\n'))
    return !isBreakTag(close) && (!endsLine || ANNOUNCEMENT.test(before));
  if (before !== near) return !(endsLine && isBreakTag(close));
  if (MENTION_BEFORE.test(before)) return !isBreakTag(close) || MENTION_BEHIND.test(behind);
  return !isBreakTag(close) && WIDE_LETTER.test(before.slice(-2)) && WIDE_LETTER.test(behind);
}

/** How far back the opening tag is looked for that stands in a text as text. */
const FAR = 2000;

/** Whether the opening tag that belongs to a closing one is itself text: escaped, or a block element's in a line of text. */
function closesText(text: string, at: number, name: string): boolean {
  const start = Math.max(0, at - FAR);
  const before = text.slice(start, at);
  const written = Math.max(before.lastIndexOf(`&lt;${name}`), before.lastIndexOf(`< ${name}`));
  const opening = before.lastIndexOf(`<${name}`);
  if (written >= 0 || opening < 0) return written >= 0;
  const isText = before.charAt(opening - 1) === '\\' || matchOpenTag(text, start + opening) === undefined;
  return isText || isBlockElement(name.toLowerCase());
}

/** What is said of a stray tag; `isBreak` tells whether it is read as a line break. */
export function strayNotes(
  text: string,
  at: number,
  close: CloseTag,
  isBreak = isBreakTag(close),
): readonly MendNote[] {
  if (isBreakTag(close) && !isBreak) return [...close.notes, secondBreak(text, at)];
  const note: MendNote = isBreak
    ? {
        mend: NAME,
        at,
        text,
        message: 'There is no tag </br>, so Jekyll shows it as text; it is read as a line break.',
        hint: 'Write <br>.',
        edit: { at, written: text, replacement: '<br>' },
      }
    : {
        mend: NAME,
        at,
        text,
        message: `No <${close.name}> is open that this tag could close, so Jekyll shows it as text; it is left out.`,
        hint: `Take it away, or put <${close.name}> where the element starts.`,
      };
  return [...close.notes, note];
}

/** Said of the tag that closes a `<br>`, which breaks the line already. */
function secondBreak(text: string, at: number): MendNote {
  return {
    mend: NAME,
    at,
    text,
    message: 'There is no tag </br>, so Jekyll shows it as text; behind <br> it is left out.',
    hint: 'Take it away.',
    edit: { at, written: text, replacement: '' },
  };
}

/** Said of a `</br>` that may be what the text is about, and is shown. */
function shownBreakTag(at: number): Warning {
  return {
    code: 'html-stray-tag',
    severity: 'info',
    at,
    text: '</br>',
    message: 'There is no tag </br>, so it is shown as text.',
    hint: 'Write <br> for a line break; or, if the text is about the tag, put it in backticks.',
  };
}

const CLOSE_TAGS = / {0,3}(?:<\/[A-Za-z][A-Za-z0-9]*[ \t]*>[ \t]*)+\n/y;
const CLOSE_TAG = /<\/([A-Za-z][A-Za-z0-9]*)[ \t]*>/g;

/**
 * A line of nothing but closing tags that close nothing, which Jekyll shows as a paragraph. Where it shows them within one, the
 * paragraph goes on, and `strayTag` leaves them out of it.
 */
export function strayTagLine(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos, environment } = state;
  const line = matchAt(CLOSE_TAGS, src, pos)?.[0];
  if (line === undefined || !isMended(NAME, environment.options)) return false;
  if (isAnnounced(src, pos) || isWithinParagraph(state, pos + line.length)) return false;
  const tags = [...line.matchAll(CLOSE_TAG)].map(({ 0: written, 1: name = '', index }) => ({
    written,
    at: state.documentOffset(pos + index),
    close: { name, end: 0, notes: [] },
  }));
  if (!tags.every(({ close }) => isHtmlElement(close.name) && !isBreakTag(close))) return false;
  const start = state.tokens.length;
  const token = state.place('html_raw', '', 0, pos);
  state.add('raw', start);
  metaOf(token).mends = tags.flatMap(({ written, at, close }) => strayNotes(written, at, close));
  state.seek(pos + line.length);
  return true;
}

/** Whether the text before a line announces it with a colon, as an example. */
function isAnnounced(text: string, pos: number): boolean {
  return ANNOUNCEMENT.test(text.slice(Math.max(0, pos - NEAR), pos));
}

/** Whether a paragraph stands before a line that ends at `end`, and goes on behind it. */
function isWithinParagraph(state: BlockState, end: number): boolean {
  return state.last?.kind === 'paragraph' && !isParagraphEnd(state, end);
}
