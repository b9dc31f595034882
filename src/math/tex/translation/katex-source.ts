import type { LabelTarget } from './equations.js';
import {
  type EquationNode,
  type EquationRow,
  type EquationTag,
  isBlank,
  isGroup,
  type ReferenceNode,
  type TexNode,
} from './node.js';
import { hasColumns, lineEnd } from './rows.js';

/** A formula as KaTeX reads it. */
export interface KatexSource {
  readonly tex: string;
  /** Sorted pairs: from the first offset (in `tex`) on, the text comes from what stands at the second. */
  readonly map: readonly (readonly [at: number, author: number])[];
  /** References to labels that no equation of the page has. */
  readonly unresolved: readonly ReferenceNode[];
  /** References to labels that several other pages have. */
  readonly ambiguous: readonly ReferenceNode[];
  /**
   * TeX of the same formula for MathML, where it differs: KaTeX writes no numbers of lines into the MathML of the
   * environments that show them, and sets numbered lines beside the columns of the others.
   */
  readonly mathml?: string;
}

/** No command's name is longer. */
const LONGEST_NAME = 40;

/** What is being written, and where its parts come from. */
interface Writer {
  tex: string;
  /** Its last characters: asked for those of itself, a text that grows would be copied each time. */
  end: string;
  readonly map: [number, number][];
  readonly unresolved: ReferenceNode[];
  readonly ambiguous: ReferenceNode[];
  readonly labels: ReadonlyMap<string, LabelTarget>;
}

/** The offset in the author's formula of what stands at `at` in the source. */
export function authorOffset({ map }: KatexSource, at: number): number {
  let found = 0;
  for (const [from, author] of map) {
    if (from > at) break;
    found = author;
  }
  return found;
}

/** Nodes within a line, with references resolved by the page's labels. */
export function katexSource(
  nodes: readonly TexNode[],
  labels: ReadonlyMap<string, LabelTarget>,
): KatexSource {
  const writer: Writer = { tex: '', end: '', map: [], unresolved: [], ambiguous: [], labels };
  writeNodes(writer, nodes);
  return writer;
}

/**
 * A whole formula. Lines with columns or numbers become the environment of KaTeX that shows them so, which KaTeX
 * allows only where it is all of a displayed formula; elsewhere they become one that can stand anywhere, with
 * the numbers at the lines' ends.
 */
export function formulaSource(
  formula: EquationNode,
  display: boolean,
  labels: ReadonlyMap<string, LabelTarget>,
): KatexSource {
  const writer: Writer = { tex: '', end: '', map: [], unresolved: [], ambiguous: [], labels };
  const [only, ...others] = formula.rows;
  const sole = others.length === 0 && only?.tag === undefined ? soleEquation(only?.nodes ?? []) : undefined;
  if (!display) writeInline(writer, formula);
  else writeDisplay(writer, sole ?? formula);
  if (!display || sole === undefined || sole.layout === 'single') return writer;
  if (sole.rows.every(({ tag }) => tag === undefined)) return writer;
  const spoken: Writer = { tex: '', end: '', map: [], unresolved: [], ambiguous: [], labels };
  writeWithin(spoken, sole);
  return { ...writer, mathml: spoken.tex };
}

/** The equation that is all there is in the nodes. */
function soleEquation(nodes: readonly TexNode[]): EquationNode | undefined {
  const visible = nodes.filter((node) => !isBlank([node]));
  const [node] = visible;
  if (visible.length !== 1 || node === undefined) return undefined;
  if (isGroup(node)) return soleEquation(node);
  return node.kind === 'equation' ? node : undefined;
}

function writeDisplay(writer: Writer, equation: EquationNode): void {
  const { layout, rows, pairs, at } = equation;
  if (layout === 'single') {
    writeSingle(writer, rows, at);
    return;
  }
  const name = layout === 'multline' ? 'gather' : layout;
  put(writer, `\\begin{${name}*}${pairs === undefined ? '' : `{${pairs}}`}`, at);
  const last = rows.length - 1;
  rows.forEach((row, index) => {
    if (layout === 'multline' && index === last && index > 0) put(writer, '\\hspace{4em}', at);
    writeNodes(writer, row.nodes);
    if (layout === 'multline' && index === 0 && last > 0) put(writer, '\\hspace{4em}', at);
    if (row.tag !== undefined) put(writer, tagCommand(row.tag), at);
    if (index < last) put(writer, lineEnd(row.gap), at);
  });
  put(writer, `\\end{${name}*}`, at);
}

/** One formula with at most one tag, on one line or several. */
function writeSingle(writer: Writer, rows: readonly EquationRow[], at: number): void {
  writeLines(writer, rows, at);
  const tag = rows.at(-1)?.tag;
  if (tag !== undefined) put(writer, tagCommand(tag), at);
}

