/**
 * A formula in KaTeX's own dialect, in pieces that still know where the author wrote what they come from. A list
 * is a group whose pieces follow one another.
 */
export type Piece = TexPiece | ReferencePiece | EquationPiece | readonly Piece[];

export interface TexPiece {
  readonly kind: 'tex';
  readonly tex: string;
  /** Offset (UTF-16 units) in the author's formula. */
  readonly at: number;
}

/** `\ref` or `\eqref`: becomes a link when every label of the page is known. */
export interface ReferencePiece {
  readonly kind: 'reference';
  readonly label: string;
  /** Whether the number stands in parentheses. */
  readonly parentheses: boolean;
  /** Whether it stands within text rather than within mathematics. */
  readonly inText: boolean;
  readonly at: number;
}

/** Lines of a displayed equation. What they become depends on whether they are all of the formula. */
export interface EquationPiece {
  readonly kind: 'equation';
  readonly layout: EquationLayout;
  /** How many pairs of columns an `alignat` has. */
  readonly pairs?: string;
  readonly rows: readonly EquationRow[];
  readonly at: number;
}

/** `single`: one line; `gather`: centred lines; `multline`: first line left, last line right. */
export type EquationLayout = 'single' | 'align' | 'alignat' | 'gather' | 'multline';

export interface EquationRow {
  readonly pieces: readonly Piece[];
  readonly tag: EquationTag | undefined;
  /** The extra space below, as written in `\\[…]`, or ''. */
  readonly gap: string;
}

/** What stands beside an equation, as TeX of text mode. */
export interface EquationTag {
  readonly tex: string;
  /** Whether it stands as it is, without parentheses (`\tag*`). */
  readonly bare: boolean;
  /** The id of the equation, to which the tag links. */
  readonly id?: string;
}

export function tex(text: string, at: number): TexPiece {
  return { kind: 'tex', tex: text, at };
}

/** Whether nothing of the pieces shows: they are white space or nothing. */
export function isBlank(pieces: readonly Piece[]): boolean {
  return pieces.every((piece) => {
    if (isGroup(piece)) return isBlank(piece);
    return piece.kind === 'tex' && piece.tex.trim() === '';
  });
}

/** Whether the piece is a list of pieces. (`Array.isArray` does not narrow readonly arrays.) */
export function isGroup(piece: Piece): piece is readonly Piece[] {
  return Array.isArray(piece);
}
