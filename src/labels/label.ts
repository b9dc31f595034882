import type { Place } from '../diagnostics/index.js';

/**
 * What of a lecture is named with a number, or by its text: each with what it is counted together with. As in most
 * textbooks, theorems and what is proved or defined like them share one count, so that readers find 4.3 behind 4.2.
 */
const COUNTERS = {
  theorem: 'theorem',
  lemma: 'theorem',
  corollary: 'theorem',
  proposition: 'theorem',
  definition: 'theorem',
  example: 'example',
  exercise: 'exercise',
  remark: 'remark',
  figure: 'figure',
  table: 'table',
  listing: 'listing',
  equation: 'equation',
} as const;

/** A kind of what is numbered. */
export type NumberedKind = keyof typeof COUNTERS;

/** A kind of what can be referred to; a `section` goes by its heading. */
export type LabelKind = NumberedKind | 'section';

/** The kinds in a fixed order, which marks tell them by. */
export const LABEL_KINDS: readonly LabelKind[] = [
  ...Object.keys(COUNTERS).filter((name): name is NumberedKind => name in COUNTERS),
  'section',
];

/** What a kind is counted with. */
export function counterOf(kind: NumberedKind): string {
  return COUNTERS[kind];
}

/** Something on a page that can be referred to. */
export interface Label {
  /** The name by which it is referred to: the id that its author gave, or the name of a `\label`. */
  readonly name: string;
  readonly kind: LabelKind;
  /** Its number as it stands beside it; of a section the text of its heading. */
  readonly number: string;
  /** The text of a heading that has formulas, as HTML without tags in which these are marks of its page. */
  readonly marked?: string;
  /** The number as `\eqref` shows it, where that is not the number in parentheses. */
  readonly inParentheses?: string;
  /** The id of its element, where that is another than its name. */
  readonly id?: string;
}

/** A reference that a page's text makes and that could not be resolved within that text. */
export interface Mention {
  /** Whether it has words of its author's in place of the name of what it leads to. */
  readonly hasOwnWords?: true;
  /** `#name`, or the address of a page with `#name`. */
  readonly target: string;
  readonly place: Place;
  /** It as it is written. */
  readonly text: string;
}
