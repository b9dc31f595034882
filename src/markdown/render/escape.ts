import type { Attributes } from '../document/ial.js';

/**
 * kramdown's escaping (`kramdown/utils/html.rb`): what already reads as a character reference stays one, in text
 * and in attributes alike, so an author may write `&nbsp;` anywhere.
 */
const SPECIAL_IN_TEXT = /[<>&]/;
const SPECIAL_IN_ATTRIBUTE = /[<>&"]/;
const IN_TEXT = /&(?:[\w:][-\w.:]*|#\d+|#x[0-9a-fA-F]+);|[<>&]/g;
const IN_ATTRIBUTE = /&(?:[\w:][-\w.:]*|#\d+|#x[0-9a-fA-F]+);|[<>&"]/g;
const ALL = /[<>&]/g;

const ESCAPES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

const replacement = (found: string): string => ESCAPES[found] ?? found;

/** Text for an element's content. */
export function escapeText(text: string): string {
  return SPECIAL_IN_TEXT.test(text) ? text.replace(IN_TEXT, replacement) : text;
}

/** Text for an attribute's value in double quotes. */
export function escapeAttribute(value: string): string {
  return SPECIAL_IN_ATTRIBUTE.test(value) ? value.replace(IN_ATTRIBUTE, replacement) : value;
}

/** Text in which nothing is markup, not even what looks like a character reference: code. */
export function escapeAll(text: string): string {
  return SPECIAL_IN_TEXT.test(text) ? text.replace(ALL, replacement) : text;
}

/** ` name="value"` for each attribute; an empty id is left out, as kramdown leaves it out. */
export function printAttributes(
  attributes: Attributes | Iterable<readonly [string, string | number]>,
): string {
  let html = '';
  for (const [name, value] of attributes) {
    const text = String(value);
    if (name === 'id' && text.trim() === '') continue;
    html += ` ${name}="${escapeAttribute(text)}"`;
  }
  return html;
}
