import { OTHERS, withFormulas } from '../../bibliography/index.js';
import { katexElement } from '../tags/katex-tags.js';

/** HTML of the processor as a page shows it: formulas in the place of their signs, and “et al.” for those who go unnamed. */
export function shownHtml(html: string, formulas: readonly string[]): string {
  const plain = html.replace(ET_AL, ' et al.').replace(/&#(38|60|62);/g, (_, code) => ENTITIES[code] ?? '');
  return withFormulas(plain, formulas, (tex) => katexElement(tex, false));
}

/**
 * A reference with the addresses of the web in it as links, where they are none yet (bibtex-ruby's filter `linkify`, jekyll-scholar's
 * `markdown`). A mark of punctuation behind an address is none of it.
 */
export function linkedAddresses(html: string): string {
  return html.replace(LINK_TAG_OR_ADDRESS, (found) =>
    found.startsWith('<') ? found : element('a', found, { href: found }),
  );
}

const LINK_TAG_OR_ADDRESS = /<a\b[^>]*>[\s\S]*?<\/a>|<[^>]*>|https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?()[\]'’]/g;

const ENTITIES: Readonly<Record<string, string>> = { 38: '&amp;', 60: '&lt;', 62: '&gt;' };

/** The sign for unnamed people with the “and” in front, in any language, and a full stop behind. */
const ET_AL = new RegExp(`(?:,?\\s*(?:&#38;|&amp;|\\p{L}{1,4})?\\s*)${OTHERS}\\.?`, 'gu');

/**
 * HTML that stands in a line of Markdown: signs of its text that Markdown would take for markup become character references.
 */
export function inlineHtml(html: string): string {
  return html.replace(/(<[^>]*>)|[*_`|$\\~^]/g, (found, tag) =>
    tag === undefined ? `&#${found.charCodeAt(0)};` : found,
  );
}

/** An element with attributes in the order in which they are given; those without a value are left out. */
export function element(
  name: string,
  content: string,
  attributes: Readonly<Record<string, unknown>> = {},
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

function attribute(value: string): string {
  return value
    .replace(/&(?!#?\w+;)/g, '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;');
}
