import { isParagraphEnd } from '../block/boundary.js';
import { matchAt, nextLine } from '../block/scan.js';
import { type BlockState, blockState } from '../block/state.js';
import type { StateBlock } from '../markdown-it.js';
import { type MendName, type MendNote, reportMend } from './mend.js';

const NAME: MendName = 'full-width-spaces';

/** A marker with a full-width or a no-break space behind it. */
const MARKER = /( {0,3}(?:[*+-]|\d{1,3}\.|#{1,6}))([\u3000\u00A0]+)(?=\S)/y;

/**
 * `*　item`, `#　見出し`, `1.\u00A0first`: Markdown wants a plain space behind a marker, and takes the line for text. Such a space is read as
 * a plain one. A number counts only where the line before or behind is numbered, too: one alone may be the number
 * of a section, which a list would not keep.
 */
export function fullWidthSpaces(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, environment } = state;
  if (!environment.hasWideMarkers) return false;
  const found = wideMarkers(state);
  if (found.length === 0) return false;
  const parts: string[] = [];
  let done = 0;
  for (const { at, marker, space } of found) {
    // One character stands for one, so that all offsets hold.
    parts.push(src.slice(done, at + marker.length), ' '.repeat(space.length));
    done = at + marker.length + space.length;
    reportMend(spaceNote(marker.trimStart(), space, state.documentOffset(done - space.length)), environment);
  }
  state.src = parts.join('') + src.slice(done);
  // The line is tried once more by all rules.
  return true;
}

interface WideMarker {
  /** Where its line starts. */
  readonly at: number;
  readonly marker: string;
  readonly space: string;
}

/** The markers of the paragraph that starts here which have such a space behind them. */
function wideMarkers(state: BlockState): readonly WideMarker[] {
  const found: WideMarker[] = [];
  let end = state.pos;
  do {
    const [, marker, space] = matchAt(MARKER, state.src, end) ?? [];
    if (marker !== undefined && space !== undefined) found.push({ at: end, marker, space });
    end = nextLine(state.src, end);
  } while (!isParagraphEnd(state, end));
  const numbers = found.filter(({ marker }) => marker.endsWith('.'));
  const isNumbered = numbers.length > 1 && /^ *1\./.test(numbers[0]?.marker ?? '');
  return isNumbered ? found : found.filter(({ marker }) => !marker.endsWith('.'));
}

function spaceNote(marker: string, space: string, at: number): MendNote {
  const kind = space.startsWith('\u3000') ? 'full-width' : 'no-break';
  return {
    mend: NAME,
    at,
    text: `${marker}${space}`,
    message: `A ${kind} space stands behind this "${marker}", so Jekyll takes the line for text; it is read as a plain space.`,
    hint: `Write a plain space behind "${marker}".`,
    edit: { at, written: space, replacement: ' '.repeat(space.length) },
  };
}
