import { emptyIal } from '../../document/ial.js';
import type { StateBlock } from '../../document/markdown-it.js';
import { duplicateDefinition, reportWarning } from '../../document/warnings.js';
import { matchAt, strip } from '../../source/scan.js';
import { addEndOfBlock, blockState } from '../../state/block-state.js';

const DEFINITION = / {0,3}\*\[([^\n]+?)\]:([^\n]*)\n/y;

/** What a short form stands for (kramdown/parser/kramdown/abbreviation.rb: `parse_abbrev_definition`). */
export function abbreviationDefinition(current: StateBlock): boolean {
  const state = blockState(current);
  const match = matchAt(DEFINITION, state.src, state.pos);
  const short = match?.[1];
  if (match === undefined || short === undefined) return false;
  const block = addEndOfBlock(state, 'definition');
  block.ial ??= emptyIal();
  const title = strip(match[2] ?? '');
  const { environment, pos } = state;
  const before = environment.abbreviations.get(short);
  if (before !== undefined && before.title !== title) {
    reportWarning(duplicateDefinition(`*[${short}]:`, state.documentOffset(pos)), environment);
  }
  environment.abbreviations.set(short, { title, ial: block.ial });
  state.seek(state.pos + match[0].length);
  return true;
}
