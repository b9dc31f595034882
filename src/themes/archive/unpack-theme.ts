import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ArchiveError, type ArchiveLimits } from './archive-error.js';
import type { FetchedArchive } from './fetch-archive.js';
import { readTar } from './read-tar.js';

/** What was unpacked. */
export interface UnpackedTheme {
  /** The commit that the archive says it is of, 40 hexadecimal digits; null where it says none. */
  readonly commit: string | null;
  /** The fingerprint of all files that were kept, by their paths: of equal files it is the same. */
  readonly hash: string;
  readonly files: number;
  readonly bytes: number;
}

/** What of a repository a theme is: nothing else of it is kept. */
const KEPT =
  /^(?:(?:_layouts|_includes|_sass|_data|assets)\/.|_config\.yml$|[^/]*\.gemspec$|LICEN[CS]E(?:\.[a-z]+)?$)/;

/**
 * Unpacks what a theme consists of from an archive into an empty folder (absolute), without the archive's own topmost folder.
 * Every byte and every path is checked before it is used: nothing is written outside of the folder, no link is made, and
 * what is too large is refused. Throws an {@link ArchiveError}.
 */
export async function unpackTheme(
  { body, type }: FetchedArchive,
  folder: string,
  limits: ArchiveLimits,
): Promise<UnpackedTheme> {
  const hashes = new Map<string, string>();
  let [commit, entries, bytes]: [string | null, number, number] = [null, 0, 0];
  let current:
    | { readonly path: string; readonly file: FileHandle; readonly hash: ReturnType<typeof createHash> }
    | undefined;
  let wanted: string | undefined;
  const begin = async (): Promise<NonNullable<typeof current>> => {
    const name = wanted ?? '';
    const absolute = path.join(folder, ...name.split('/'));
    mkdirSync(path.dirname(absolute), { recursive: true });
    // A file that is there already is a name in another letter case, or a second one of its name.
    const file = await open(absolute, 'wx').catch((error: unknown) => {
      throw new ArchiveError(`the file ${name} in it cannot be written (${codeOf(error)})`);
    });
    current = { path: name, file, hash: createHash('sha256') };
    return current;
  };
  const source = unzipped(body, type, limits);
  try {
    await readTar(source, {
      comment: (text) => {
        if (/^[0-9a-f]{40}$/.test(text)) commit = text;
      },
      file: (found) => {
        entries++;
        if (entries > limits.entries) throw new ArchiveError(`it has more than ${limits.entries} files`);
        const name = pathInside(found.path);
        if (name === undefined || !KEPT.test(name) || !isPortable(name)) return false;
        bytes += found.size;
        if (hashes.size >= limits.files || bytes > limits.bytes)
          throw new ArchiveError('the theme in it is too large');
        wanted = name;
        return true;
      },
      data: async (part) => {
        const { file, hash } = current ?? (await begin());
        hash.update(part);
        await file.write(part);
      },
      end: async () => {
        const { path: name, file, hash } = current ?? (await begin());
        await file.close();
        current = undefined;
        hashes.set(name, hash.digest('hex'));
      },
    });
  } finally {
    await current?.file.close();
    // What stands behind the end of an archive is not waited for.
    await source.return(undefined);
  }
  if (hashes.size === 0) throw new ArchiveError('there is no theme in it');
  const all = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, hash]) => `${hash}  ${name}\n`);
  const hash = `sha256-${createHash('sha256').update(all.join('')).digest('hex')}`;
  return { commit, hash, files: hashes.size, bytes };
}

/**
 * The path of an entry without the archive's topmost folder; undefined for what lies beside it. A path that is absolute, leads
 * out or cannot be a file's everywhere says that the archive is not what it should be.
 */
function pathInside(name: string): string | undefined {
  const parts = name.replace(/^(?:\.\/)+/, '').split('/');
  const isBad =
    /^[/\\]|^[a-z]:|[\\\0-\x1f]/i.test(name) ||
    parts.some((part) => part === '..' || part === '.' || part === '' || Buffer.byteLength(part) > 255);
  if (isBad || name.length > 4096)
    throw new ArchiveError(
      `a path in it leads elsewhere or is too long (${JSON.stringify(name.slice(0, 60))})`,
    );
  return parts.length < 2 ? undefined : parts.slice(1).join('/');
}

/** Names that are devices of Windows, whatever stands behind a period in them. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?: *\..*)?$/i;

/**
 * Whether a file can have a path on every system: by Windows' rules for names (Microsoft, "Naming Files, Paths, and
 * Namespaces"), by which a colon writes into another stream of a file. One that cannot is left out everywhere, so that a theme
 * has the same fingerprint on each.
 */
function isPortable(name: string): boolean {
  return !name.split('/').some((part) => /[<>:"|?*]|[. ]$/.test(part) || DEVICE.test(part));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** The bytes of an archive unpacked. One that a server has unpacked on the way is taken as it is. */
async function* unzipped(
  body: AsyncIterable<Uint8Array>,
  type: string,
  { unpacked, ratio }: ArchiveLimits,
): AsyncGenerator<Uint8Array> {
  let [received, count] = [0, 0];
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const part of body) {
      received += part.length;
      yield part;
    }
  };
  const source = counted();
  const first = await source.next();
  if (first.done === true) throw new ArchiveError('it is empty');
  const isZipped = first.value[0] === 0x1f && (first.value.length < 2 || first.value[1] === 0x8b);
  if (!isZipped && /^text\/|html|json/i.test(type))
    throw new ArchiveError(`it is no archive but ${type.replace(/;.*$/s, '')}`);
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    yield* source;
  };
  const input = Readable.from(all());
  const gunzip = createGunzip();
  const stream = isZipped ? gunzip : input;
  // What fails on the way in ends the way out.
  if (isZipped) pipeline(input, gunzip, () => {});
  try {
    for await (const part of stream) {
      count += part.length;
      if (count > unpacked) throw new ArchiveError(`it unpacks to more than ${unpacked} bytes`);
      if (count > LEAST && count > received * ratio)
        throw new ArchiveError('it unpacks to far more than it is, as no theme does');
      yield part;
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError('it is damaged or breaks off');
  } finally {
    stream.destroy();
    input.destroy();
  }
}

/** Of less, in bytes, the ratio says nothing. */
const LEAST = 4 * 1024 * 1024;
