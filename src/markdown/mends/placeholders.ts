import type { MarkdownEnvironment } from '../environment.js';
import type { Find } from '../finder.js';
import type { OpenTag } from '../html-syntax.js';
import { isHtmlElement } from './html-names.js';
import { isMended, type MendName, type MendNote } from './mend.js';

const NAME: MendName = 'placeholders';

/**
 * `Every sentence ends with <eos>.`: to kramdown an element that nobody knows, which holds what is left of the text and shows nothing.
 * A name that HTML does not know, without attributes and without a closing tag, is text.
 */
export function isPlaceholder(tag: OpenTag, find: Find, { options }: MarkdownEnvironment): boolean {
  const { name, attributes, selfClosed, end } = tag;
  if (attributes.length > 0 || selfClosed || /[-:]/.test(name) || isHtmlElement(name)) return false;
  return isMended(NAME, options) && find(`</${name}`, end) < 0;
}

/** What is said of a placeholder. */
export function placeholderNote(text: string, at: number): MendNote {
  return {
    mend: NAME,
    at,
    text,
    message: `HTML has no element ${text}, so Jekyll does not show it; it is read as text.`,
    hint: `Write \`${text}\` or ${text.replace('<', '&lt;').replace('>', '&gt;')}.`,
  };
}
