import { skipSpaces } from '../syntax/reader.js';
import { type Piece, tex } from './piece.js';
import { frameOf, type Translation } from './translation.js';

/**
 * Pieces as one large operator, `\mathop{…}`. As in TeX its limits stand below and above it in a displayed
 * formula, where nothing else is said behind it; KaTeX would set them beside it.
 */
export function operatorPieces(translation: Translation, content: readonly Piece[], at: number): Piece[] {
  const following = skipSpaces(translation.reader)?.text;
  const isLimited = following === '_' || following === '^';
  const limits = isLimited && frameOf(translation).displayStyle ? [tex('\\limits', at)] : [];
  return [tex('\\mathop{', at), content, tex('}', at), ...limits];
}
