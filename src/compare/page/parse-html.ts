import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

export type HtmlNode = DefaultTreeAdapterTypes.Node;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/**
 * The most elements of a page. By the HTML standard, tags that are never closed are opened anew in every paragraph, so
 * that what a page becomes can be its size squared.
 */
const MOST_ELEMENTS = 1_500_000;

/** The tree that browsers make of a page; undefined where it would be too large. */
export function parseHtml(html: string): HtmlNode | undefined {
  let elements = 0;
  try {
    return parse(html, {
      treeAdapter: {
        ...defaultTreeAdapter,
        createElement: (name, namespace, attributes) => {
          if (++elements > MOST_ELEMENTS) throw new TooLarge();
          return defaultTreeAdapter.createElement(name, namespace, attributes);
        },
      },
    });
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

class TooLarge extends Error {}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

export function childrenOf(node: HtmlNode): readonly HtmlNode[] {
  return 'childNodes' in node ? node.childNodes : [];
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

export function classesOf(element: HtmlElement): readonly string[] {
  return (attribute(element, 'class') ?? '').split(/\s+/).filter((name) => name !== '');
}

/**
 * Every node of a tree, outer ones first, without recursion. `enter` is told a node's number among its siblings, too, and
 * says whether its children are wanted.
 */
export function walk(
  root: HtmlNode,
  enter: (node: HtmlNode, index: number) => boolean,
  leave: (node: HtmlNode) => void = () => {},
): void {
  const open: { readonly node: HtmlNode; readonly children: readonly HtmlNode[]; next: number }[] = [];
  const begin = (node: HtmlNode, index: number): void => {
    if (enter(node, index)) open.push({ node, children: childrenOf(node), next: 0 });
    else leave(node);
  };
  begin(root, 0);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const child = top.children[top.next];
    top.next++;
    if (child !== undefined) begin(child, top.next - 1);
    else {
      open.pop();
      leave(top.node);
    }
  }
}

/** All text of a node. */
export function textOf(root: HtmlNode): string {
  let text = '';
  walk(root, (node) => {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    return true;
  });
  return text;
}
