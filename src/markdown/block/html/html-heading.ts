import { type BlockState, checkpoint } from '../../state/block-state.js';
import { endsBeforeHeadings } from '../../tags/unclosed-elements.js';

/** A heading in the text of raw HTML. */
export interface Heading {
  /** Where the text starts that it stands in, and where the heading itself starts. */
  readonly from: number;
  readonly at: number;
  /** Takes back what has been read from `from` on. */
  readonly forgetAllBehind: () => void;
}

/** Looks for the first heading in the text `[from, to)`. Texts come in their order. */
export type HeadingFinder = (from: number, to: number) => Heading | undefined;

/** A fence, or a heading behind a blank line. At the end of a text a tag follows. */
const FENCE_OR_HEADING = /\n {0,3}(`{3,}|~{3,})|\n[ \t]*\n(?=#{1,6}[ \t]+(?:\S|$(?![\s\S])))/g;

/** Makes a finder of headings in raw HTML that passes over those in fenced code. */
export function createHeadingFinder(state: BlockState): HeadingFinder {
  let fence: string | undefined;
  return (from, to) => {
    const { src, environment } = state;
    if (from >= to || !endsBeforeHeadings(environment)) return undefined;
    const text = src.slice(from, to);
    let at: number | undefined;
    for (const match of text.matchAll(FENCE_OR_HEADING)) {
      const [written, run] = match;
      if (run === undefined) at ??= fence === undefined ? from + match.index + written.length : undefined;
      else if (fence === undefined) fence = run;
      else if (run.startsWith(fence)) fence = undefined;
    }
    return at === undefined ? undefined : { from, at, forgetAllBehind: checkpoint(state) };
  };
}
