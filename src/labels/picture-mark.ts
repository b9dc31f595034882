import { isMarkable, readReferenceMark, referenceMark } from './reference-mark.js';

/** A picture on a page, whose smaller variants are known only when they have been made. */
export interface PictureMark {
  /** The picture's path in the site. */
  readonly path: string;
  /** What leads from the page to the site's root, with a slash at its end. */
  readonly root: string;
  /** How wide it is shown at most, in CSS pixels. */
  readonly shownWidth: number;
  /** What a narrow screen leaves free beside it, both sides together, in CSS pixels. */
  readonly margins: number;
}

/** Of a mark for which nothing is shown this is left, which browsers pass over. */
const ATTRIBUTE = 'data-picture=';

/**
 * A mark that stands in a picture's start tag, where attributes do, for those by which variants of the picture are offered;
 * undefined for what no mark can say.
 */
export function pictureMark({ path, root, shownWidth, margins }: PictureMark): string | undefined {
  const target = ATTRIBUTE + [String(shownWidth), String(margins), root, path].map(encoded).join('|');
  return isMarkable(target) ? referenceMark({ form: 'picture', origin: '0', target }) : undefined;
}

/** The picture that a mark stands for; undefined for any other mark. */
export function readPictureMark(mark: string): PictureMark | undefined {
  const reference = readReferenceMark(mark);
  if (reference?.form !== 'picture' || !reference.target.startsWith(ATTRIBUTE)) return undefined;
  const [shownWidth = '', margins = '', root = '', path = ''] = reference.target
    .slice(ATTRIBUTE.length)
    .split('|')
    .map(decodeURIComponent);
  return { path, root, shownWidth: Number(shownWidth), margins: Number(margins) };
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}
