import type { OpenTag } from '../html-syntax.js';
import type { SpanState } from '../inline/span-state.js';
import { LITERAL_ELEMENTS } from './html-names.js';
import { isMended, type MendName, type MendNote } from './mend.js';

const NAME: MendName = 'block-tags';

/** A tag right behind a tag: markup, where a single tag may be what a sentence is about. */
const TAG_BEHIND = /[ \t\r\n]*<[A-Za-z]/y;

/**
 * `| Goals | <ul><li>Read</li><li>Write</li></ul> |`: tags of block elements are text to kramdown where they stand in a line of text. The element
 * is read where its tag has attributes or another tag behind it, and it is closed.
 */
export function isBlockTagMeant({ src, environment, find, frames }: SpanState, tag: OpenTag): boolean {
  const name = tag.name.toLowerCase();
  if (!isMended(NAME, environment.options)) return false;
  if (frames.some(({ element }) => element !== undefined && LITERAL_ELEMENTS.has(element))) return false;
  if (name === 'hr') return true;
  TAG_BEHIND.lastIndex = tag.end;
  const isMarkup =
    tag.attributes.length > 0 || TAG_BEHIND.test(src) || frames.some(({ element }) => element !== undefined);
  return isMarkup && find(`</${tag.name}`, tag.end) >= 0;
}

/** What is said of a block element in a text. */
export function blockTagNote(text: string, at: number, element: string): MendNote {
  return {
    mend: NAME,
    at,
    text,
    message: `Jekyll shows the tag of a block element such as <${element}> as text where it stands in a line of text; it is read as a tag.`,
    hint: `Put the element <${element}> on lines of its own, with a blank line before it.`,
  };
}