/** Lines below one another, aligned at their columns or else centred; one line stands alone. */
function writeLines(writer: Writer, rows: readonly EquationRow[], at: number): void {
  const aligned = rows.some(({ nodes }) => hasColumns(nodes));
  if (rows.length < 2 && !aligned) {
    for (const { nodes } of rows) writeNodes(writer, nodes);
    return;
  }
  const name = aligned ? 'aligned' : 'gathered';
  put(writer, `\\begin{${name}}`, at);
  rows.forEach(({ nodes, gap }, index) => {
    writeNodes(writer, nodes);
    if (index < rows.length - 1) put(writer, lineEnd(gap), at);
  });
  put(writer, `\\end{${name}}`, at);
}

/** A formula within a line of text. It may be broken where KaTeX allows it, which no braces must prevent. */
function writeInline(writer: Writer, formula: EquationNode): void {
  const [only, ...others] = formula.rows;
  const sole = others.length === 0 ? soleEquation(only?.nodes ?? []) : undefined;
  if (sole?.layout === 'single') {
    put(writer, '\\displaystyle', sole.at);
    writeInline(writer, sole);
  } else if (formula.rows.some(({ nodes }) => hasColumns(nodes))) {
    writeLines(writer, formula.rows, formula.at);
  } else {
    formula.rows.forEach(({ nodes }, index) => {
      writeNodes(writer, nodes);
      if (index < formula.rows.length - 1) put(writer, lineEnd(''), formula.at);
    });
  }
  const tag = formula.rows.at(-1)?.tag;
  if (tag !== undefined) put(writer, tagAside(tag), formula.at);
}

/** A tag beside its equation; it links to the equation, unless it is a link already. */
function tagCommand({ tex, bare, id }: EquationTag): string {
  const text = id === undefined || tex.includes('\\href') ? tex : `\\href{#${linkFragment(id)}}{${tex}}`;
  return `\\tag${bare ? '*' : ''}{${text}}`;
}

/** A tag where KaTeX allows none: at the line's end. */
function tagAside({ tex, bare }: EquationTag): string {
  return `\\qquad\\text{${bare ? tex : `(${tex})`}}`;
}

function writeNodes(writer: Writer, nodes: readonly TexNode[]): void {
  for (const node of nodes) {
    if (isGroup(node)) writeNodes(writer, node);
    else if (node.kind === 'tex') put(writer, node.tex, node.at);
    else if (node.kind === 'equation') writeWithin(writer, node);
    else put(writer, referenceTex(writer, node), node.at);
  }
}

/** An equation inside of a larger formula. */
function writeWithin(writer: Writer, { layout, rows, pairs, at }: EquationNode): void {
  if (layout === 'single') {
    put(writer, '{\\displaystyle', at);
    writeLines(writer, rows, at);
    put(writer, '}', at);
    const tag = rows.at(-1)?.tag;
    if (tag !== undefined) put(writer, tagAside(tag), at);
    return;
  }
  const name = layout === 'align' ? 'aligned' : layout === 'alignat' ? 'alignedat' : 'gathered';
  put(writer, `\\begin{${name}}${pairs === undefined ? '' : `{${pairs}}`}`, at);
  rows.forEach((row, index) => {
    writeNodes(writer, row.nodes);
    if (row.tag !== undefined) put(writer, tagAside(row.tag), at);
    if (index < rows.length - 1) put(writer, lineEnd(row.gap), at);
  });
  put(writer, `\\end{${name}}`, at);
}

/** A number that leads to its equation; as in MathJax, question marks for one that is not there. */
function referenceTex(writer: Writer, reference: ReferenceNode): string {
  const target = writer.labels.get(reference.label);
  if (target === undefined) writer.unresolved.push(reference);
  const number = target?.tag ?? '???';
  const inParentheses = target?.shown ?? '(???)';
  const text =
    reference.form === 'number'
      ? number
      : reference.form === 'name'
        ? (target?.name ?? target?.shown ?? '???')
        : inParentheses;
  if (target?.pages !== undefined) writer.ambiguous.push(reference);
  const shown = reference.inText ? text : `\\text{${text}}`;
  return target === undefined
    ? shown
    : `\\href{${pageAddress(target.page ?? '')}#${linkFragment(target.id)}}{${shown}}`;
}

/** The address of a page as KaTeX takes it: relative by its looks, and with `%` escaped. */
function pageAddress(url: string): string {
  return addressInFormulas(url).replace(/%/g, '\\%');
}

/** The address of a page as links of formulas have it. */
export function addressInFormulas(url: string): string {
  return url === '' || /^(?:[\w.]|https?:)/.test(url) ? url : `./${url}`;
}

/** An id as the fragment of a URL; `%` would start a comment, so KaTeX gets it escaped. */
function linkFragment(id: string): string {
  return encodeURI(id).replace(/%/g, '\\%');
}

/** Writes TeX; a command's name and a letter behind it are kept apart. */
function put(writer: Writer, tex: string, at: number): void {
  if (tex === '') return;
  const parted = /\\[A-Za-z@]+$/.test(writer.end) && /^[A-Za-z@]/.test(tex);
  const written = parted ? ` ${tex}` : tex;
  writer.map.push([writer.tex.length, at]);
  writer.tex += written;
  writer.end = (writer.end + written).slice(-LONGEST_NAME);
}
