import { suggestion } from '../../math/index.js';
import type { MarkdownEnvironment } from '../environment.js';
import type { Find } from '../finder.js';
import type { OpenTag } from '../html-syntax.js';
import { htmlElements, isHtmlElement } from './html-names.js';
import { isMended, type MendNote } from './mend.js';

/** An opening tag as it was meant. */
interface MisspeltTag {
  readonly tag: OpenTag;
  readonly notes: readonly MendNote[];
}

/**
 * `<sapn class="note">text</span>`: to kramdown an element that nobody knows, which holds all that is left of the text.
 * Where HTML has no element of this name, no such element is closed and one of a similar name is, that is what
 * was meant.
 */
export function misspeltTag(
  text: string,
  at: number,
  tag: OpenTag,
  find: Find,
  { options }: MarkdownEnvironment,
  offsetOf: (offset: number) => number,
): MisspeltTag | undefined {
  const { name } = tag;
  if (isHtmlElement(name) || tag.selfClosed || !isMended('misspelt-tags', options)) return undefined;
  if (find(`</${name}`, tag.end) >= 0) return undefined;
  const meant = suggestion(name, htmlElements());
  const isClosed = meant !== undefined && find(`</${meant}>`, tag.end) >= 0;
  if (!isClosed) return undefined;
  const note: MendNote = {
    mend: 'misspelt-tags',
    at: offsetOf(at),
    text: text.slice(at, tag.end),
    message: `HTML has no element <${name}>, but </${meant}> closes it; it is read as <${meant}>.`,
    hint: `Write <${meant}${text.slice(at + 1 + name.length, tag.end)}.`,
    edit: { at: offsetOf(at), written: `<${name}`, replacement: `<${meant}` },
  };
  return { tag: { ...tag, name: meant }, notes: [note] };
}
