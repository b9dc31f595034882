import { nearestName } from '../../diagnostics/index.js';
import { isMended, type MendName, type MendNote } from '../document/mend.js';
import { htmlElements, isHtmlAttribute, isHtmlElement } from '../html/names.js';
import { isVoidElement, type OpenTag } from '../html/syntax.js';
import { isClosedBehind, type TagText, tagsBehind } from '../html/tag-index.js';

/** An opening tag as it was meant. */
interface MisspeltTag {
  readonly tag: OpenTag;
  readonly notes: readonly MendNote[];
}

/**
 * `<sapn class="note">text</span>`: to kramdown an element that nobody knows, which holds all that is left of the text.
 * Where HTML has no element of this name, no such element is closed, and a tag of a similar name closes nothing else,
 * that is what was meant.
 */
export function misspeltTag(text: TagText, at: number, tag: OpenTag): MisspeltTag | undefined {
  const { name } = tag;
  const { src, tags, environment } = text;
  if (isHtmlElement(name) || tag.selfClosed || !isMended('misspelt-tags', environment.options))
    return undefined;
  if (tags.orphaned.size === 0 || isClosedBehind(tags, name, tag.end)) return undefined;
  const meant = nearestName(name.toLowerCase(), htmlElements());
  if (meant === undefined) return undefined;
  // A closing tag is given to the last of those that it may belong to.
  const isClosed = tagsBehind(tags, meant, tag.end).orphans > tagsBehind(tags, name, tag.end).openings;
  if (!isClosed) return undefined;
  const offset = text.documentOffset(at);
  const note: MendNote = {
    mend: 'misspelt-tags',
    at: offset,
    text: src.slice(at, tag.end),
    message: `HTML has no element <${name}>, but </${meant}> closes it; it is read as <${meant}>.`,
    hint: `Write <${meant}${src.slice(at + 1 + name.length, tag.end)}.`,
    edit: { at: offset, written: `<${name}`, replacement: `<${meant}` },
  };
  return { tag: { ...tag, name: meant }, notes: [note] };
}

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
