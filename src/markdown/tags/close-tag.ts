import { isMended, type MendNote } from '../document/mend.js';
import { isHtmlElement } from '../html/names.js';
import { matchCloseTag } from '../html/syntax.js';
import type { TagText } from '../html/tag-index.js';
import { unclosedTags } from './unclosed-tags.js';

/** A closing tag, and what has been mended to read it. */
export interface CloseTag {
  /** As it was written. */
  readonly name: string;
  readonly end: number;
  readonly notes: readonly MendNote[];
}

/** A closing tag that lacks its `>`, before a line's end or the next tag. */
const WITHOUT_END = /<\/([A-Za-z][A-Za-z0-9]*)(?=[ \t]*(?:\n|$|<))/y;

/** The closing tag at `at`: what kramdown takes for one, or one that lacks its `>`. */
export function closeTagAt(text: TagText, at: number): CloseTag | undefined {
  const { src, environment } = text;
  if (src.charCodeAt(at + 1) !== 0x2f) return undefined;
  const close = matchCloseTag(src, at);
  if (close !== undefined) return { ...close, notes: [] };
  WITHOUT_END.lastIndex = at;
  const [written, name] = WITHOUT_END.exec(src) ?? [];
  if (written === undefined || name === undefined || !isHtmlElement(name)) return undefined;
  if (!isMended('unclosed-tags', environment.options)) return undefined;
  const meant = `${written}>`;
  const offset = text.documentOffset(at);
  const note: MendNote = {
    mend: 'unclosed-tags',
    at: offset,
    ...unclosedTags(written, meant),
    edit: { at: offset, written, replacement: meant },
  };
  return { name, end: at + written.length, notes: [note] };
}
