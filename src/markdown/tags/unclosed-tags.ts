import type { MendNote } from '../document/mend.js';

/**
 * `[Notebook <img src="badge.svg"](…)` and `<img src="a.png>`: a tag that lacks its `>`, or a quote in it that lacks its
 * partner, is text to kramdown. It is read as a tag that ends where its attributes end, before a line's end, a
 * bracket or the next tag. This is what is said of it.
 */
export function unclosedTags(written: string, meant: string): Omit<MendNote, 'at' | 'mend'> {
  const lacks = written.endsWith('>') ? 'a quote that never closes' : 'no ">" at its end';
  return {
    text: written,
    message: `This tag has ${lacks}, so Jekyll shows it as text; it is read as a tag.`,
    hint: `Write ${meant}.`,
  };
}
