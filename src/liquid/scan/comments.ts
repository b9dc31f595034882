const PART = /\{%-?[ \t\r\n\f\v]*(comment|endcomment|raw)\b[^%]*?(-?)%\}/g;
const END_RAW = /\{%(-?)[ \t\r\n\f\v]*endraw(?:[ \t\r\n\f\v]*-?|[^\w%][^%]*)%\}/g;

/** Where a `{% raw %}` or `{% comment %}` ends. */
export interface BlockEnd {
  /** Where the ending tag begins. */
  readonly from: number;
  /** Where it ends. */
  readonly to: number;
  readonly trimBefore: boolean;
  readonly trimAfter: boolean;
}

/** Finds the `{% endraw %}` behind an offset. Searching for what is not there is done once. */
export function rawBlockEnds(text: string): (from: number) => BlockEnd | undefined {
  let noneFrom = Number.POSITIVE_INFINITY;
  return (from) => {
    if (from >= noneFrom) return undefined;
    const pattern = new RegExp(END_RAW);
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    if (match === null) {
      noneFrom = from;
      return undefined;
    }
    const to = match.index + match[0].length;
    return { from: match.index, to, trimBefore: match[1] === '-', trimAfter: false };
  };
}

/**
 * The end of every comment of a text, by the offset at which the comment begins. Comments nest, and what
 * stands in `{% raw %}` is none.
 */
export function commentEnds(
  text: string,
  rawEnd: (from: number) => BlockEnd | undefined,
): Map<number, BlockEnd> {
  const ends = new Map<number, BlockEnd>();
  const open: number[] = [];
  const part = new RegExp(PART);
  for (let match = part.exec(text); match !== null; match = part.exec(text)) {
    const [, name, dash] = match;
    if (name === 'raw') part.lastIndex = rawEnd(part.lastIndex)?.to ?? part.lastIndex;
    else if (name === 'comment') open.push(match.index);
    else {
      const opener = open.pop();
      const end = { from: match.index, to: part.lastIndex, trimBefore: false, trimAfter: dash === '-' };
      if (opener !== undefined) ends.set(opener, end);
    }
  }
  return ends;
}
