import type { BlockState } from './block-state.js';

/** Remembers how far the blocks have been read; what it answers takes back all that has been read since. */
export function bookmark(state: BlockState): () => void {
  const { environment, container } = state;
  const goBack = state.mark();
  const { linkDefinitions, attributeLists, abbreviations, footnotes, diagnostics, kramdown } = environment;
  const lists = [state.tokens, container.blocks, diagnostics];
  const lengths = lists.map(({ length }) => length);
  const maps: readonly Map<string, unknown>[] = [linkDefinitions, attributeLists, abbreviations, footnotes];
  const sizes = maps.map(({ size }) => size);
  return () => {
    lists.forEach((list, index) => {
      list.length = lengths[index] ?? 0;
    });
    maps.forEach((map, index) => {
      for (const key of [...map.keys()].slice(sizes[index])) map.delete(key);
    });
    goBack();
    environment.kramdown = kramdown;
  };
}
