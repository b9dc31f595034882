import { endOfString, jsonFaultAt } from './json-text.js';

/** A cell of a notebook with its source, which the file may hold in one string or in several. */
export interface NotebookCell {
  readonly type: string;
  readonly text: string;
  /** Offset in `text` at which each string of the source starts. */
  readonly starts: readonly number[];
}

/** A notebook that could be read, or why it could not, with the offset of the fault. */
type NotebookReading =
  | { readonly kind: 'notebook'; readonly cells: readonly NotebookCell[]; readonly metadata: JsonObject }
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken'; readonly at: number }
  | { readonly kind: 'other' };

type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a notebook of nbformat 4, or of 3, whose cells lie in worksheets. */
export function readNotebook(text: string): NotebookReading {
  if (/^[\s\0]*$/.test(text)) return { kind: 'empty' };
  let data: unknown;
  try {
    data = JSON.parse(withoutPictures(text));
  } catch {
    return { kind: 'broken', at: jsonFaultAt(text) };
  }
  if (!isObject(data)) return { kind: 'other' };
  const metadata = isObject(data['metadata']) ? data['metadata'] : {};
  const cells = data['cells'];
  if (Array.isArray(cells)) return { kind: 'notebook', cells: cells.map(readCell), metadata };
  return Array.isArray(data['worksheets']) ? { kind: 'notebook', cells: [], metadata } : { kind: 'other' };
}

/** How long a string is at least that may be a picture, and how much of it is looked at to tell. */
const PICTURE = 4000;
const SAMPLE = 200;

/**
 * The JSON with empty strings for pictures in base64, which are most of a notebook: to read them takes far longer than
 * all else, and nothing of them is looked at.
 */
function withoutPictures(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = text.indexOf('"'); at >= 0; ) {
    const end = endOfString(text, at);
    if (
      end - at > PICTURE &&
      /^[\w+/=\\]*$/.test(text.slice(at + 1, at + SAMPLE)) &&
      isOnOneLine(text, at, end)
    ) {
      parts.push(text.slice(done, at + 1));
      done = end;
    }
    at = text.indexOf('"', end + 1);
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(done);
}

/** Whether a string ends before its line does, as JSON wants it. */
function isOnOneLine(text: string, from: number, to: number): boolean {
  const lineEnd = text.indexOf('\n', from);
  return lineEnd < 0 || lineEnd > to;
}

function readCell(cell: unknown): NotebookCell {
  if (!isObject(cell)) return { type: '', text: '', starts: [] };
  const { cell_type: type, source } = cell;
  const parts = Array.isArray(source) ? source.map(String) : typeof source === 'string' ? [source] : [];
  const starts: number[] = [];
  let text = '';
  for (const part of parts) {
    starts.push(text.length);
    text += part;
  }
  return { type: typeof type === 'string' ? type : '', text, starts };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Makes the function that finds an offset of a cell's text again in the notebook's file. The file is walked
 * through once, when the function is made.
 */
export function cellLocator(
  text: string,
  cells: readonly NotebookCell[],
): (cell: number, offset: number) => number {
  const strings = sourceStrings(text);
  return (cell, offset) => {
    const starts = cells[cell]?.starts ?? [];
    const part = Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    );
    const at = strings.get(`${cell} ${part}`);
    return at === undefined ? 0 : offsetInString(text, at, offset - (starts[part] ?? 0));
  };
}

/** Where each string of a cell's source starts in the file, by the numbers of the cell and of the string. */
function sourceStrings(text: string): Map<string, number> {
  const found = new Map<string, number>();
  // The way from the root to where the walk is: a key of an object, or an index of an array.
  const path: (string | number)[] = [];
  let key: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    const last = path.length - 1;
    const here = path[last];
    if (sign === '"') {
      const end = endOfString(text, at);
      if (typeof here === 'string' && key === undefined) key = text.slice(at + 1, end);
      else record(found, key === undefined ? path : [...path.slice(0, -1), key], at);
      at = end;
    } else if (sign === ':' && key !== undefined) {
      path[last] = key;
    } else if (sign === ',') {
      if (typeof here === 'number') path[last] = here + 1;
      key = undefined;
    } else if (sign === '{') {
      path.push('');
      key = undefined;
    } else if (sign === '[') {
      path.push(0);
      key = undefined;
    } else if (sign === '}' || sign === ']') {
      path.pop();
      key = typeof path.at(-1) === 'string' ? String(path.at(-1)) : undefined;
    }
  }
  return found;
}

/** Keeps a string that stands at `cells / number / source`, alone or in a list. */
function record(found: Map<string, number>, path: readonly (string | number)[], at: number): void {
  const [root, cell, field, part = 0] = path;
  if (root === 'cells' && field === 'source' && path.length <= 4) found.set(`${cell} ${part}`, at);
}

/** The file offset of the `count`-th character of the JSON string that starts (with its quote) at `start`. */
function offsetInString(text: string, start: number, count: number): number {
  let at = start + 1;
  for (let seen = 0; seen < count; seen++) {
    at += text.charAt(at) !== '\\' ? 1 : text.charAt(at + 1) === 'u' ? 6 : 2;
  }
  return at;
}
