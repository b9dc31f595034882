import { textFingerprint } from '../cache/index.js';
import { attributeOf, htmlPieces } from '../math/index.js';

/** What readers have of a page, by which is told whether a change of its source changed anything else than was meant. */
export interface PageFacts {
  /** Path of its source, relative to the course. */
  readonly source: string;
  /** A fingerprint of its text and formulas, without white space. */
  readonly text: string;
  /** The URLs of its links, pictures, scripts and the like, in their order. */
  readonly urls: readonly string[];
}

/** Reads these facts in a finished page. */
export function pageFacts(source: string, html: string): PageFacts {
  const urls: string[] = [];
  let text = '';
  for (const piece of htmlPieces(html)) {
    const written = html.slice(piece.from, piece.to);
    if (piece.kind === 'text') text += written.replace(/\s+/g, '');
    else if (piece.kind === 'tag' && !piece.closing)
      urls.push(...[attributeOf(written, 'href'), attributeOf(written, 'src')].filter(isGiven));
  }
  return { source, text: textFingerprint(text), urls };
}

function isGiven(url: string | undefined): url is string {
  return url !== undefined;
}
