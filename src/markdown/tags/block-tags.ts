import { isMended, type MendName, type MendNote } from '../document/mend.js';
import type { Warning } from '../document/warnings.js';
import { LITERAL_ELEMENTS } from '../html/names.js';
import { isBlockElement, matchCloseTag, matchOpenTag, type OpenTag } from '../html/syntax.js';
import type { SpanState } from '../state/span-state.js';

const NAME: MendName = 'block-tags';

/** A tag right behind a tag: markup, where a single tag may be what a sentence is about. */
const TAG_BEHIND = /[ \t]*<[A-Za-z]/y;
/** Words, and tags in code spans, by which a table tells that it is about HTML. */
const ABOUT_HTML = /\b(?:x?html|tags?|elements?|markup)\b|タグ|要素|`[^`\n]*<\/?[A-Za-z!]/i;

/** Whether the tags of a table may be what it is about, so that they have to be shown. */
export function isAboutHtml(table: string): boolean {
  return table.includes('<') && ABOUT_HTML.test(table);
}

/**
 * `| Goals | <ul><li>Read</li><li>Write</li></ul> |`: tags of block elements are text to kramdown where they stand in a line of text. In a cell
 * of a table, which cannot hold a block otherwise, the element is read where its tag has attributes or another tag behind it, and all that is
 * opened in it is closed.
 */
export function isBlockTagMeant(state: SpanState, tag: OpenTag): boolean {
  const { src, pos, environment, frames } = state;
  if (!environment.inCell || !isMended(NAME, environment.options)) return false;
  const elements = frames.flatMap(({ element }) => element ?? []);
  if (elements.some((element) => LITERAL_ELEMENTS.has(element))) return false;
  // What stands in an element that was read has been looked at with it.
  if (elements.some(isBlockElement)) return true;
  if (tag.name.toLowerCase() === 'hr') return isBetweenWords(src, pos, tag.end);
  TAG_BEHIND.lastIndex = tag.end;
  return (tag.attributes.length > 0 || TAG_BEHIND.test(src)) && endOfElement(state, tag) !== undefined;
}

function isBetweenWords(text: string, from: number, to: number): boolean {
  return (
    /[\p{L}\p{N}\p{Po})\]]\s*$/u.test(text.slice(Math.max(0, from - 3), from)) &&
    /^\s*[\p{L}\p{N}*_`$[]/u.test(text.slice(to))
  );
}

/** The offset at which the element's end tag starts, where it is in the text and all block elements in it end before. */
function endOfElement({ src, environment, indexOf }: SpanState, tag: OpenTag): number | undefined {
  const open = [tag.name.toLowerCase()];
  for (let at = indexOf('<', tag.end); at >= 0 && environment.budget > 0; at = indexOf('<', at + 1)) {
    const inner = matchOpenTag(src, at);
    const name = (inner ?? matchCloseTag(src, at))?.name.toLowerCase();
    if (name === undefined || name === 'hr' || !isBlockElement(name)) continue;
    if (inner !== undefined) open.push(name);
    else if (open.pop() !== name) break;
    if (open.length === 0) return at;
  }
  environment.budget -= src.length - tag.end;
  return undefined;
}

/** Under these names it is kept which element was warned of last. */
const FROM = 'shown_block_tag_from';
const TO = 'shown_block_tag_to';

/**
 * Says that the tags of a block element, of which `tag` is the first, are shown as text. Of an element in another one nothing is said,
 * nor of a tag that nothing closes and that has no attributes, for that may be what the text is about.
 */
export function warnOfBlockTag(state: SpanState, tag: OpenTag): void {
  const { src, pos, frames, memo } = state;
  if (frames.some(({ element }) => element !== undefined && LITERAL_ELEMENTS.has(element))) return;
  if ((memo.get(FROM) ?? pos) < pos && pos < (memo.get(TO) ?? pos)) return;
  const isVoid = tag.name.toLowerCase() === 'hr';
  const end = isVoid ? undefined : endOfElement(state, tag);
  if (end === undefined && tag.attributes.length === 0 && !(isVoid && isBetweenWords(src, pos, tag.end)))
    return;
  memo.set(FROM, pos);
  memo.set(TO, end ?? pos);
  state.warnOfText(shownBlockTag(src.slice(pos, tag.end), tag.name, state.documentOffset(pos)));
}

/** What is said of a block element in a cell. */
export function blockTagNote(text: string, at: number, element: string): MendNote {
  return {
    mend: NAME,
    at,
    text,
    message: `Jekyll shows the tag of a block element such as <${element}> as text where it stands in the cell of a table; it is read as a tag.`,
    hint: 'For Jekyll, write the whole table in HTML, or <br> between the lines of the cell.',
  };
}

/** Of the tag of a block element in a line of text (kramdown/parser/kramdown/html.rb: `parse_span_html`). */
function shownBlockTag(written: string, element: string, at: number): Warning {
  return {
    code: 'html-block-in-text',
    severity: 'warning',
    at,
    text: written,
    message: `The tags of a block element such as <${element}> are shown as text where they stand in a line of text.`,
    hint: `Let <${element}> begin a line of its own; or, if no tag is meant, put it into backticks.`,
  };
}
