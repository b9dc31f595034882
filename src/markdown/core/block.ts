import { BlockState } from '../block/state.js';
import { environmentOf } from '../environment.js';
import { forgetBlocks } from '../make-environment.js';
import type { StateCore } from '../markdown-it.js';
import { reportMend } from '../mends/mend.js';
import {
  type SplitComment,
  splitCommentNote,
  splitComments,
  withoutComments,
} from '../mends/split-comments.js';
import type { Piece } from '../piece.js';

/** How often the blocks may be read anew: without one comment, another may turn out to be split. */
const MOST_READINGS = 5;

/** Reads the blocks of the document. */
export function blocks(core: StateCore): void {
  const document: Piece = { text: core.src, origin: [[0, 0]] };
  const comments: SplitComment[] = [];
  readBlocks(core, document);
  for (let readings = 1; readings < MOST_READINGS; readings++) {
    const found = splitComments(core).filter(({ from }) => !comments.some((known) => known.from === from));
    if (found.length === 0) break;
    comments.push(...found);
    core.tokens.length = 0;
    forgetBlocks(environmentOf(core));
    readBlocks(core, withoutComments(document, comments));
  }
  for (const comment of comments) reportMend(splitCommentNote(comment), environmentOf(core));
}

function readBlocks(core: StateCore, { text, origin }: Piece): void {
  const state = new BlockState(text, core.md, core.env, core.tokens);
  state.origin = origin;
  state.parseInto({ kind: 'root', element: '', raw: false, blocks: [], closed: false });
}
