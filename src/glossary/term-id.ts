const NO_WORD = /[^\p{L}\p{M}\p{N}\p{Pc}\- \t]/gu;

/** The id of a term, made of its text as kramdown makes one of a heading's (kramdown-parser-gfm: `generate_gfm_header_id`). */
export function termId(text: string, isTaken: (id: string) => boolean): string {
  const id = text.trim().toLowerCase().replace(NO_WORD, '').replace(/[ \t]/g, '-') || 'term';
  if (!isTaken(id)) return id;
  let count = 1;
  while (isTaken(`${id}-${count}`)) count++;
  return `${id}-${count}`;
}
