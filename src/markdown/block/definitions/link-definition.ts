import { linkId } from '../../document/environment.js';
import { emptyIal } from '../../document/ial.js';
import type { StateBlock } from '../../document/markdown-it.js';
import { duplicateDefinition, reportWarning } from '../../document/warnings.js';
import { matchAt, nextLine, trimEnd } from '../../source/scan.js';
import { addEndOfBlock, blockState } from '../../state/block-state.js';

const START = / {0,3}\[([^\n\]]+)\]:[ \t]*/y;

/** The URL and title of a definition; offsets into the text. */
interface Destination {
  readonly from: number;
  readonly to: number;
  readonly title: string | undefined;
  readonly end: number;
}

/**
 * Where a link of the text points to: `[id]: url "title"`, the title on the same line or on the next
 * (kramdown/parser/kramdown/link.rb: `LINK_DEFINITION_START`).
 */
export function linkDefinition(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const match = matchAt(START, src, pos);
  const id = match?.[1];
  if (match === undefined || id === undefined) return false;
  const start = pos + match[0].length;
  const destination = angleDestination(src, start) ?? bareDestination(src, start);
  if (destination === undefined) return false;
  const { from, to, title, end } = destination;
  const block = addEndOfBlock(state, 'definition');
  block.ial ??= emptyIal();
  const { environment } = state;
  const { linkDefinitions } = environment;
  const url = src.slice(from, to);
  const before = linkDefinitions.get(linkId(id));
  // A page may well give a name of the site's own another meaning.
  if (before?.at !== undefined && before.url !== url) {
    reportWarning(duplicateDefinition(`[${id}]:`, state.documentOffset(pos)), environment);
  }
  linkDefinitions.set(linkId(id), { url, title, at: state.documentOffset(from), ial: block.ial });
  state.seek(end);
  return true;
}

/** `<url>`, where nothing but a title follows it. */
function angleDestination(text: string, start: number): Destination | undefined {
  if (text[start] !== '<') return undefined;
  const lineEnd = nextLine(text, start) - 1;
  for (
    let close = text.indexOf('>', start);
    close >= 0 && close < lineEnd;
    close = text.indexOf('>', close + 1)
  ) {
    const rest = titleOnLine(text, close + 1, lineEnd) ?? restOfDefinition(text, close + 1, lineEnd);
    if (rest !== undefined) return { from: start + 1, to: close, ...rest };
  }
  return undefined;
}

/** A URL without brackets: all of the line up to its title. */
function bareDestination(text: string, start: number): Destination | undefined {
  const lineEnd = nextLine(text, start) - 1;
  const to = trimSpaces(text, start, lineEnd);
  if (to === start || trimEnd(text, start, to) === start) return undefined;
  const quote = text[to - 1];
  // The first quote of this kind behind white space begins the title, if the line ends with another.
  for (let at = start; (quote === '"' || quote === "'") && at < to - 2; at++) {
    if (!isSpace(text, at)) continue;
    const title = titleOnLine(text, at, lineEnd);
    if (title !== undefined) return isUrl(text, start, at) ? { from: start, to: at, ...title } : undefined;
    while (isSpace(text, at + 1)) at++;
  }
  if (!isUrl(text, start, to)) return undefined;
  return { from: start, to, ...(titleOnNextLine(text, lineEnd) ?? { title: undefined, end: lineEnd + 1 }) };
}

/** No quote may follow white space in a URL. */
function isUrl(text: string, from: number, to: number): boolean {
  return !/[ \t]["']/.test(text.slice(from, to));
}

/** Nothing else on the line, and perhaps a title on the next. */
function restOfDefinition(
  text: string,
  pos: number,
  lineEnd: number,
): Pick<Destination, 'title' | 'end'> | undefined {
  if (trimSpaces(text, pos, lineEnd) > pos) return undefined;
  return titleOnNextLine(text, lineEnd) ?? { title: undefined, end: lineEnd + 1 };
}

function titleOnNextLine(text: string, lineEnd: number): Pick<Destination, 'title' | 'end'> | undefined {
  const next = nextLine(text, lineEnd + 1);
  return next > lineEnd + 1 ? quoted(text, lineEnd + 1, next - 1) : undefined;
}

/** A title behind white space, with nothing behind it on the line that ends at `lineEnd`. */
function titleOnLine(
  text: string,
  pos: number,
  lineEnd: number,
): Pick<Destination, 'title' | 'end'> | undefined {
  return isSpace(text, pos) ? quoted(text, pos, lineEnd) : undefined;
}

function quoted(text: string, pos: number, lineEnd: number): Pick<Destination, 'title' | 'end'> | undefined {
  let from = pos;
  while (isSpace(text, from)) from++;
  const to = trimSpaces(text, from, lineEnd);
  const quote = text[from];
  if ((quote !== '"' && quote !== "'") || text[to - 1] !== quote || to - from < 3) return undefined;
  return { title: text.slice(from + 1, to - 1), end: lineEnd + 1 };
}

function isSpace(text: string, pos: number): boolean {
  const code = text.charCodeAt(pos);
  return code === 32 || code === 9;
}

function trimSpaces(text: string, start: number, end: number): number {
  while (end > start && isSpace(text, end - 1)) end--;
  return end;
}
