import type { MendNote } from '../document/mend.js';

/**
 * `<iframe src="a.html" <!-- width="50%" --> height="300">`: no comment can stand in a tag. kramdown takes the tag for text;
 * it is read without the comment. This is what is said of it.
 */
export function commentsInTags(written: string, meant: string): Omit<MendNote, 'at' | 'mend'> {
  return {
    text: written,
    message:
      'A comment stands within this tag, so Jekyll shows the tag as text; it is read without the comment.',
    hint: `Write ${meant}, with the comment before or behind it.`,
  };
}
