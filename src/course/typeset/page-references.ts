import {
  type Label,
  readReferenceMark,
  referenceMarksIn,
  replaceReferenceMarks,
  shownReference,
} from '../../labels/index.js';
import { escapeText, type LabelTarget, type LabelTargets } from '../../math/index.js';

/** What the references of a page to its own equations are shown by. Plain data. */
export interface OwnReferences {
  /** The page, as marks name it. */
  readonly origin: string;
  /** What things are called in its language. */
  readonly words: Readonly<Record<string, string>>;
}

/** A page's HTML with its references to its own equations shown, and the marks of those that are left. */
export function showOwnReferences(
  html: string,
  equations: LabelTargets,
  own: OwnReferences | undefined,
): { readonly html: string; readonly marks: readonly string[] } {
  const marks = referenceMarksIn(html);
  if (marks.length === 0 || own === undefined || equations.length === 0) return { html, marks };
  const labels = new Map(equationLabels(equations).map((label) => [`#${label.name}`, label]));
  const shown = new Map<string, string>();
  for (const mark of marks) {
    const reference = readReferenceMark(mark);
    const label = reference?.origin === own.origin ? labels.get(reference.target) : undefined;
    if (reference === undefined || label === undefined) continue;
    const isAddress = reference.form === 'address';
    shown.set(
      mark,
      isAddress
        ? `#${encodeURI(label.id ?? label.name)}`
        : escapeText(shownReference(reference, label, own.words)),
    );
  }
  return {
    html: shown.size === 0 ? html : replaceReferenceMarks(html, (mark) => shown.get(mark)),
    marks: marks.filter((mark) => !shown.has(mark)),
  };
}

/** The labels of equations, as text shows them. */
export function equationLabels(equations: LabelTargets): readonly Label[] {
  return equations.map(([name, { tag, shown, id }]) => ({
    name,
    kind: 'equation',
    number: plainTag(tag),
    inParentheses: plainTag(shown),
    id,
  }));
}

/** A label of a text as formulas show it, with what things are called in the language of the page that shows it. */
export function labelTarget(label: Label, words?: Readonly<Record<string, string>>): LabelTarget | undefined {
  const { kind, number, id, name } = label;
  if (kind === 'section') return undefined;
  const target = { tag: number, shown: `(${number})`, id: id ?? name };
  return words === undefined ? target : { ...target, name: shownReference({ form: 'name' }, label, words) };
}

/** Signs that tags of equations have. */
const SIGNS: Readonly<Record<string, string>> = {
  ast: '∗',
  star: '⋆',
  dagger: '†',
  ddagger: '‡',
  prime: '′',
  bullet: '•',
};

/** The tag of an equation, TeX of text mode, as text. */
function plainTag(tex: string): string {
  return tex
    .replace(/\\([A-Za-z]+)\s*/g, (_, name: string) => SIGNS[name] ?? '')
    .replace(/\$([^$]*)\$/g, (_, inner: string) => inner.replaceAll("'", '′').replaceAll('*', '∗'))
    .replace(/[{}\\^]/g, '')
    .trim();
}
