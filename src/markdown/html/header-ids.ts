import { WORD } from './syntax.js';

const NO_WORD = new RegExp(`[^${WORD}\\- \\t]`, 'gu');

/** Makes the ids of the headers of one page. */
export interface HeaderIds {
  /** The id of a header of the page (kramdown-parser-gfm: `generate_gfm_header_id`). */
  readonly ofText: (text: string) => string;
  /** The id of a header within HTML or in a footnote (kramdown/converter/base.rb: `generate_id`). */
  readonly ofNestedText: (text: string) => string;
}

/**
 * Ids are counted on: the second header with an id gets `-1`, without a look at whether another header has that
 * id by itself.
 */
export function headerIds(prefix: string): HeaderIds {
  const counts = new Map<string, number>();
  const nestedCounts = new Map<string, number>();
  return {
    ofText: (text) => {
      const id = text.toLowerCase().replace(NO_WORD, '').replace(/[ \t]/g, '-');
      const count = (counts.get(id) ?? -1) + 1;
      counts.set(id, count);
      return prefix + (count > 0 ? `${id}-${count}` : id);
    },
    ofNestedText: (text) => {
      const id = basicId(text) || 'section';
      const known = nestedCounts.get(id);
      const count = known === undefined ? 0 : known + 1;
      nestedCounts.set(id, count);
      if (count === 0) return prefix + id;
      const counted = `${id}-${count}`;
      return prefix + counted;
    },
  };
}

/** An id of ASCII letters, digits and hyphens that begins with a letter (kramdown: `basic_generate_id`). */
export function basicId(text: string): string {
  return text
    .replace(/^[^a-zA-Z]+/gm, '')
    .replace(/[^a-zA-Z0-9 -]/g, '')
    .replaceAll(' ', '-')
    .toLowerCase();
}
