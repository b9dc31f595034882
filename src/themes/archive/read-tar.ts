import { ArchiveError } from './archive-error.js';

/** A plain file in an archive. */
export interface TarFile {
  /** Its path as the archive has it. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** Who is told of what an archive holds. */
export interface TarListener {
  /** Of each plain file: whether its bytes are wanted. They then follow, in the order of the archive. */
  readonly file: (file: TarFile) => boolean;
  readonly data: (bytes: Uint8Array) => Promise<void>;
  /** All bytes of a wanted file have come. */
  readonly end: () => Promise<void>;
  /** The comment of the archive as a whole, which git has for the commit. */
  readonly comment: (text: string) => void;
}

const BLOCK = 512;
/** A name is no longer than a few blocks. */
const LONGEST_HEADER = 64 * 1024;

/** What an entry's header says, as far as it counts here. */
interface Header {
  readonly name: string;
  readonly size: number;
  readonly kind: string;
}

/**
 * Reads an archive in the format of POSIX (ustar and pax, IEEE Std 1003.1, "pax") or of GNU, as `git archive` and GitHub write
 * it. Nothing is written: plain files alone are told of, and links, folders and devices passed over. Throws an
 * {@link ArchiveError} where it is no such archive or breaks off.
 */
export async function readTar(chunks: AsyncIterable<Uint8Array>, listener: TarListener): Promise<void> {
  const source = byteSource(chunks);
  let long: { readonly path?: string; readonly size?: number } = {};
  let count = 0;
  for (;;) {
    const block = await source.take(BLOCK);
    if (block === undefined) {
      if (count === 0) throw new ArchiveError('it is empty');
      throw new ArchiveError('it breaks off');
    }
    if (block.every((byte) => byte === 0)) return;
    const header = readHeader(block);
    count++;
    if (header.kind === 'g' || header.kind === 'x' || header.kind === 'L') {
      if (header.size > LONGEST_HEADER) throw new ArchiveError('a name in it is too long');
      const text = new TextDecoder().decode(await whole(source, header.size));
      const records =
        header.kind === 'L' ? new Map([['path', text.replace(/\0.*$/s, '')]]) : paxRecords(text);
      if (header.kind === 'g') {
        const comment = records.get('comment');
        if (comment !== undefined) listener.comment(comment);
      } else {
        const [path, size] = [records.get('path'), records.get('size')];
        long = {
          ...long,
          ...(path === undefined ? {} : { path }),
          ...(size === undefined ? {} : { size: sizeOf(Number(size)) }),
        };
      }
      continue;
    }
    const { path = header.name, size = header.size } = long;
    long = {};
    const isFile = header.kind === '0' || header.kind === '\0' || header.kind === '7';
    const isWanted = isFile && listener.file({ path, size });
    await each(source, size, async (bytes) => {
      if (isWanted) await listener.data(bytes);
    });
    if (isWanted) await listener.end();
  }
}

function readHeader(block: Uint8Array): Header {
  const text = (from: number, length: number): string =>
    new TextDecoder().decode(block.subarray(from, from + length)).replace(/\0.*$/s, '');
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (Number.parseInt(text(148, 8), 8) !== sum)
    throw new ArchiveError('it is no archive of the kind .tar.gz');
  const prefix = text(257, 5) === 'ustar' && text(257, 8) !== 'ustar  ' ? text(345, 155) : '';
  const name = text(0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: sizeOf(numberAt(block.subarray(124, 136))),
    kind: String.fromCharCode(block[156] ?? 0),
  };
}

/** A number in octal digits, or by GNU in bytes behind a first bit that is set. */
function numberAt(field: Uint8Array): number {
  const [first = 0] = field;
  if (first < 128) return Number.parseInt(new TextDecoder().decode(field).replace(/[\0 ]+/g, '') || '0', 8);
  return field.reduce((total, byte, at) => total * 256 + (at === 0 ? byte & 127 : byte), 0);
}

function sizeOf(number: number): number {
  if (!Number.isSafeInteger(number) || number < 0) throw new ArchiveError('a size in it cannot be read');
  return number;
}

/** Records `LENGTH KEY=VALUE\n`, whose length counts itself, in bytes. */
function paxRecords(text: string): Map<string, string> {
  const records = new Map<string, string>();
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    const [, length = ''] = /^(\d{1,6}) /.exec(rest.subarray(0, 7).toString('latin1')) ?? [];
    const record = rest.subarray(length.length + 1, Number(length) - 1).toString('utf8');
    const equals = record.indexOf('=');
    // A length that does not even count itself would have the next record begin where this one does.
    if (Number(length) <= length.length + 1 || Number(length) > rest.length || equals < 0)
      throw new ArchiveError('what it says of a file cannot be read');
    records.set(record.slice(0, equals), record.slice(equals + 1));
    rest = rest.subarray(Number(length));
  }
  return records;
}

/** The bytes of an archive, as many at a time as are asked for. */
interface ByteSource {
  /** So many bytes; undefined at the end. Throws where there are fewer. */
  readonly take: (count: number) => Promise<Uint8Array | undefined>;
  /** At most so many bytes, as they have come. */
  readonly some: (most: number) => Promise<Uint8Array>;
}

function byteSource(chunks: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array();
  const more = async (): Promise<boolean> => {
    const { done, value } = await iterator.next();
    if (done === true) return false;
    held = value;
    return true;
  };
  const some = async (most: number): Promise<Uint8Array> => {
    while (held.length === 0) if (!(await more())) throw new ArchiveError('it breaks off');
    const taken = held.subarray(0, most);
    held = held.subarray(taken.length);
    return taken;
  };
  return {
    some,
    take: async (count) => {
      while (held.length === 0) if (!(await more())) return undefined;
      const parts: Uint8Array[] = [];
      for (let missing = count; missing > 0; ) {
        const part = await some(missing);
        parts.push(part);
        missing -= part.length;
      }
      return parts.length === 1 ? parts[0] : Buffer.concat(parts);
    },
  };
}

/** Passes on the bytes of an entry, and passes over what fills its last block. */
async function each(
  source: ByteSource,
  size: number,
  use: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  for (let missing = size; missing > 0; ) {
    const part = await source.some(missing);
    await use(part);
    missing -= part.length;
  }
  for (let missing = (BLOCK - (size % BLOCK)) % BLOCK; missing > 0; ) {
    missing -= (await source.some(missing)).length;
  }
}

async function whole(source: ByteSource, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  await each(source, size, async (bytes) => void parts.push(bytes));
  return Buffer.concat(parts);
}
