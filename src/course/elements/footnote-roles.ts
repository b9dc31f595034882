import { attributeOf } from '../../math/index.js';
import type { Element } from './html/element.js';
import { changedTag, type TextEdit } from './html/tag-edit.js';

/**
 * kramdown says of the `<sup>` around a footnote's link what holds of the link, and of each note what has no meaning of its
 * own any more (WAI-ARIA: `doc-noteref` is a link, DPUB-ARIA 1.1 deprecates `doc-endnote`). The first goes to the link,
 * the second away.
 */
export function footnoteRoles({ name, tag, from, to, parent }: Element): TextEdit | undefined {
  const role = (of: string): string => (/role/i.test(of) ? (attributeOf(of, 'role') ?? '') : '');
  if (name === 'sup' && role(tag) === 'doc-noteref')
    return { from, to, text: changedTag(tag, { removed: ['role'] }) };
  if (name === 'li' && role(tag) === 'doc-endnote')
    return { from, to, text: changedTag(tag, { removed: ['role'] }) };
  const isReference = name === 'a' && parent?.name === 'sup' && role(parent.tag) === 'doc-noteref';
  return isReference && role(tag) === ''
    ? { from, to, text: changedTag(tag, { added: [['role', 'doc-noteref']] }) }
    : undefined;
}
