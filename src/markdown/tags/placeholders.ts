import { isMended, type MendName, type MendNote } from '../document/mend.js';
import { isHtmlAttribute, isHtmlElement } from '../html/names.js';
import { isVoidElement, type OpenTag } from '../html/syntax.js';
import { isClosedBehind, type TagText } from '../html/tag-index.js';

const NAME: MendName = 'placeholders';

/**
 * `Every sentence ends with <eos>.`, `Type <your name>.`, `If a<b and b>c`: to kramdown an element that holds what is left of the text, of which
 * browsers show nothing. A name that HTML does not know is text where no attribute has a value and no tag closes it;
 * so is one that HTML knows if it stands before words of which none is an attribute.
 */
export function isPlaceholder(tag: OpenTag, { tags, environment }: TagText): boolean {
  const { name, attributes, selfClosed, end } = tag;
  if (
    selfClosed ||
    name.includes(':') ||
    !attributes.every(({ at, from, name: { length } }) => from === at + length)
  )
    return false;
  const isWord = isHtmlElement(name)
    ? attributes.length > 0 &&
      !isVoidElement(name.toLowerCase()) &&
      !attributes.some((attribute) => isHtmlAttribute(attribute.name))
    : true;
  return isWord && isMended(NAME, environment.options) && !isClosedBehind(tags, name, end);
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
