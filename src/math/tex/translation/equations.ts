import type { MathConfig } from '../../config/index.js';
import type { TexNote } from '../syntax/tex-error.js';
import type { EquationTag } from './node.js';

/** What a reference to an equation shows and leads to. */
export interface LabelTarget {
  /** The equation's tag as TeX of text mode, without parentheses. */
  readonly tag: string;
  /** The same as `\eqref` shows it. */
  readonly shown: string;
  /** The same with the name of its kind, as `\cref` shows it: `Equation (4.2)`. Absent where kinds have no names. */
  readonly name?: string;
  /** The id of the element that holds the equation. */
  readonly id: string;
  /** The address of the page that has it, where that is another. */
  readonly page?: string;
  /** The pages that have it, where these are several others. */
  readonly pages?: readonly string[];
}

/** Labels with what they lead to. Plain data. */
export type LabelTargets = readonly (readonly [label: string, target: LabelTarget])[];

/** The numbering of a page's equations, as far as the page has been read. */
export interface Equations {
  readonly numbering: MathConfig['tags'];
  /** What ids of equations start with. MathJax 2 and 3 differ, and pages link to them. */
  readonly idPrefix: string;
  /** What stands before each number, as the number of a lecture with a point. */
  readonly prefix: string;
  /** The last number given. */
  count: number;
  readonly labels: Map<string, LabelTarget>;
  /** What stands around numbers, by the names that `\newtagform` gives. */
  readonly forms: Map<string, TagForm>;
  /** The one that holds, where it is not a pair of parentheses. */
  form: TagForm | undefined;
}

/** What stands around the number of an equation, as TeX of text mode. */
export interface TagForm {
  readonly left: string;
  readonly right: string;
  /** A command that the number is an argument of, or ''. */
  readonly inner: string;
}

/** One line of an equation while it is read. */
export interface RowState {
  /** Whether it gets a number unless something is said against it. */
  numbered: boolean;
  tag: EquationTag | undefined;
  readonly labels: { readonly name: string; readonly at: number }[];
}

/** Equations that are yet to be numbered, each with `prefix` before its number. */
export function newEquations(
  { tags, version }: Pick<MathConfig, 'tags' | 'version'>,
  prefix: string,
): Equations {
  return {
    prefix,
    numbering: tags,
    idPrefix: version === 2 ? 'mjx-eqn-' : 'mjx-eqn:',
    count: 0,
    labels: new Map(),
    forms: new Map(),
    form: undefined,
  };
}

export function newRow(numbered: boolean): RowState {
  return { numbered, tag: undefined, labels: [] };
}

/** What a finished line has beside it, and the ids by which other pages and formulas lead to it. */
export interface FinishedRow {
  readonly tag: EquationTag | undefined;
  readonly ids: readonly string[];
  readonly notes: readonly TexNote[];
}

/**
 * Gives a finished line its tag or number, and its labels their target (`AbstractTags.finishEquation` in MathJax
 * 3's `Tags.ts`). A line's own tag does not count as a number; a label of a line without either leads nowhere.
 */
export function finishRow(row: RowState, equations: Equations): FinishedRow {
  const tag =
    row.tag ?? (row.numbered ? { tex: `${equations.prefix}${++equations.count}`, bare: false } : undefined);
  if (tag === undefined) return { tag, ids: [], notes: [] };
  const shown = tag.bare ? tag : formed(tag, equations);
  if (row.labels.length === 0) {
    const id = idOf(tag.tex, equations);
    return { tag: { ...shown, id }, ids: [id], notes: [] };
  }
  const notes: TexNote[] = [];
  const ids: string[] = [];
  for (const { name, at } of row.labels) {
    if (equations.labels.has(name)) {
      notes.push({
        fault: 'math-repeated-label',
        at,
        message: `The label "${name}" is given to two equations of this page.`,
        hint: 'Give one of them another label: references lead to the first.',
      });
      continue;
    }
    const id = idOf(name, equations);
    const { tex, bare } = formed({ tex: tag.tex, bare: false }, equations);
    equations.labels.set(name, { tag: tag.tex, shown: bare ? tex : `(${tex})`, id });
    ids.push(id);
  }
  const [id] = ids;
  return { tag: id === undefined ? shown : { ...shown, id }, ids, notes };
}

/** A tag within what `\usetagform` puts around numbers; in parentheses, which KaTeX adds, where nothing does. */
function formed(tag: EquationTag, { form }: Equations): EquationTag {
  if (form === undefined) return tag;
  const { left, inner, right } = form;
  return { ...tag, tex: `${left}${inner === '' ? tag.tex : `${inner}{${tag.tex}}`}${right}`, bare: true };
}

/** MathJax's id for an equation: white space becomes `_`. What could not stand in a link goes, too. */
function idOf(name: string, { idPrefix }: Equations): string {
  return `${idPrefix}${name.replace(/\s/g, '_').replace(/["'<>&\\{}$%#^~]/g, '')}`;
}
