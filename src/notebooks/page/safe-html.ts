import type { Element, ElementContent, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { withinDepth } from './nested-html.js';

/** What is changed of HTML besides that nothing in it may run. */
export interface HtmlChanges {
  /** The address of a link or a picture, undefined where it stays. */
  readonly address: (url: string, element: string) => string | undefined;
  /** Attributes for a picture at an address, such as its size. */
  readonly pictureAttributes: (url: string) => Readonly<Record<string, string>>;
  /** Whether elements keep their ids: those of outputs can be those of the page. */
  readonly keepsIds: boolean;
}

/**
 * HTML in which nothing runs, and which looks the same otherwise, as far as it can: elements, attributes and addresses that are
 * not known to be harmless are left out, and of styles those that could cover the page. Pages inside of it become links to
 * them. Marks of formulas are letters here, too.
 */
export function safeHtml(html: string, changes: HtmlChanges): string {
  const tree = fromHtml(withinDepth(html), { fragment: true });
  change(tree, changes);
  return toHtml(sanitize(tree, SCHEMA), { characterReferences: { useNamedReferences: true } });
}

const TAGS = [
  ...[
    'abbr',
    'address',
    'article',
    'aside',
    'audio',
    'bdi',
    'bdo',
    'big',
    'caption',
    'center',
    'cite',
    'col',
  ],
  ...[
    'colgroup',
    'dfn',
    'figcaption',
    'figure',
    'font',
    'footer',
    'header',
    'main',
    'mark',
    'meter',
    'nav',
    'nobr',
  ],
  ...['progress', 'small', 'time', 'u', 'video', 'wbr'],
];

const SCHEMA: Schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), ...TAGS],
  attributes: {
    ...defaultSchema.attributes,
    // Lists that say which values of an attribute an element may have hold before those of all elements.
    code: [],
    h2: [],
    li: ['value'],
    ol: ['start', 'reversed', 'type'],
    section: [],
    ul: [],
    a: ['href', 'rel'],
    img: ['src', 'loading', 'decoding'],
    source: ['src', 'type'],
    video: ['src', 'controls', 'poster', 'loop', 'muted'],
    audio: ['src', 'controls', 'loop', 'muted'],
    font: ['face'],
    input: [
      ['type', 'checkbox'],
      ['disabled', true],
    ],
    '*': [
      ...(defaultSchema.attributes?.['*'] ?? []).filter((name) => name !== 'action' && name !== 'name'),
      'className',
      'style',
      'role',
      'bgColor',
      'data*',
      'ariaLabel',
      'ariaHidden',
      'ariaDescribedBy',
      'ariaLabelledBy',
    ],
  },
  protocols: {
    ...defaultSchema.protocols,
    href: ['http', 'https', 'mailto', 'tel', 'ftp'],
    src: ['http', 'https'],
    poster: ['http', 'https'],
  },
  strip: [
    'script',
    'style',
    'template',
    'noscript',
    'svg',
    'math',
    'object',
    'embed',
    'applet',
    'select',
    'textarea',
  ],
  // Ids stay those that links name.
  clobber: [],
};

type Parent = Root | Element;

function change(parent: Parent, changes: HtmlChanges): void {
  const children: RootContent[] = [];
  for (const child of parent.children) {
    if (child.type === 'comment' || child.type === 'doctype') continue;
    if (child.type !== 'element') {
      children.push(child);
      continue;
    }
    const element = child.tagName === 'iframe' ? linkOfFrame(child) : child;
    if (element === undefined) continue;
    changeAttributes(element, changes);
    change(element, changes);
    children.push(element);
  }
  // An element has no document type, and none is left.
  parent.children = children as ElementContent[];
}

function changeAttributes(element: Element, { address, pictureAttributes, keepsIds }: HtmlChanges): void {
  const { tagName, properties } = element;
  // The theme's script would load it.
  properties['dataEmbed'] = undefined;
  if (!keepsIds) {
    properties['id'] = undefined;
    // Tables of libraries say so of every cell, and styles of the page say it better.
    properties['border'] = undefined;
    // The corner of a table heads nothing.
    if (tagName === 'th' && element.children.length === 0) element.tagName = 'td';
  }
  const style = properties['style'];
  if (typeof style === 'string') properties['style'] = safeStyle(style) || undefined;
  for (const name of ['href', 'src', 'poster']) {
    const url = properties[name];
    if (typeof url !== 'string') continue;
    const changed = address(url.trim(), tagName) ?? url;
    properties[name] = changed;
    if (tagName !== 'img') continue;
    if (!keepsIds) properties['alt'] ??= '';
    for (const [key, value] of Object.entries(pictureAttributes(changed))) properties[key] ??= value;
  }
  if (tagName === 'video' || tagName === 'audio') properties['controls'] = true;
}

/** A page within the page runs what it likes: a link leads to it instead, where it has an address of its own. */
function linkOfFrame({ properties: { src, title } }: Element): Element | undefined {
  if (typeof src !== 'string' || !/^(?:https?:)?\/\//i.test(src.trim())) return undefined;
  const href = src.trim();
  const text =
    typeof title === 'string' && title !== '' ? title : href.replace(/^(?:https?:)?\/\/|[?#].*$/gi, '');
  const link: Element = {
    type: 'element',
    tagName: 'a',
    properties: { href },
    children: [{ type: 'text', value: text }],
  };
  return { type: 'element', tagName: 'p', properties: { className: ['cell-note'] }, children: [link] };
}

/** Properties of styles that only change how an element itself looks. */
const HARMLESS =
  /^(?:background|background-color|border(?:-[a-z-]+)?|color|display|font(?:-[a-z]+)?|float|clear|height|letter-spacing|line-height|list-style(?:-type)?|margin(?:-[a-z]+)?|max-height|max-width|min-height|min-width|opacity|overflow(?:-[xy])?|padding(?:-[a-z]+)?|text-align|text-decoration|text-indent|text-transform|vertical-align|white-space|width|word-break|word-wrap|overflow-wrap)$/;

function safeStyle(style: string): string {
  return style
    .split(';')
    .map((declaration) => declaration.trim())
    .filter((declaration) => {
      const [, name = '', value = ''] = /^([a-z-]+)\s*:\s*(.+)$/is.exec(declaration) ?? [];
      return HARMLESS.test(name.toLowerCase()) && !/url\(|expression|[\\@<>{}]|\/\*/i.test(value);
    })
    .join('; ');
}
