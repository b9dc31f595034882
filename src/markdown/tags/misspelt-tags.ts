import { nearestName } from '../../diagnostics/index.js';
import { isMended, type MendNote } from '../document/mend.js';
import { htmlElements, isHtmlElement } from '../html/names.js';
import type { OpenTag } from '../html/syntax.js';
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
