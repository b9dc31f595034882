import { editDistance } from '../../diagnostics/index.js';

const LONGEST = 40;

/**
 * The name among `known` that was most likely meant by `written`: the one from which the fewest letters differ,
 * at most a third of them; names that differ only in their letters' case come first.
 */
export function suggestion(written: string, known: Iterable<string>): string | undefined {
  if (written.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Math.floor(written.length / 3) + 0.9;
  for (const name of known) {
    if (name === written || Math.abs(name.length - written.length) > least) continue;
    const limit = Math.ceil(least) - 1;
    const isSame = name.toLowerCase() === written.toLowerCase();
    const distance = isSame ? 0.5 : editDistance(written, name, limit);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}
