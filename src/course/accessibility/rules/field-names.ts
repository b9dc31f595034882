import { accessibleName, isLabelled } from '../page/accessible-name.js';
import type { CheckedPage, Finding } from '../page/finding.js';
import { attribute, isWithin, type PageElement } from '../page/page-tree.js';

/** Kinds of `<input>` that have no label of their own. */
const UNLABELLED = new Set(['hidden', 'submit', 'reset', 'image']);

/** Fields and buttons without a name (WCAG 2.2, 4.1.2 and 1.3.1), and labels of what is not there. */
export function fieldNames({ tree }: CheckedPage): readonly Finding[] {
  const labelled = new Set(
    tree.elements
      .filter((element) => element.name === 'label' && accessibleName(element, tree) !== '')
      .map((label) => attribute(label, 'for') ?? ''),
  );
  return tree.elements.flatMap((element): Finding[] => [
    ...(isNameless(element)
      ? [
          {
            severity: 'warning',
            code: 'access-field-name',
            element,
            message: `Nothing says what this ${element.name === 'button' ? 'button does' : 'field is for'}.`,
            hint:
              element.name === 'button'
                ? 'Write a text into it, or aria-label.'
                : 'Write a <label> with its id in for, or aria-label.',
          } satisfies Finding,
        ]
      : []),
    ...missingIds(element),
  ]);

  function isNameless(element: PageElement): boolean {
    const { name } = element;
    if (name === 'button') return accessibleName(element, tree) === '';
    if (name !== 'input' && name !== 'select' && name !== 'textarea') return false;
    const type = attribute(element, 'type')?.toLowerCase() ?? 'text';
    if (name === 'input' && UNLABELLED.has(type)) return false;
    if (name === 'input' && type === 'button') return accessibleName(element, tree) === '';
    const id = attribute(element, 'id') ?? '';
    const isInLabel = isWithin(element.parent, (around) => around.name === 'label') !== undefined;
    return (
      !isLabelled(element, tree) &&
      !isInLabel &&
      !(id !== '' && labelled.has(id)) &&
      !attribute(element, 'placeholder')?.trim()
    );
  }

  /** Names that an element refers to by ids which the page has not. */
  function missingIds(element: PageElement): Finding[] {
    const attributes = element.name === 'label' ? ['for', ...REFERRING] : REFERRING;
    if (!/\s(?:for|aria-\w+)\s*=/i.test(element.tag)) return [];
    return attributes.flatMap((name) =>
      (attribute(element, name) ?? '')
        .split(/\s+/)
        .filter((id) => id !== '' && !tree.byId.has(id))
        .map(
          (id): Finding => ({
            severity: 'warning',
            code: 'access-id-missing',
            element,
            message: `${name} names the id "${id}", which this page does not have.`,
            text: id,
            hint: 'Correct it, or give this id to what is meant.',
          }),
        ),
    );
  }
}

const REFERRING: readonly string[] = ['aria-labelledby', 'aria-describedby'];
