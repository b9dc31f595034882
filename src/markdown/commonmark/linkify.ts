import type { MarkdownIt } from '../document/markdown-it.js';

/** What GitHub takes off the end of a bare address. */
const TRAILING = /[?!.,:*_~'"]+$/;

/**
 * Bare addresses as GitHub links them: `https://…`, `http://…`, `www.…` and mail addresses, but no other names
 * with a dot (GFM, section 6.9).
 */
export function linkWebAddresses(md: MarkdownIt): void {
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: true });
  md.linkify.add('//', null).add('ftp:', null);
  md.linkify.add('www.', {
    validate: (text, pos) => {
      const [address = ''] = /^[A-Za-z0-9][^\s<]*/.exec(text.slice(pos, pos + 2048)) ?? [];
      return withoutTail(address).length;
    },
    normalize: (match) => {
      match.url = `http://${match.raw}`;
    },
  });
}

function withoutTail(address: string): string {
  const trimmed = address.replace(TRAILING, '');
  const count = (character: string) => trimmed.split(character).length - 1;
  return trimmed.endsWith(')') && count(')') > count('(') ? withoutTail(trimmed.slice(0, -1)) : trimmed;
}
