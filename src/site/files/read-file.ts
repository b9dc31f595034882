import { type Diagnostic, diagnostic, locator, mapSource, type SourceText } from '../../diagnostics/index.js';
import { decodeText } from './decode.js';
import type { FileSystem } from './effects.js';
import type { FileStart } from './file-memory.js';
import type { SourceFile } from './source-file.js';

/** How many bytes decide whether a file has front matter; a longer first line is none. */
const FIRST_BYTES = 64;

/** What the disk says of a file, given by its path in the course and on this machine. Throws the system's error. */
export function sourceFile(fs: FileSystem, path: string, absolute: string): SourceFile {
  const { size, mtimeMs, ctimeMs, ino } = fs.statSync(absolute);
  return { path, absolute, size, mtimeMs, ctimeMs, ino };
}

/**
 * The bytes that a file begins with. Node's callbacks are used because a course has thousands of files, and promises
 * cost more than the reading. Rejects with the system's error.
 */
export function firstBytes(fs: FileSystem, absolute: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    fs.open(absolute, 'r', (openError, handle) => {
      if (openError !== null) return reject(openError);
      const buffer = Buffer.allocUnsafe(FIRST_BYTES);
      fs.read(handle, buffer, 0, buffer.length, 0, (readError, count) =>
        fs.close(handle, () => (readError === null ? resolve(buffer.subarray(0, count)) : reject(readError))),
      );
    });
  });
}

/** Formats whose files begin with bytes of their own, so that none can begin with `---`. */
const BINARY =
  /\.(?:avif|bmp|docx?|eot|gif|gz|h5|ico|jpe?g|m4[av]|mov|mp[34]|npy|npz|og[gv]|otf|pdf|png|pptx?|tgz|tiff?|ttf|wav|web[mp]|woff2?|xlsx?|xz|zip)$/i;

/** What a file's first bytes say. Files of binary formats, which most of a course's bytes are in, are not opened. */
export async function readStart(fs: FileSystem, absolute: string): Promise<FileStart> {
  if (BINARY.test(absolute)) return { hasFrontMatter: false, hidesFrontMatter: false };
  const start = await firstBytes(fs, absolute);
  return { hasFrontMatter: hasFrontMatter(start), hidesFrontMatter: hidesFrontMatter(start) };
}

/** Whether a file begins with a line `---` (Jekyll: `Utils.has_yaml_header?`, which looks at bytes). */
function hasFrontMatter(start: Uint8Array): boolean {
  if (start[0] !== HYPHEN || start[1] !== HYPHEN || start[2] !== HYPHEN) return false;
  const end = start.indexOf(LINE_FEED);
  return (
    end >= 0 &&
    start.subarray(3, end).every((byte) => byte === SPACE || (byte >= TAB && byte <= CARRIAGE_RETURN))
  );
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const HYPHEN = 0x2d;

/** Whether front matter stands behind a byte order mark, where Jekyll does not see it. */
function hidesFrontMatter(start: Uint8Array): boolean {
  const [first, second, third] = start;
  return first === 0xef && second === 0xbb && third === 0xbf && hasFrontMatter(start.subarray(3));
}

/** A file's bytes. Rejects with the system's error. */
function readBytes(fs: FileSystem, absolute: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    fs.readFile(absolute, (error, bytes) => (error === null ? resolve(bytes) : reject(error)));
  });
}

/** A text file read, with what was wrong. */
export interface ReadText {
  readonly source: SourceText;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a text file. One that is not UTF-8 is read as well as can be, with a diagnostic `encoding`. */
export async function readText(
  fs: FileSystem,
  file: Pick<SourceFile, 'path' | 'absolute'>,
): Promise<ReadText> {
  const { text, problem } = decodeText(await readBytes(fs, file.absolute));
  const source = { file: file.path, text };
  if (problem === null) return { source, diagnostics: [] };
  return {
    source,
    diagnostics: [
      diagnostic(
        'warning',
        'encoding',
        locator(mapSource(source))(problem.offset),
        `The file is not in UTF-8; it was read as ${problem.readAs}.`,
        { hint: 'Save the file as UTF-8.' },
      ),
    ],
  };
}

/** The diagnostic for a file that the system would not let us read. Any other error is a bug, and thrown on. */
export function unreadable(path: string, error: unknown): Diagnostic {
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  const message = `The file cannot be read: ${error.message}.`;
  return diagnostic('error', 'file-unreadable', { file: path, line: 1, column: 1 }, message, {
    hint: 'Check that the file exists and that you may read it.',
  });
}

/** Runs `work` over all items, `limit` of them at a time, and answers in the items' order. */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
