import { attributeOf, htmlTokens } from '../../../math/index.js';

/** An element of an HTML text that has been opened; offsets are UTF-16 units. */
export interface Element {
  /** In lower case. */
  readonly name: string;
  /** Its start tag, and where that stands. */
  readonly tag: string;
  readonly from: number;
  readonly to: number;
  readonly parent: Element | undefined;
}

/** What is told of an HTML text as it is walked through. */
export interface ElementVisitor {
  readonly open: (element: Element) => void;
  /** An element ends, `from` and `to` being its end tag's; not told of one that has none. */
  readonly close?: (element: Element, from: number, to: number) => void;
  /** Text outside of tags. */
  readonly text?: (from: number, to: number, parent: Element | undefined) => void;
  /** The content of an element that holds no markup, such as a style sheet. */
  readonly raw?: (name: string, from: number, to: number) => void;
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/**
 * Walks through an HTML text, of any kind. Elements are closed by their end tags alone, and with what they lie in: where
 * HTML would close one by itself, it is taken to go on.
 */
export function walkElements(html: string, visitor: ElementVisitor): void {
  let inner: Element | undefined;
  const openCounts = new Map<string, number>();
  const count = (name: string, change: number): void => {
    openCounts.set(name, (openCounts.get(name) ?? 0) + change);
  };
  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') visitor.text?.(token.from, token.to, inner);
    else if (token.kind === 'raw') visitor.raw?.(token.name, token.from, token.to);
    else if (token.kind === 'tag' && !token.closing) {
      const { name, from, to } = token;
      const element: Element = { name, tag: html.slice(from, to), from, to, parent: inner };
      visitor.open(element);
      if (VOID.has(name) || token.selfClosing) continue;
      inner = element;
      count(name, 1);
    } else if (token.kind === 'tag' && (openCounts.get(token.name) ?? 0) > 0) {
      while (inner !== undefined && inner.name !== token.name) {
        count(inner.name, -1);
        inner = inner.parent;
      }
      if (inner === undefined) continue;
      count(inner.name, -1);
      visitor.close?.(inner, token.from, token.to);
      inner = inner.parent;
    }
  }
}

/** Whether an element, or one around it, is such a one; each is asked about once, however deep a page is. */
export function within(test: (element: Element) => boolean): (element: Element | undefined) => boolean {
  const known = new Map<Element, boolean>();
  return (element) => {
    const passed: Element[] = [];
    let found = false;
    for (let one = element; one !== undefined && !found; one = one.parent) {
      const before = known.get(one);
      if (before === false) break;
      passed.push(one);
      found = before ?? test(one);
    }
    for (const one of passed) known.set(one, found);
    return found;
  };
}

/** The classes in a start tag. */
export function classesOf(tag: string): readonly string[] {
  return tag.includes('class') || /class/i.test(tag)
    ? (attributeOf(tag, 'class') ?? '').split(/\s+/).filter((name) => name !== '')
    : [];
}
