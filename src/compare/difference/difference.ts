/** What of a page differs. */
export const SUBJECTS = [
  'page',
  'title',
  'heading',
  'link',
  'figure',
  'formula',
  'code',
  'text',
  'structure',
  'file',
] as const;

export type Subject = (typeof SUBJECTS)[number];

/** A part of a text that two pages have, or that one of them has. */
export interface TextSegment {
  readonly kind: 'same' | 'lost' | 'new';
  readonly text: string;
}

/** One thing that differs between two sites. */
export interface Difference {
  readonly subject: Subject;
  readonly kind: 'lost' | 'changed' | 'new';
  /** Whether a reader of the new site has less than one of the old site. */
  readonly isLoss: boolean;
  /** Whether it is a mend of lectern's that makes it. */
  readonly isMended: boolean;
  /** What has become of it, in words: `its anchor has changed`. */
  readonly what: string;
  /** What the old site has, and what the new one has. */
  readonly old?: string;
  readonly new?: string;
  /** How much it is: words of a text, and of all else how often. */
  readonly amount: number;
  /** What stands around it on both sides, and it. */
  readonly segments?: readonly TextSegment[];
  /** The heading that it stands under. */
  readonly section?: string;
  /** The place on the page: a number of a block of the old page, or of the new one where the old one lacks it. */
  readonly block: number;
}

/** How much each thing weighs where readers lack it. */
const WEIGHTS: Readonly<Record<Subject, number>> = {
  page: 500,
  title: 4,
  heading: 6,
  link: 4,
  figure: 12,
  formula: 10,
  code: 8,
  text: 1,
  structure: 2,
  file: 20,
};

/** How grave a difference is: nothing where readers lose nothing. */
export function gravityOf({ subject, kind, isLoss, isMended, amount }: Difference): number {
  if (!isLoss || isMended) return 0;
  return WEIGHTS[subject] * amount * (kind === 'changed' ? 0.7 : 1);
}

/** How many of one kind of thing there are, and what has become of them, every page counted. */
export interface Tally {
  readonly old: number;
  readonly new: number;
  /** How many of the old site's the new site has as they were. */
  readonly kept: number;
  readonly lost: number;
  readonly changed: number;
  readonly added: number;
  /** How many were lost, changed or added by a mend of lectern's; they count as nothing else. */
  readonly mended: number;
}
