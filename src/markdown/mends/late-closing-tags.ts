import { isParagraphEnd } from '../block/boundary.js';
import { addParagraph } from '../block/paragraph.js';
import { nextLine, skipWhiteSpace, trimEnd } from '../block/scan.js';
import { type BlockState, blockState } from '../block/state.js';
import { matchCloseTag } from '../html-syntax.js';
import type { StateBlock } from '../markdown-it.js';
import { isMended, type MendName, reportMend } from './mend.js';
import { closesElement } from './unclosed-elements.js';

const NAME: MendName = 'late-closing-tags';

/**
 * `<div markdown="1">text</div>`: where Markdown is read in an element, kramdown wants its closing tag at the start of a line; behind text the
 * tag is text, and the element takes what follows. It ends at the tag.
 */
export function lateClosingTag(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos, container, environment } = state;
  if (container.kind !== 'html' || !isMended(NAME, environment.options)) return false;
  const tag = closingTagInParagraph(state);
  if (tag === undefined) return false;
  const start = skipWhiteSpace(src, pos);
  addParagraph(state, state.piece(start, trimEnd(src, start, tag.from)), start);
  container.closed = true;
  const written = src.slice(tag.from, tag.end);
  reportMend(
    {
      mend: NAME,
      at: state.documentOffset(tag.from),
      text: written,
      message: `This ${written} stands behind text, so Jekyll shows it as text and takes what follows for the content of the element; it ends here.`,
      hint: `Write ${written} on a line of its own.`,
    },
    environment,
  );
  state.seek(tag.end);
  return true;
}

/** The tag at the end of a line of this paragraph that closes the element whose Markdown is being read. */
function closingTagInParagraph(
  state: BlockState,
): { readonly from: number; readonly end: number } | undefined {
  const { src, container } = state;
  let line = state.pos;
  do {
    const end = nextLine(src, line);
    const from = src.lastIndexOf('</', end - 1);
    const tag = from > line ? matchCloseTag(src, from) : undefined;
    const isLast = tag !== undefined && src.slice(tag.end, end).trim() === '';
    const isText = tag !== undefined && src.slice(line, from).includes(`<${tag.name}`);
    if (isLast && !isText && closesElement(tag.name, container.element)) return { from, end: tag.end };
    line = end;
  } while (!isParagraphEnd(state, line));
  return undefined;
}
