import { type Diagnostic, diagnostic, nearestName } from '../../diagnostics/index.js';
import type { Mention } from '../../labels/index.js';
import type { Page } from '../../site/index.js';
import type { MadePage } from './label-pages.js';
import type { ReferenceDisplay } from './show-reference.js';

/** An id as a list of attributes can give it; any other is passed over there. */
const ID = /^[A-Za-z][\w:-]*$/;

/** What is wrong with the references of pages: those to nothing, and those to what several pages have. */
export function referenceFindings(
  made: readonly MadePage[],
  display: ReferenceDisplay,
): readonly Diagnostic[] {
  return made.flatMap(({ rendered }) =>
    rendered.hasMentions
      ? rendered.mentions().flatMap((mention) => mentionFindings(mention, rendered.page, display))
      : [],
  );
}

function mentionFindings(
  { target, place, text, hasOwnWords }: Mention,
  from: Page,
  { resolve, labels: { table, elementIds } }: ReferenceDisplay,
): readonly Diagnostic[] {
  const found = resolve(target, from);
  if (found.kind === 'nothing') {
    const { page, name } = found;
    const where =
      page === undefined || page === from ? 'Nothing in the course' : `Nothing on the page ${page.file.path}`;
    const sees = hasOwnWords ? 'this leads nowhere' : 'readers see that name in place of a number';
    const message = `${where} is called "${name}", so ${sees}.`;
    const hint = (): string => {
      const likely = nearestName(name, [...table.names(), ...elementIds(page ?? from)]);
      if (likely !== undefined) return `Did you mean "${likely}"?`;
      return ID.test(name)
        ? `Give what it is about this name: {: #${name}} below it, or \\label{${name}} in an equation.`
        : 'Give what it is about a name of Latin letters, digits, hyphens and colons, as {: #thm:one} below it, and refer to that.';
    };
    return [diagnostic('warning', 'reference-missing', place, message, { text, hint })];
  }
  if (found.kind === 'label' && found.others !== undefined) {
    const [first, ...others] = found.others.map(({ file }) => file.path);
    const message = `Several pages have something that is called "${found.label.name}"; this leads to ${first}, and not to ${others.join(' or ')}.`;
    const hint = `Say which page is meant: [](${first}#${found.label.name}); or give one of them another name.`;
    return [diagnostic('warning', 'reference-ambiguous', place, message, { text, hint })];
  }
  return [];
}

/** Findings of formulas that refer to nothing, each with the name of what other pages have that was meant. */
export function withLikelyLabels(
  found: readonly Diagnostic[],
  names: () => Iterable<string>,
): readonly Diagnostic[] {
  return found.map((one) => {
    if (one.code !== 'math-undefined-label' || one.hint?.startsWith('Did you mean') === true) return one;
    const name = /"([^"]*)"/.exec(one.message)?.[1];
    const likely = name === undefined ? undefined : nearestName(name, names());
    return likely === undefined ? one : { ...one, hint: `Did you mean "${likely}"?` };
  });
}
