import { endOfString, jsonFaultAt } from './json-text.js';
import {
  isObject,
  type JsonObject,
  type MimeBundle,
  type NotebookCell,
  type NotebookOutput,
  type NotebookReading,
} from './notebook.js';

/**
 * Reads a notebook of nbformat 4, or of 3, whose cells lie in worksheets. Whatever in it is of another type than it should be
 * counts as empty.
 */
export function readNotebook(text: string): NotebookReading {
  if (/^[\s\0]*$/.test(text)) return { kind: 'empty' };
  let data: unknown;
  try {
    data = JSON.parse(withoutMarks(withoutLongStrings(text)));
  } catch {
    return { kind: 'broken', at: jsonFaultAt(text) };
  }
  if (!isObject(data)) return { kind: 'other' };
  const metadata = objectOf(data['metadata']);
  const { cells, worksheets } = data;
  if (Array.isArray(cells))
    return {
      kind: 'notebook',
      cells: cells.map((cell, at) => readCell(cell, `cells ${at}`, text)),
      metadata,
    };
  if (!Array.isArray(worksheets)) return { kind: 'other' };
  const sheets = worksheets.flatMap((sheet: unknown, number) => {
    const own = isObject(sheet) ? sheet['cells'] : undefined;
    const of = (cell: unknown, at: number): NotebookCell =>
      readCell(cell, `worksheets ${number} cells ${at}`, text);
    return Array.isArray(own) ? own.map(of) : [];
  });
  return { kind: 'notebook', cells: sheets, metadata };
}

/** How long a string is at least that may be a picture, and how much of it is looked at to tell. */
const LONG = 4000;
const SAMPLE = 200;

/** Stands in front of where in the file a long string lies. No text of a file has this character (`decodeText`). */
const ELSEWHERE = '\uFDD7';

/**
 * The JSON with places in the file for pictures in base64, which are most of a notebook: to read them takes far longer than
 * all else, and of most readings nobody looks at them.
 */
function withoutLongStrings(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = text.indexOf('"'); at >= 0; ) {
    const end = endOfString(text, at);
    if (
      end - at > LONG &&
      /^[\w+/=\\]*$/.test(text.slice(at + 1, at + SAMPLE)) &&
      isOnOneLine(text, at, end)
    ) {
      parts.push(text.slice(done, at + 1), `${ELSEWHERE}${at}:${end}`);
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

/** The characters that marks of lectern's have, written as escapes of JSON, are none that a text may hold. */
function withoutMarks(json: string): string {
  return json.replace(/\\ufd[de][0-9a-f]/gi, '\\ufffd');
}

/** A string of the JSON as it was written, also one that was left in the file. */
function stringOf(value: string, file: string): string {
  if (!value.startsWith(ELSEWHERE)) return value;
  const [from, to] = value.slice(1).split(':').map(Number);
  const written = file.slice(from, (to ?? 0) + 1);
  try {
    const read: unknown = JSON.parse(withoutMarks(written));
    return typeof read === 'string' ? read : '';
  } catch {
    return '';
  }
}

/** A text that the file holds in one string or in several, as their list. */
function stringsOf(value: unknown, file: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((part) =>
    typeof part === 'string' ? [stringOf(part, file)] : typeof part === 'number' ? [String(part)] : [],
  );
}

function textOf(value: unknown, file: string): string {
  return stringsOf(value, file).join('');
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

const NO_CELL: NotebookCell = {
  type: '',
  text: '',
  starts: [],
  path: '',
  added: 0,
  count: null,
  outputs: [],
  attachments: new Map(),
  metadata: {},
};

function readCell(cell: unknown, path: string, file: string): NotebookCell {
  if (!isObject(cell)) return NO_CELL;
  const { cell_type: type, source, input, level, outputs, attachments } = cell;
  const key = source === undefined && input !== undefined ? 'input' : 'source';
  const isHeading = type === 'heading';
  const marks = typeof level === 'number' && level >= 1 && level <= 6 ? Math.trunc(level) : 1;
  const heading = isHeading ? `${'#'.repeat(marks)} ` : '';
  const starts: number[] = [];
  let text = heading;
  for (const part of stringsOf(cell[key], file)) {
    starts.push(text.length);
    text += part;
  }
  const { execution_count: count = cell['prompt_number'] } = cell;
  return {
    type: isHeading ? 'markdown' : typeof type === 'string' ? type : '',
    text,
    starts,
    path: `${path} ${key}`,
    added: heading.length,
    count: typeof count === 'number' ? count : null,
    outputs: Array.isArray(outputs) ? outputs.flatMap((output: unknown) => readOutput(output, file)) : [],
    attachments: new Map(
      Object.entries(objectOf(attachments)).map(([name, bundle]) => [name, bundleOf(objectOf(bundle), file)]),
    ),
    metadata: objectOf(cell['metadata']),
  };
}

/** What nbformat 3 calls an output's forms. */
const OLD_NAMES: readonly (readonly [key: string, type: string])[] = [
  ['text', 'text/plain'],
  ['html', 'text/html'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['jpeg', 'image/jpeg'],
  ['latex', 'text/latex'],
  ['json', 'application/json'],
  ['javascript', 'application/javascript'],
];

function readOutput(output: unknown, file: string): NotebookOutput[] {
  if (!isObject(output)) return [];
  const { output_type: type, data, metadata } = output;
  switch (type) {
    case 'stream': {
      const name = output['name'] ?? output['stream'];
      return [
        { kind: 'stream', name: name === 'stderr' ? 'stderr' : 'stdout', text: textOf(output['text'], file) },
      ];
    }
    case 'error':
    case 'pyerr': {
      const { ename, evalue, traceback } = output;
      const trace = stringsOf(traceback, file).join('\n');
      const said = [textOf(ename, file), textOf(evalue, file)].filter((part) => part !== '').join(': ');
      return [{ kind: 'error', text: trace === '' ? said : trace }];
    }
    case 'display_data':
    case 'execute_result':
    case 'pyout':
    case 'update_display_data': {
      const forms = isObject(data)
        ? data
        : Object.fromEntries(
            OLD_NAMES.flatMap(([key, mime]) => (key in output ? [[mime, output[key]]] : [])),
          );
      const isResult = type === 'execute_result' || type === 'pyout';
      return [{ kind: 'data', data: bundleOf(forms, file), isResult, metadata: objectOf(metadata) }];
    }
    default:
      return [];
  }
}

/** Texts of lists and strings; what is JSON in itself is only said to be there. */
function bundleOf(forms: JsonObject, file: string): MimeBundle {
  return new Map(
    Object.entries(forms).map(([type, value]) => {
      const isText = typeof value === 'string' || (Array.isArray(value) && !/\bjson$/.test(type));
      return [type.toLowerCase(), isText ? textOf(value, file) : ''];
    }),
  );
}
