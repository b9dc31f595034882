import type { MarkdownEnvironment } from '../../document/environment.js';
import type { MendName, MendNote } from '../../document/mend.js';

const NAME: MendName = 'full-width-spaces';

/** A marker with a full-width or a no-break space behind it. */
const MARKER = /( {0,3})([*+-]|\d{1,3}\.|#{1,6})([\u3000\u00A0][\u3000\u00A0 \t]*)(?=\S)/y;
/** What an item or a heading says: more than further markers and rules. */
const WORDS = /[^\s*+_=|-]/;
/** Emphasis that is complete. */
const EMPHASIS = /\*\*[^*]+\*\*|\*[^*\s][^*]*\*/g;

/** A marker with such a space behind it. */
export interface WideMarker {
  readonly marker: string;
  /** The spaces before it. */
  readonly indent: number;
  /** The offset of the space behind it. */
  readonly spaceAt: number;
  readonly space: string;
  /** The offset behind that space. */
  readonly end: number;
}

/**
 * `*　item`, `#　見出し`, `1.\u00A0first`: Markdown wants a plain space behind a marker, and takes the line for text. Such a space is read as
 * a plain one. Answers the marker of the line at `pos`; a `*` that begins emphasis is none.
 */
export function wideMarkerAt(
  text: string,
  pos: number,
  { hasWideMarkers }: MarkdownEnvironment,
): WideMarker | undefined {
  if (!hasWideMarkers) return undefined;
  MARKER.lastIndex = pos;
  const [written, spaces = '', marker = '', space = ''] = MARKER.exec(text) ?? [];
  if (written === undefined) return undefined;
  const end = pos + written.length;
  const rest = text.slice(end, endOfItem(text, end));
  const [line = ''] = rest.split('\n', 1);
  if (!WORDS.test(line)) return undefined;
  if (marker === '*' && rest.replace(EMPHASIS, '').includes('*')) return undefined;
  const indent = spaces.length;
  return { marker, indent, spaceAt: pos + indent + marker.length, space, end };
}

const NEXT_MARKER = /\n(?:[ \t]*\n| {0,3}(?:[*+-]|\d{1,9}\.|#{1,6})[\u3000\u00A0 \t])|$/g;

/** Where the text of an item ends whose text starts at `from`: at a blank line, or before the next marker. */
function endOfItem(text: string, from: number): number {
  NEXT_MARKER.lastIndex = from;
  return NEXT_MARKER.exec(text)?.index ?? text.length;
}

/**
 * Whether a number begins a list: it is 1, and the next marker is 2. A number alone may be the number of a section, which a
 * list would not keep.
 */
export function beginsNumbers(text: string, { marker, end }: WideMarker): boolean {
  return (
    marker === '1.' &&
    /^\n {0,3}2\.[\u3000\u00A0 \t]/.test(text.slice(endOfItem(text, end), endOfItem(text, end) + 8))
  );
}

/** What is said of the space behind a marker; `at` is its document offset. */
export function wideSpaceNote({ marker, space }: WideMarker, at: number): MendNote {
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
