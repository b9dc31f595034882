/*
 * Where a term is, in sections by their numbers, each with how often. As text, a place is the number of sections from the one before
 * on, in base 36; where the term is there more than once, a capital letter behind it says how often: B is two. A comma ends a place
 * that no capital letter ends.
 */

/** Reads the places of a term: sections, each followed by how often. */
export function readPostings(text: string): number[] {
  const found: number[] = [];
  let section = 0;
  let distance = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Digits, then small letters.
    if (code >= 48 && code <= 57) distance = distance * 36 + code - 48;
    else if (code >= 97) distance = distance * 36 + code - 87;
    else {
      section += distance;
      distance = 0;
      found.push(section, code === 44 ? 1 : code - 64);
    }
  }
  return found;
}

/** The text that {@link readPostings} reads. */
export function postingsText(places: readonly number[]): string {
  let text = '';
  let last = 0;
  for (let at = 0; at < places.length; at += 2) {
    const section = places[at] ?? 0;
    text += posting(section - last, places[at + 1] ?? 1);
    last = section;
  }
  return text;
}

/** One place, from the one before on. */
export function posting(distance: number, times: number): string {
  return distance.toString(36) + (times > 1 ? String.fromCharCode(64 + times) : ',');
}
