import { BlockState } from '../block/state.js';
import type { StateCore } from '../markdown-it.js';

/** Reads the blocks of the document. */
export function blocks(core: StateCore): void {
  const state = new BlockState(core.src, core.md, core.env, core.tokens);
  state.parseInto({ kind: 'root', element: '', raw: false, blocks: [], closed: false });
}
