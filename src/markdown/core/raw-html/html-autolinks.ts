import type { MendNote } from '../../document/mend.js';

/** A web or mail address in angle brackets; a web address may be broken over lines. */
const AUTOLINK =
  /<(?:(?:https?|ftp):\/\/[^\s<>]{1,2000}(?:\n[ \t]*[^\s<>]{1,2000}){0,2}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5})>/y;

/**
 * `<td><https://example.org></td>`: an address in angle brackets is a link in Markdown, but in raw HTML Jekyll shows it with its brackets. It is
 * made a link. Answers the offset behind the address that starts at `at`.
 */
export function htmlAutolinkAt(text: string, at: number): number | undefined {
  if (text.charAt(at) !== '<') return undefined;
  AUTOLINK.lastIndex = at;
  return AUTOLINK.test(text) ? AUTOLINK.lastIndex : undefined;
}

/** What is said of an address in raw HTML. */
export function htmlAutolinkNote(text: string, at: number): MendNote {
  const link = linkSource(text);
  return {
    mend: 'html-autolinks',
    at,
    text,
    message: 'This address stands in raw HTML, where Jekyll shows its angle brackets; it is read as a link.',
    hint: `For Jekyll, write ${link}.`,
    edit: { at, written: text, replacement: link },
  };
}

/** The address as a link in HTML. */
function linkSource(text: string): string {
  const address = text.slice(1, -1).replace(/\s+/g, '').replaceAll('&', '&amp;');
  const url = address.replaceAll('"', '&quot;');
  return `<a href="${url.includes('://') ? '' : 'mailto:'}${url}">${address}</a>`;
}
