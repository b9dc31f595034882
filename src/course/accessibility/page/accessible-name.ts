import { attribute, isElement, type PageElement, type PageNode, type PageTree, textOf } from './page-tree.js';

/**
 * The name that assistive technology tells of an element, '' where it has none: what it refers to, its label, its content, its
 * title, in this order (Accessible Name and Description Computation 1.2, section 4.3, as far as one page's HTML tells).
 */
export function accessibleName(element: PageElement, tree: PageTree): string {
  return nameOf(element, tree, true).replace(/\s+/g, ' ').trim();
}

/** Whether anything but an element's content names it. */
export function isLabelled(element: PageElement, tree: PageTree): boolean {
  return labelOf(element, tree) !== '' || given(element, 'title') !== '';
}

function nameOf(element: PageElement, tree: PageTree, isReferring: boolean): string {
  const label = isReferring ? labelOf(element, tree) : given(element, 'aria-label');
  if (label !== '') return label;
  const content = contentName(element, tree);
  return content.trim() === '' ? given(element, 'title') : content;
}

function labelOf(element: PageElement, tree: PageTree): string {
  const named = given(element, 'aria-labelledby')
    .split(/\s+/)
    .flatMap((id) => {
      const other = tree.byId.get(id);
      return other === undefined ? [] : [nameOf(other, tree, false)];
    })
    .join(' ')
    .trim();
  return named === '' ? given(element, 'aria-label') : named;
}

/** Elements whose text is none of the name of what they stand in. */
const SILENT = new Set(['script', 'style', 'template', 'noscript']);

function contentName(element: PageElement, tree: PageTree): string {
  switch (element.name) {
    case 'img':
    case 'area':
      return given(element, 'alt');
    case 'input':
      return given(element, 'value') || given(element, 'alt');
    case 'object':
    case 'video':
    case 'audio':
    case 'iframe':
      return '';
    case 'svg':
      return element.children
        .filter(isElement)
        .filter(({ name }) => name === 'title')
        .map((title) => textOf(title))
        .join('');
    default:
      return element.children.map((node) => partOfName(node, tree)).join('');
  }
}

function partOfName(node: PageNode, tree: PageTree): string {
  if (!isElement(node)) return node.text;
  if (SILENT.has(node.name) || given(node, 'aria-hidden') === 'true') return '';
  return nameOf(node, tree, false);
}

function given(element: PageElement, name: string): string {
  return (attribute(element, name) ?? '').trim();
}
