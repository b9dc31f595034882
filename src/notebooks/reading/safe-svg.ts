import { decodeReferences } from '../../math/index.js';

/** What an SVG has in it that can do more than draw, or that may hide it. Most have nothing of it. */
const SUSPECT =
  /script|foreignObject|iframe|<(?:[\w.-]+:)?(?:object|embed|handler|listener|set|animate)|\son|<!DOCTYPE[^<>]*\[|<\?xml-|&#/i;

/** A tag, whose values may hold a `>`; a section of text; a comment; an instruction; a declaration with what is in its brackets. */
const MARKUP =
  /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<![^<>[]*(?:\[[\s\S]*?(?:\]\s*>|$)|>)|<(\/?)([^\s/<>"'=]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/g;

const ATTRIBUTE = /\s([^\s=/<>"']+)\s*=\s*("[^"]*"|'[^']*')/g;

/** Elements that run something, or have other documents in them. */
const RUNNING: ReadonlySet<string> = new Set(
  'script foreignobject iframe object embed handler listener'.split(' '),
);

/** Attributes by which others are given values, and those that lead somewhere. */
const LEADING: ReadonlySet<string> = new Set('href src from to by values'.split(' '));

/**
 * An SVG that draws what it did and runs nothing, also where a reader opens its file: as a picture on a page it could not anyway.
 * Entities of its own, and instructions to browsers other than that it is XML, are left out.
 */
export function safeSvg(svg: string): string {
  if (!SUSPECT.test(svg)) return svg;
  let shown = '';
  let last = 0;
  /** The name of the element that is left out at present, and how many of its kind are open. */
  let left = '';
  let depth = 0;
  for (const { 0: markup, 1: slash = '', 2: tag, 3: attributes = '', index } of svg.matchAll(MARKUP)) {
    if (depth === 0) shown += svg.slice(last, index);
    last = index + markup.length;
    if (tag === undefined) {
      if (depth === 0 && isHarmless(markup)) shown += markup;
      continue;
    }
    const name = localName(tag);
    const isAlone = attributes.endsWith('/');
    if (depth > 0) {
      if (name === left && !isAlone) depth += slash === '' ? 1 : -1;
    } else if (RUNNING.has(name)) {
      if (slash === '' && !isAlone) {
        left = name;
        depth = 1;
      }
    } else shown += `<${slash}${tag}${attributes.replace(ATTRIBUTE, harmlessAttribute)}>`;
  }
  return depth === 0 ? shown + svg.slice(last) : shown;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function isHarmless(markup: string): boolean {
  if (markup.startsWith('<?')) return /^<\?xml\s/.test(markup);
  return markup.startsWith('<!--') || markup.startsWith('<![CDATA[') || !markup.includes('[');
}

function harmlessAttribute(attribute: string, name: string, quoted: string): string {
  const local = localName(name);
  if (local.startsWith('on')) return '';
  const value = decodeReferences(quoted.slice(1, -1)).text;
  if (local === 'attributename') return /^(?:\w+:)?(?:on|href)/i.test(value.trim()) ? '' : attribute;
  if (!LEADING.has(local)) return attribute;
  // Browsers pass over control characters in the name of a scheme.
  const address = value.replace(/[\u0000-\u0020]/g, '');
  return /(?:^|;)(?:(?:java|vb)script:|data:(?!image\/(?!svg)))/i.test(address) ? '' : attribute;
}
