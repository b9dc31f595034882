/**
 * `indexOf` of one text that remembers its answers: asking again and again for something that comes late or
 * never (a comment's end behind thousands of openings) costs one search, not one per question.
 */
export type IndexOf = (needle: string, from: number) => number;

/** Makes the `IndexOf` of a text. Like `indexOf`, it answers -1 where the needle does not occur from `from` on. */
export function cachedIndexOf(text: string): IndexOf {
  const known = new Map<string, { from: number; at: number }>();
  return (needle, from) => {
    const answer = known.get(needle);
    if (answer !== undefined && from >= answer.from && (answer.at < 0 || from <= answer.at)) return answer.at;
    const at = text.indexOf(needle, from);
    known.set(needle, { from, at });
    return at;
  };
}
