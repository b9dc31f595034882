import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import {
  ENCODING,
  type ImageEncoder,
  type InstalledEncoder,
  type VariantFormat,
} from '../../images/index.js';
import { type PictureMark, readPictureMark } from '../../labels/index.js';
import { type FileMemory, keyPlace, type Site, type SourceFile } from '../../site/index.js';
import type { GeneratedSiteFile } from '../context/index.js';
import type { ImageHeaders } from '../scan/index.js';
import type { VariantStore } from './variant-store.js';
import { variantWidths } from './variant-widths.js';

/** Variants of the pictures of one build: smaller files, of which a browser loads the one that it needs. */
export interface PictureVariants {
  /** Begins to make those of the pictures that these marks stand for; any other mark is passed over. */
  readonly begin: (marks: readonly string[]) => void;
  /** Answers when all that have been begun are made. */
  readonly settled: () => Promise<MadeVariants>;
}

/** Variants that have been made. */
export interface MadeVariants {
  /** The attributes, as HTML, that stand for the mark of a picture: '' where it has no variant; undefined for any other mark. */
  readonly attributesOf: (mark: string) => string | undefined;
  /** By their paths in the site. */
  readonly files: ReadonlyMap<string, GeneratedSiteFile>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What variants are made with. */
export interface VariantOptions {
  readonly site: Site;
  readonly headers: ImageHeaders;
  /** What is known of the files of the course; absent where they may be others than the disk has. */
  readonly memory: FileMemory | undefined;
  /** Undefined where no encoder is installed. */
  readonly installed: InstalledEncoder | undefined;
  readonly store: (version: string) => VariantStore;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** A picture, and the variants of it that pages ask for. */
interface Picture {
  readonly file: SourceFile;
  readonly width: number;
  readonly height: number;
  readonly sitePath: string;
  readonly wanted: Set<number>;
  /** Those that are smaller than the picture, in bytes, by their widths. */
  readonly made: Map<number, { readonly name: string; readonly outputPath: string }>;
  underWay: Promise<void> | undefined;
}

/** A file with more bytes is left as it is: each picture that is encoded lies in memory. */
const LARGEST = 64 * 1024 * 1024;

/** Where variants lie in the site. */
const FOLDER = 'assets/variants';

/** What is known while the variants of one build are made. */
interface Work extends VariantOptions {
  /** By which encoder they are made, and in which way. */
  readonly version: string;
  readonly openedStore: VariantStore | undefined;
  /** The pictures at paths of the site; undefined for what is none, or is left as it is. */
  readonly pictures: Map<string, Picture | undefined>;
  /** What is said of pictures that are damaged, by their paths in the site. */
  readonly broken: Map<string, Diagnostic>;
  readonly limited: (job: () => Promise<void>) => Promise<void>;
  encoder: ImageEncoder | undefined;
  /** Whether no encoder is installed, or it cannot be loaded. */
  isUnusable: boolean;
  /** How many jobs have been begun, and are done. */
  total: number;
  done: number;
}

/** Makes the variants of one build, as many pictures at a time as there are processors. */
export function createPictureVariants(options: VariantOptions): PictureVariants {
  const { installed, store, signal } = options;
  const version = `${installed?.version} ${ENCODING}`;
  const work: Work = {
    ...options,
    version,
    openedStore: installed && store(version),
    pictures: new Map(),
    broken: new Map(),
    limited: limit(availableParallelism()),
    encoder: undefined,
    isUnusable: installed === undefined,
    total: 0,
    done: 0,
  };
  return {
    begin: (marks) => {
      for (const mark of marks) {
        const read = readPictureMark(mark);
        if (read !== undefined) begin(read, work);
      }
    },
    settled: async () => {
      const known = [...work.pictures.values()].flatMap((one) => one ?? []);
      await Promise.all(known.map(({ underWay }) => underWay));
      signal?.throwIfAborted();
      if (known.length > 0) work.openedStore?.tidy();
      return madeVariants(known, work);
    },
  };
}

/** The picture at a path of the site. */
function pictureAt(sitePath: string, { site, headers, pictures }: Work): Picture | undefined {
  if (pictures.has(sitePath)) return pictures.get(sitePath);
  const found = site.files.get(sitePath);
  const header = found?.kind === 'static' ? headers(found.file) : undefined;
  const picture =
    found === undefined || header === undefined || found.file.size > LARGEST
      ? undefined
      : {
          file: found.file,
          width: header.width,
          height: header.height,
          sitePath,
          wanted: new Set<number>(),
          made: new Map(),
          underWay: undefined,
        };
  pictures.set(sitePath, picture);
  return picture;
}

/** Begins to make those variants of a picture that nobody has asked for so far. */
function begin(mark: PictureMark, work: Work): void {
  const { openedStore, limited, signal, broken, progress } = work;
  const picture = pictureAt(mark.path, work);
  if (picture === undefined || openedStore === undefined) return;
  const widths = variantWidths(picture.width, mark.shownWidth).filter((width) => !picture.wanted.has(width));
  if (widths.length === 0) return;
  for (const width of widths) picture.wanted.add(width);
  work.total++;
  const before = picture.underWay ?? Promise.resolve();
  picture.underWay = before.then(() =>
    limited(async () => {
      try {
        await makeVariants(picture, widths, openedStore, work);
      } catch (error) {
        if (signal?.aborted === true) return;
        broken.set(picture.sitePath, damaged(picture, error));
      }
      work.done++;
      progress(work.done, work.total);
    }),
  );
}

/** Makes variants of these widths, as far as the store has not got them. */
async function makeVariants(
  picture: Picture,
  widths: readonly number[],
  store: VariantStore,
  work: Work,
): Promise<void> {
  const { site, memory, installed, signal } = work;
  if (work.isUnusable) return;
  const { format } = site.config.lectern.images;
  const held: { bytes?: Uint8Array } = {};
  const bytesOf = async (): Promise<Uint8Array> => (held.bytes ??= await readFile(picture.file.absolute));
  const hash = await hashOf(picture.file, memory, bytesOf);
  for (const width of widths) {
    const name = `${hash}-${width}.${format}`;
    let size = store.size(name);
    if (size === undefined) {
      signal?.throwIfAborted();
      work.encoder ??= installed?.load();
      if (work.encoder === undefined) {
        work.isUnusable = true;
        return;
      }
      const original = await bytesOf();
      const encoded = await work.encoder.encode(original, width, format);
      const bytes = encoded !== undefined && encoded.length < original.length ? encoded : new Uint8Array(0);
      store.keep(name, bytes);
      size = bytes.length;
    }
    if (size > 0) picture.made.set(width, { name, outputPath: outputPathOf(picture, hash, width, format) });
  }
}

/** What has been made of these pictures. */
function madeVariants(
  known: readonly Picture[],
  { site, version, openedStore: store, installed, isUnusable, pictures, broken }: Work,
): MadeVariants {
  const files = new Map<string, GeneratedSiteFile>();
  for (const { made } of known) {
    for (const { name, outputPath } of made.values()) {
      if (store === undefined || site.files.has(outputPath)) continue;
      files.set(outputPath, {
        kind: 'generated',
        content: () => store.read(name),
        hash: `${version} ${name}`,
      });
    }
  }
  const missing = isUnusable && known.length > 0 ? [notInstalled(site, installed !== undefined)] : [];
  return {
    attributesOf: (mark) => {
      const read = readPictureMark(mark);
      const picture = read && pictures.get(read.path);
      return read === undefined ? undefined : picture === undefined ? '' : attributes(picture, read);
    },
    files,
    diagnostics: [...missing, ...[...broken].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)],
  };
}

/** Jobs of which only so many run at a time. */
function limit(most: number): (job: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (job) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      await job();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}

/** The fingerprint of a file's bytes, for which the file is read only where it is not known. */
async function hashOf(
  file: SourceFile,
  memory: FileMemory | undefined,
  bytesOf: () => Promise<Uint8Array>,
): Promise<string> {
  const known = memory?.recall('picture', file);
  if (known !== undefined) return known.hash;
  const hash = createHash('sha256')
    .update(await bytesOf())
    .digest('hex')
    .slice(0, 32);
  memory?.keep('picture', file, { hash });
  return hash;
}

function outputPathOf({ sitePath }: Picture, hash: string, width: number, format: VariantFormat): string {
  const { name } = path.posix.parse(sitePath);
  return `${FOLDER}/${name}-${hash.slice(0, 12)}-${width}.${format}`;
}

/** `srcset` and `sizes` of a picture: what serves the reader's screen, and the picture itself where no variant is as wide. */
function attributes(
  { sitePath, width: own, wanted, made }: Picture,
  { root, shownWidth, margins }: PictureMark,
): string {
  const widths = variantWidths(own, shownWidth);
  const offers = widths.flatMap((width) => {
    const variant = made.get(width);
    return variant === undefined ? [] : [`${root}${encodedPath(variant.outputPath)} ${width}w`];
  });
  if (offers.length === 0 || wanted.size === 0) return '';
  if (!made.has(widths.at(-1) ?? own)) offers.push(`${root}${encodedPath(sitePath)} ${own}w`);
  const srcset = offers.join(', ').replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const narrow = margins === 0 ? '100vw' : `calc(100vw - ${margins}px)`;
  return `srcset="${srcset}" sizes="(max-width: ${shownWidth + margins}px) ${narrow}, ${shownWidth}px"`;
}

/** A path as it stands in a `srcset`, which blanks and commas would end. */
function encodedPath(sitePath: string): string {
  return sitePath.split('/').map(encodeURIComponent).join('/');
}

function damaged({ file }: Picture, error: unknown): Diagnostic {
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  const message = `No smaller variants of this picture could be made, so it is shown as it is: ${said}`;
  const place = { file: file.path, line: 1, column: 1 };
  return diagnostic('warning', 'image-damaged', place, message, {
    hint: 'Open it in a program for pictures and save it again; browsers may show only a part of it.',
  });
}

function notInstalled({ config }: Site, isHalf: boolean): Diagnostic {
  const place = keyPlace(config, 'lectern', 'images', 'optimise');
  const why = isHalf ? 'sharp is installed, but cannot run on this machine' : 'sharp is not installed';
  const message = `Pictures are published as they are, without smaller variants: ${why}.`;
  return diagnostic('warning', 'image-encoder-missing', place, message, {
    hint: 'Run `npm install --save-dev sharp` in the folder of the course, or take out `optimise: true`.',
  });
}
