import type { MarkdownEnvironment } from '../../document/environment.js';
import { isMended, type MendName, type MendNote } from '../../document/mend.js';
import type { Warning } from '../../document/warnings.js';

const NAME: MendName = 'list-markers';

/** A bullet, or a number, with a letter right behind it. */
const BULLET = /( {0,3})([*+-])(?=[\p{L}\p{Nl}（「『【])/uy;
const NUMBER = /( {0,3})(\d{1,9})\.(?=[\p{L}\p{Nl}（「『【])/uy;
/** A bullet with nothing behind it. */
const LONE = /( {0,3})([*+-])[ \t]*(?=\n|$)/y;
/** Letters that no sign of an operator stands before: words, but for a single letter, and letters that know no capitals. */
const WORD = /^(?:\p{L}{2}|[\p{Lo}（「『【])/u;
/** What a line holds that is no item but code, an equation or emphasis. */
const CODE = /[*=;{}()[\]<>|`]/;
/** What a star marks a note with. */
const NOTE = /^(?:notes?\b|注|註|※)/i;
/** A sentence ends. */
const SENTENCE = /[.!?。！？．]["'”’」』)）]*\s*$/;

/** The marker of an item that lacks the space behind it. */
export interface BareMarker {
  /** The spaces before it. */
  readonly indent: number;
  /** The offset behind it. */
  readonly end: number;
  readonly note: MendNote;
}

/**
 * `* One⏎*Two⏎* Three`: without a space behind its marker, the second line goes on with the first item. It is an item of
 * its own where the line before it and the next one begin items with the same marker, and look as it does: a number goes on from the one
 * before to the one behind, text has a capital and a full stop where theirs has, and the sign before it can be no minus, no mark of a
 * footnote and no option of a command. A bullet alone may also end the list. `before` is where the line before starts, `pos` where this one does.
 */
export function bareMarker(
  text: string,
  before: number,
  pos: number,
  ordered: boolean,
  { options }: MarkdownEnvironment,
  offsetOf: (offset: number) => number,
): BareMarker | undefined {
  const pattern = ordered ? NUMBER : BULLET;
  const [written, spaces = '', mark = ''] =
    matchAt(pattern, text, pos) ?? (ordered ? [] : (matchAt(LONE, text, pos) ?? []));
  if (written === undefined || !isMended(NAME, options)) return undefined;
  const lineEnd = endOfLine(text, pos);
  const [previous, next] = [text.slice(before, pos), text.slice(lineEnd + 1, endOfLine(text, lineEnd + 1))];
  const marker = written.trim();
  const rest = text.slice(pos + spaces.length + marker.length, lineEnd);
  const end = pos + spaces.length + marker.length;
  const at = offsetOf(pos + spaces.length);
  if (rest.trim() === '') {
    const isItem =
      beginsItem(previous, spaces + mark) && (next.trim() === '' || beginsItem(next, spaces + mark));
    return isItem ? { indent: spaces.length, end, note: loneNote(mark, at) } : undefined;
  }
  const [one, other] = ordered ? [`${Number(mark) - 1}.`, `${Number(mark) + 1}.`] : [mark, mark];
  if (!beginsItem(previous, spaces + one) || !beginsItem(next, spaces + other)) return undefined;
  if (!WORD.test(rest) || (!ordered && !isItemText(rest, mark, [previous, next]))) return undefined;
  return { indent: spaces.length, end, note: bareNote(marker, rest, at) };
}

/** Whether a text behind a bullet can be nothing but an item's, as its neighbours are. */
function isItemText(rest: string, mark: string, neighbours: readonly string[]): boolean {
  if (CODE.test(rest.replace(/\([^()]*\)|\*\*[^*]+\*\*|`[^`]+`|\$[^$]+\$/g, ''))) return false;
  const others = neighbours.map((line) => line.trim().slice(1).trim());
  if (NOTE.test(rest)) return false;
  if (!/^[A-Za-z]/.test(rest)) return true;
  // Of `-x` and `+x`, a letter of Latin may be meant as it stands; `*Note` may belong to a mark in the text before.
  if (mark !== '*' || others.some((line) => /\S\*(?:\s|$)/.test(line))) return false;
  return (
    /^[A-Z]/.test(rest) &&
    others.every((line) => SENTENCE.test(line) === SENTENCE.test(rest) && !/^[a-z]/.test(line))
  );
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function beginsItem(line: string, marker: string): boolean {
  return line.startsWith(marker) && /^[ \t]+\S/.test(line.slice(marker.length));
}

function endOfLine(text: string, pos: number): number {
  const end = text.indexOf('\n', pos);
  return end < 0 ? text.length : end;
}

function bareNote(marker: string, rest: string, at: number): MendNote {
  return {
    mend: NAME,
    at,
    text: marker + rest.trimEnd(),
    message: `This ${kindOf(marker)} has no space behind it, so Jekyll takes the line for a part of the item before it; it is read as an item.`,
    hint: `Write "${marker} ${rest.trimEnd()}".`,
    edit: { at, written: marker + rest.slice(0, 1), replacement: `${marker} ${rest.slice(0, 1)}` },
  };
}

function loneNote(mark: string, at: number): MendNote {
  const shown =
    mark === '-' ? 'makes a heading of the item before it' : 'takes it for a part of the item before it';
  return {
    mend: NAME,
    at,
    text: mark,
    message: `Nothing stands behind this bullet, so Jekyll ${shown}; it is read as an empty item.`,
    hint: 'Take it away, or write the item.',
  };
}

function kindOf(marker: string): string {
  return marker.endsWith('.') ? 'number' : 'bullet';
}

/** A line that begins with a marker without a space, and holds no sign of code. */
const BARE_LINE =
  / {0,3}(?:([*+-])(?=[\p{L}「『【])(?![^\n]*[*=;{}<>|])|(\d{1,9})\.(?=\p{L}{2}|[\p{Lo}「『【]))/uy;

/** The marker without a space behind it at the start of a line; `number` is 0 for a bullet. */
export interface BareLine {
  readonly sign: string;
  readonly number: number;
}

/** The marker without a space behind it that the line at `pos` begins with. */
export function bareLine(text: string, pos: number): BareLine | undefined {
  const [written, sign = '.', number = '0'] = matchAt(BARE_LINE, text, pos) ?? [];
  return written === undefined ? undefined : { sign, number: Number(number) };
}

/** Whether a line goes on with a list of such lines. */
export function followsLine(line: BareLine, before: BareLine | undefined): boolean {
  return before?.sign === line.sign && (line.sign !== '.' || line.number === before.number + 1);
}

/** Said of lines that are text though they may have been meant as items. */
export function bareLineWarning(line: string, at: number): Warning {
  return {
    code: 'list-marker',
    severity: 'info',
    at,
    text: line,
    message: 'No space follows the marker of this line, so it is text and no item of a list.',
    hint: 'If an item is meant, write a space behind its marker.',
  };
}
