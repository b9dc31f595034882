import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The formats in which variants of pictures are made, by the names that files of them end with. */
export type VariantFormat = 'webp' | 'avif';

/** sharp as it is installed, which takes a moment to load. */
export interface InstalledEncoder {
  /** Of equal pictures, versions and {@link ENCODING} the variants are the same. */
  readonly version: string;
  /** Undefined where it is not installed for this machine. */
  readonly load: () => ImageEncoder | undefined;
}

/** Makes smaller variants of pictures. */
export interface ImageEncoder {
  /**
   * Pictures of PNG or JPEG, turned as a camera says, in sRGB, so many pixels wide and in a format. Rejects with an error that says
   * what is wrong with the picture; undefined where the picture is in another format, or moves.
   */
  readonly encode: (
    picture: Uint8Array,
    width: number,
    format: VariantFormat,
  ) => Promise<Uint8Array | undefined>;
}

/** A picture with so many bits in the file for each of its pixels is no drawing, whose areas are of one colour. */
const BITS_OF_PHOTO = 5;

/** Photos lose nothing that is seen by these; AVIF counts differently. */
const QUALITY = { webp: 80, avif: 55 } as const;
/** Letters and thin lines of drawings. */
const DRAWING_QUALITY = { webp: 90, avif: 70 } as const;

/** The number of the way in which pictures are encoded here: another way has another number. */
export const ENCODING = 1;

/**
 * Finds sharp, which lectern does not bring along: among lectern's own surroundings or, where `course` (absolute) is given, in
 * what is installed in that folder.
 */
export function findImageEncoder(course: string | undefined): InstalledEncoder | undefined {
  const places = [import.meta.url, ...(course === undefined ? [] : [path.join(course, 'package.json')])];
  for (const place of places) {
    try {
      const require = createRequire(place);
      const file = path.join(path.dirname(require.resolve('sharp')), '..', 'package.json');
      const { version }: { readonly version: string } = JSON.parse(readFileSync(file, 'utf8'));
      return { version, load: () => loadSharp(require) };
    } catch {
      // It is not there.
    }
  }
  return undefined;
}

function loadSharp(require: NodeJS.Require): ImageEncoder | undefined {
  try {
    // What the package declares of itself.
    const sharp: typeof import('sharp').default = require('sharp');
    return imageEncoder(sharp);
  } catch {
    // What it needs on this machine is missing.
    return undefined;
  }
}

function imageEncoder(sharp: typeof import('sharp').default): ImageEncoder {
  // Each picture is another: what sharp would keep of one for the next only takes memory.
  sharp.cache(false);
  return {
    encode: async (picture, width, format) => {
      const { format: own, width: ownWidth, height } = await sharp(picture).metadata();
      if ((own !== 'png' && own !== 'jpeg') || (own === 'png' && isAnimated(picture))) return undefined;
      const isDrawing = own === 'png' && (picture.length * 8) / (ownWidth * height) < BITS_OF_PHOTO;
      const scaled = sharp(picture, { failOn: 'error' })
        .autoOrient()
        .resize({ width, withoutEnlargement: true });
      const encoded =
        format === 'avif'
          ? scaled.avif(
              isDrawing
                ? { quality: DRAWING_QUALITY.avif, chromaSubsampling: '4:4:4' }
                : { quality: QUALITY.avif },
            )
          : scaled.webp(
              isDrawing
                ? { nearLossless: true, quality: DRAWING_QUALITY.webp, effort: 4 }
                : { quality: QUALITY.webp, smartSubsample: own === 'png', effort: 4 },
            );
      return encoded.toBuffer();
    },
  };
}

/** Whether a PNG has more than one frame (the chunk `acTL` in front of its pixels), of which only the first would be left. */
function isAnimated(picture: Uint8Array): boolean {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength);
  const control = bytes.indexOf('acTL', 8, 'latin1');
  return control >= 0 && control < bytes.indexOf('IDAT', 8, 'latin1');
}
