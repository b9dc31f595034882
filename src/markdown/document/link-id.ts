/** The id of a link definition as it is looked up: in lower case, white space folded (kramdown: `normalize_link_id`). */
export function linkId(written: string): string {
  return written.replace(/[ \t\r\n\f\v]+/g, ' ').toLowerCase();
}
