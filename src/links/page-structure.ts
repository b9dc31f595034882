import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import type { Anchor, Heading, Reference } from '../markdown/index.js';

/** Ids that stand twice in a page, reported at every place but the first: links lead to that one only. */
export function duplicateIds(anchors: readonly Anchor[]): Diagnostic[] {
  const first = new Map<string, Anchor>();
  const found: Diagnostic[] = [];
  for (const anchor of anchors) {
    const before = first.get(anchor.id);
    if (before === undefined) first.set(anchor.id, anchor);
    else {
      const { file, line } = before.place;
      const message = `The id "${anchor.id}" is already taken on this page.`;
      const hint = `Choose another one; the first stands at ${file}:${line}.`;
      found.push(diagnostic('warning', 'id-duplicate', anchor.place, message, { text: anchor.id, hint }));
    }
  }
  return found;
}

/** Headings that go down by more than one level: screen readers and tables of contents show a gap. */
export function skippedLevels(headings: readonly Heading[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  let before: number | undefined;
  for (const { level, text, place } of headings) {
    if (before !== undefined && level > before + 1) {
      const message = `A heading of level ${level} follows one of level ${before}.`;
      const hint = `Make it level ${before + 1}: ${'#'.repeat(before + 1)} ${text}`.trimEnd();
      found.push(diagnostic('info', 'heading-skips', place, message, { text, hint }));
    }
    before = level;
  }
  return found;
}

/** Pictures without a text for those who do not see them. `alt=""` says that a picture is mere decoration. */
export function missingAlternatives(references: readonly Reference[]): Diagnostic[] {
  return references
    .filter(
      ({ element, attribute, label }) => element === 'img' && attribute === 'src' && label === undefined,
    )
    .map(({ url, place }) =>
      diagnostic('info', 'alt-missing', place, 'This picture has no alternative text.', {
        text: url,
        hint: 'Say in a few words what it shows: ![what it shows](picture.png), or alt="what it shows".',
      }),
    );
}
