import type { MarkdownEnvironment } from '../environment.js';
import { isMended, type MendName, type MendNote } from './mend.js';

const NAME: MendName = 'list-markers';

/** A bullet with a letter right behind it, or with nothing. */
const BULLET = /( {0,3})([*+-])(?=[\p{L}\p{Nl}（「『【]|[ \t]*(?:\n|$))/uy;
const LONE = /^ {0,3}[*+-][ \t]*$/;

/** The bullet of an item that lacks the space behind it. */
export interface BareBullet {
  /** The spaces before it. */
  readonly indent: number;
  /** The offset behind it. */
  readonly end: number;
  readonly note: MendNote;
}

/**
 * `* One⏎*Two⏎* Three`: without a space behind its bullet, the second line goes on with the first item. It is an item of
 * its own where the line before it and the next one begin items with the same bullet; a bullet alone may also end the list.
 * `before` is where the line before starts, `pos` where this one does.
 */
export function bareBullet(
  text: string,
  before: number,
  pos: number,
  { options }: MarkdownEnvironment,
  offsetOf: (offset: number) => number,
): BareBullet | undefined {
  BULLET.lastIndex = pos;
  const [written, spaces = '', bullet = ''] = BULLET.exec(text) ?? [];
  if (written === undefined || !isMended(NAME, options)) return undefined;
  const end = pos + written.length;
  const lineEnd = endOfLine(text, pos);
  const marker = `${spaces}${bullet}`;
  const isLone = LONE.test(text.slice(pos, lineEnd));
  const next = text.slice(lineEnd + 1, endOfLine(text, lineEnd + 1));
  const isBetween = beginsItem(text.slice(before, pos), marker) && beginsItem(next, marker);
  const endsList = isLone && beginsItem(text.slice(before, pos), marker) && next.trim() === '';
  // `*Two*` is emphasis.
  const isEmphasis = bullet === '*' && text.slice(end, lineEnd).includes('*');
  if ((!isBetween && !endsList) || isEmphasis) return undefined;
  const at = offsetOf(pos + spaces.length);
  return { indent: spaces.length, end, note: bulletNote(text.slice(pos, lineEnd).trim(), bullet, at) };
}

function beginsItem(line: string, marker: string): boolean {
  return line.startsWith(marker) && /^[ \t]+\S/.test(line.slice(marker.length));
}

function endOfLine(text: string, pos: number): number {
  const end = text.indexOf('\n', pos);
  return end < 0 ? text.length : end;
}

function bulletNote(line: string, bullet: string, at: number): MendNote {
  return {
    mend: NAME,
    at,
    text: line,
    message: `This bullet has no space behind it, so Jekyll takes the line for a part of the item before it; it is read as an item.`,
    ...(line === bullet
      ? { hint: 'Take it away, or write the item.' }
      : {
          hint: `Write "${bullet} ${line.slice(1)}".`,
          edit: { at, written: line.slice(0, 2), replacement: `${bullet} ${line.slice(1, 2)}` },
        }),
  };
}
