import { isMended, type MendName, type MendNote } from '../../document/mend.js';
import { matchCloseTag } from '../../html/syntax.js';
import { beginsLine, tagsBehind } from '../../html/tag-index.js';
import { skipTrailingSpace } from '../../source/scan.js';
import { joinSegments, literalSegment, type Segment } from '../../source/segment.js';
import type { BlockState } from '../../state/block-state.js';

const NAME: MendName = 'late-closing-tags';

/** Where the content of an element ends whose closing tag kramdown does not see. */
export interface LateClosing {
  readonly content: Segment;
  /** The offset behind the tag. */
  readonly end: number;
  /** Whether it is certain, without a look at the blocks, that kramdown does not see the tag. */
  readonly isPlain: boolean;
  readonly note: MendNote;
}

/**
 * `<div markdown="1">text</div>`: where Markdown is read in an element, kramdown wants its closing tag at the start of a line; behind text,
 * and in a list, the tag is text, and the element takes what follows. It ends at the tag that belongs to the one at `at`, whose content starts at
 * `start`: at the end of a line, or on the tag's own. If another tag further on begins a line and closes nothing, then that is
 * the one, and this may be what the text is about.
 */
export function lateClosing(state: BlockState, at: number, start: number): LateClosing | undefined {
  const { src, tags, environment } = state;
  if (!isMended(NAME, environment.options)) return undefined;
  const from = tags.closedBy.get(at);
  const tag = from === undefined ? undefined : matchCloseTag(src, from);
  if (from === undefined || tag === undefined || from < start) return undefined;
  const onOneLine = !src.slice(at, from).includes('\n');
  const endsLine = skipTrailingSpace(src, tag.end) > tag.end || tag.end === src.length;
  const { lineOrphans } = tagsBehind(tags, tag.name, tag.end);
  if (!(onOneLine || endsLine) || lineOrphans > 0) return undefined;
  const { openings } = tagsBehind(tags, tag.name, start);
  const isFirst = openings === tagsBehind(tags, tag.name, from).openings;
  const isBehindText =
    !beginsLine(src, from) && /[^\s>][ \t]*$/.test(src.slice(Math.max(start, from - 80), from));
  const written = src.slice(from, tag.end);
  return {
    content: joinSegments([state.segment(start, from), literalSegment('\n', state.documentOffset(from))]),
    end: tag.end,
    isPlain: isFirst && isBehindText,
    note: {
      mend: NAME,
      at: state.documentOffset(from),
      text: written,
      message: `This ${written} does not begin a line of the element's own, so Jekyll shows it as text and takes what follows for the content of the element; it ends here.`,
      hint: `Write ${written} on a line of its own, without spaces before it.`,
    },
  };
}
