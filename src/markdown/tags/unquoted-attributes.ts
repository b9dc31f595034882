import type { MendNote } from '../document/mend.js';

/**
 * `<img src=a.png width=50%>`, `<img src="a.png"alt="A">`, `<td width=“50%”>`: kramdown takes a tag for text if a value without
 * quotes holds more than letters and digits, if no space stands between its attributes, or if its quotes are those
 * of print. Its attributes are read as a browser would read them. This is what is said of it.
 */
export function unquotedAttributes(written: string, meant: string): Omit<MendNote, 'at' | 'mend'> {
  return {
    text: written,
    message:
      'The attributes of this tag lack plain quotes around their values or spaces between them, so Jekyll shows it as text; it is read as a tag.',
    hint: `Write ${meant}.`,
  };
}
