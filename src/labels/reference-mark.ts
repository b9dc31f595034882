import { LABEL_KINDS, type LabelKind } from './label.js';

/**
 * What a reference shows: the `address` of what it leads to; its `name`, as "Theorem 4.2"; its `number` alone; its number
 * `in-parentheses`, as equations have it; or a number `behind` the name of a kind, where it is of that kind. A `picture` refers
 * to its own variants (`picture-mark.ts`).
 */
const FORMS = ['address', 'name', 'number', 'in-parentheses', 'behind', 'picture'] as const;

export type ReferenceForm = (typeof FORMS)[number];

/** A reference whose target is known only when all pages are made. */
export interface ReferenceMark {
  readonly form: ReferenceForm;
  /** Of a number `behind` a name: the kind that has the name. */
  readonly kind?: LabelKind | undefined;
  /** The page that makes it, as {@link originOf} names it. */
  readonly origin: string;
  /** `#name`, or the address of a page, as that page would have it, with `#name`. */
  readonly target: string;
}

/*
 * Until all pages are made, such a reference is a mark of Unicode noncharacters, as formulas are (`math/formula/formula.ts`):
 * templates see nothing of it but its target. It says who makes the reference, as templates may show it on any page.
 */
const OPEN = '\uFDEA';
const BORDER = '\uFDEB';
const CLOSE = '\uFDEC';
/** The digit 0 of a number in base eight; the others follow it. */
const ZERO = 0xfdd8;

const SHAPE = '\uFDEA([\uFDD8-\uFDDF]{4,})\uFDEB([^\uFDD0-\uFDEF<>"]*)\uFDEC';
const MARK = new RegExp(SHAPE, 'g');
const ONE_MARK = new RegExp(SHAPE);
/** What templates that cut texts have left of marks. */
const REMAINS = /[\uFDD7-\uFDDF\uFDEA-\uFDEC\uFDEF]/g;
/** What no target of a mark can have in it. */
const UNMARKABLE = /[\s\p{Cc}\uFDD0-\uFDEF<>"'&]/u;

/** Whether a reference to this target can be a mark. */
export function isMarkable(target: string): boolean {
  return target.length <= 500 && !UNMARKABLE.test(target);
}

/** The mark of a reference. */
export function referenceMark({ form, kind, origin, target }: ReferenceMark): string {
  const kindNumber = kind === undefined ? 0 : LABEL_KINDS.indexOf(kind) + 1;
  const digits = `${FORMS.indexOf(form)}${kindNumber.toString(8).padStart(2, '0')}${origin}`;
  const unseen = Array.from(digits, (digit) => String.fromCharCode(ZERO + Number(digit))).join('');
  return `${OPEN}${unseen}${BORDER}${target}${CLOSE}`;
}

/** The name of a page in marks, by the path of its file: digits of base eight. */
export function originOf(file: string): string {
  // FNV-1a: two pages of a course with one name are as good as impossible.
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(file)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return `${hash.toString(8)}${file.length.toString(8)}`;
}

/** Whether there is a mark in a text, or what is left of one. */
export function hasReferenceMarks(text: string): boolean {
  return text.search(REMAINS) >= 0;
}

/** A text with what `shown` gives in place of each mark; one for which it gives undefined stays. */
export function replaceReferenceMarks(text: string, shown: (mark: string) => string | undefined): string {
  return text.replace(MARK, (mark) => shown(mark) ?? mark);
}

/** The different marks in a text, in its order. */
export function referenceMarksIn(text: string): string[] {
  return hasReferenceMarks(text) ? [...new Set(Array.from(text.matchAll(MARK), ([mark]) => mark))] : [];
}

/** The reference that a mark stands for; undefined for what is none. */
export function readReferenceMark(mark: string): ReferenceMark | undefined {
  const [, unseen, target] = ONE_MARK.exec(mark) ?? [];
  return unseen === undefined || target === undefined ? undefined : readMark(unseen, target);
}

/** A text without what is left of marks; of whole ones the target stays. */
export function withoutReferenceMarks(text: string): string {
  return text.replace(MARK, (_, _unseen: string, target: string) => target).replace(REMAINS, '');
}

function readMark(unseen: string, target: string): ReferenceMark | undefined {
  const digits = Array.from(unseen, (one) => String(one.charCodeAt(0) - ZERO)).join('');
  const form = FORMS[Number(digits.slice(0, 1))];
  if (form === undefined) return undefined;
  const kind = LABEL_KINDS[Number.parseInt(digits.slice(1, 3), 8) - 1];
  return { form, kind, origin: digits.slice(3), target };
}
