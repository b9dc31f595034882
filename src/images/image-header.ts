import { avifHeader } from './avif.js';
import { type ByteReader, letters, withBytes } from './byte-reader.js';
import { gifHeader } from './gif.js';
import { jpegHeader } from './jpeg.js';
import { pngHeader } from './png.js';
import { svgHeader } from './svg.js';
import { webpHeader } from './webp.js';

/** What a picture's first bytes say of it. */
export interface ImageHeader {
  /** In CSS pixels, as browsers show it where nothing else is said: turned as a camera says, and more than 0. */
  readonly width: number;
  readonly height: number;
  /** Whether these are no size but a ratio: an SVG that has a `viewBox` and no size is as wide as there is room. */
  readonly isRatio: boolean;
  /** Whether what lies behind the picture can be seen through parts of it. */
  readonly isTransparent: boolean;
}

/** What the names of files end with that may be pictures whose headers are known. */
export const IMAGE_NAME = /\.(?:png|apng|jpe?g|jfif|gif|webp|svg|avif)$/i;

/**
 * Reads the header of a picture (PNG, JPEG, GIF, WebP, AVIF, SVG), which is what its bytes are and not what its name says.
 * Of most files these are the first few KB. Undefined for what is none, or is damaged there, or cannot be read.
 */
export function readImageHeader(file: string): ImageHeader | undefined {
  try {
    return withBytes(file, imageHeader);
  } catch (error) {
    // What is no file, or nobody may read, has no size.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** {@link readImageHeader} of bytes, wherever they lie. */
export function imageHeader(read: ByteReader): ImageHeader | undefined {
  const header = formatOf(read(0, 12))(read);
  if (header === undefined) return undefined;
  const isSized = [header.width, header.height].every((length) => length >= 0.5 && length < 2 ** 31);
  return isSized ? header : undefined;
}

type HeaderReader = (read: ByteReader) => ImageHeader | undefined;

function formatOf(start: Uint8Array): HeaderReader {
  const text = letters(start);
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return pngHeader;
  if (text.startsWith('\xff\xd8\xff')) return jpegHeader;
  if (/^GIF8[79]a/.test(text)) return gifHeader;
  if (text.startsWith('RIFF') && text.endsWith('WEBP')) return webpHeader;
  if (text.startsWith('ftyp', 4)) return avifHeader;
  return svgHeader;
}
