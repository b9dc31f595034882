import { environmentOf, forgetBlocks, tokenLists } from '../document/environment.js';
import { applyToToken } from '../document/ial.js';
import type { StateCore } from '../document/markdown-it.js';
import { reportMend } from '../document/mend.js';
import { metaOf } from '../document/token-meta.js';
import { reportWarning } from '../document/warnings.js';
import { collectTokens } from '../inline/collect.js';
import type { Segment } from '../source/segment.js';
import { BlockState } from '../state/block-state.js';
import { type SplitComment, shownComments, splitCommentNote, withoutComments } from './split-comments.js';

/** How often the blocks may be read anew: without one comment, another may turn out to be split. */
const MOST_READINGS = 5;

/** Reads the blocks of the document. */
export function blocks(core: StateCore): void {
  const document: Segment = { text: core.src, origin: [[0, 0]] };
  const environment = environmentOf(core);
  const comments = new Map<number, SplitComment>();
  readBlocks(core, document);
  let shown = shownComments(core);
  for (let readings = 1; readings < MOST_READINGS; readings++) {
    const found = shown.split.filter(({ from }) => !comments.has(from));
    if (found.length === 0) break;
    for (const comment of found) comments.set(comment.from, comment);
    core.tokens.length = 0;
    forgetBlocks(environment);
    readBlocks(core, withoutComments(document, [...comments.values()]));
    shown = shownComments(core);
  }
  for (const comment of comments.values()) reportMend(splitCommentNote(comment), environment);
  for (const warning of shown.warnings) reportWarning(warning, environment);
}

function readBlocks(core: StateCore, { text, origin }: Segment): void {
  const state = new BlockState(text, core.md, core.env, core.tokens);
  state.origin = origin;
  state.parseInto({ kind: 'root', element: '', raw: false, blocks: [], closed: false });
}

/** Puts the attribute lists that stand on blocks on their tokens, now that all definitions are known. */
export function attributeLists(core: StateCore): void {
  const environment = environmentOf(core);
  for (const tokens of tokenLists(core)) {
    for (const token of tokens) {
      const { ial } = metaOf(token);
      if (ial !== undefined) applyToToken(token, ial, environment);
    }
  }
}

/** Notes the formulas and URLs that blocks hold beside their texts. */
export function collectBlocks(core: StateCore): void {
  for (const tokens of tokenLists(core)) collectTokens(tokens, environmentOf(core));
}
