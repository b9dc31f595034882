import { attributeOf, decodeReferences } from '../../../math/index.js';
import { type Element, walkElements } from '../../elements/index.js';
import { openedIn } from './implied-ends.js';

/** An element of a page with what lies in it; offsets are UTF-16 units into the page's HTML. */
export interface PageElement {
  /** In lower case. */
  readonly name: string;
  /** Its start tag, and where that begins. */
  readonly tag: string;
  readonly from: number;
  readonly parent: PageElement | undefined;
  readonly children: readonly PageNode[];
}

/** A text of a page, its character references made characters. Formulas are marks in it. */
export interface PageText {
  readonly text: string;
  readonly from: number;
}

/** What lies in an element. */
export type PageNode = PageElement | PageText;

/** A page as the checks see it. */
export interface PageTree {
  /** What lies in no element. */
  readonly roots: readonly PageNode[];
  /** All elements that readers may meet, in the order of the page: none that is hidden from all of them. */
  readonly elements: readonly PageElement[];
  readonly byId: ReadonlyMap<string, PageElement>;
  /** The text of its `<title>`, '' where it has none. */
  readonly title: string;
}

/** Elements of which nothing is shown, or only where something else cannot be. */
const UNSHOWN = new Set(['script', 'style', 'template', 'noscript', 'head']);

/** Browsers nest elements no deeper (Chromium's parser): a deeper one lies beside that which it would lie in. */
const DEEPEST = 512;

/** An element that is open, or was, while the tree is made. */
interface OpenElement {
  readonly name: string;
  readonly parent: OpenElement | undefined;
  readonly node: PageElement;
  readonly children: PageNode[];
  readonly depth: number;
  /** Whether readers may meet it. */
  readonly isShown: boolean;
}

/** Reads a page's HTML into a tree. */
export function pageTree(html: string): PageTree {
  const roots: PageNode[] = [];
  const elements: PageElement[] = [];
  const byId = new Map<string, PageElement>();
  let title = '';
  let last: OpenElement | undefined;
  const known = new Map<Element, OpenElement>();
  walkElements(html, {
    open: (element) => {
      const { name } = element;
      const inner = element.parent === undefined ? undefined : known.get(element.parent);
      const parent = openedIn(name, inner !== undefined && inner.depth >= DEEPEST ? inner.parent : inner);
      const children: PageNode[] = [];
      const node: PageElement = { ...element, parent: parent?.node, children };
      const isShown = parent?.isShown !== false && !isUnshown(node);
      last = { name, parent, node, children, depth: (parent?.depth ?? 0) + 1, isShown };
      known.set(element, last);
      (parent?.children ?? roots).push(node);
      if (isShown) elements.push(node);
      const id = attribute(node, 'id');
      if (id !== undefined && !byId.has(id)) byId.set(id, node);
    },
    text: (from, to, parent) => {
      const { text } = decodeReferences(html, from, to);
      const list = parent === undefined ? roots : known.get(parent)?.children;
      list?.push({ text, from });
    },
    raw: (name, from, to) => {
      if (name !== 'title' || last === undefined) return;
      // Drawings have titles of their own.
      if (isWithin(last.node, (one) => one.name === 'svg'))
        last.children.push({ text: decodeReferences(html, from, to).text, from });
      else if (title === '') title = html.slice(from, to).trim();
    },
  });
  return { roots, elements, byId, title };
}

/** Whether it is an element, and no text. */
export function isElement(node: PageNode): node is PageElement {
  return 'name' in node;
}

/** The value of an attribute, undefined where the element does not have it. */
export function attribute({ tag }: Pick<PageElement, 'tag'>, name: string): string | undefined {
  const value = attributeOf(tag, name);
  return value === undefined ? undefined : decodeReferences(value).text;
}

/** Whether an element, or one around it, is such a one. */
export function isWithin(
  element: PageElement | undefined,
  test: (element: PageElement) => boolean,
): PageElement | undefined {
  for (let one = element; one !== undefined; one = one.parent) if (test(one)) return one;
  return undefined;
}

/** The elements in one, in the order of the page; `enters` says into which to go on. */
export function* within(
  { children }: Pick<PageElement, 'children'>,
  enters: (element: PageElement) => boolean = () => true,
): Generator<PageElement> {
  for (const node of children) {
    if (!isElement(node)) continue;
    yield node;
    if (enters(node)) yield* within(node, enters);
  }
}

/** The text in an element, and that of elements in it. */
export function textOf(
  { children }: Pick<PageElement, 'children'>,
  enters: (element: PageElement) => boolean = () => true,
): string {
  return children
    .map((node) => (isElement(node) ? (enters(node) ? textOf(node, enters) : '') : node.text))
    .join('');
}

function isUnshown(element: PageElement): boolean {
  return UNSHOWN.has(element.name) || (element.tag.length > element.name.length + 2 && isHidden(element));
}

/** Whether an element is hidden from all readers by what stands on it. */
function isHidden({ tag }: PageElement): boolean {
  if (!/hidden|display/i.test(tag)) return false;
  const style = attributeOf(tag, 'style') ?? '';
  return (
    attributeOf(tag, 'hidden') !== undefined ||
    attributeOf(tag, 'aria-hidden')?.toLowerCase() === 'true' ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
  );
}
