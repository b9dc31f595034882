import { TexError } from '../syntax/tex-error.js';
import { peek, putBack, type Reader, readOptional, take } from '../syntax/tokens.js';
import { finishRow, newRow } from './equations.js';
import { type EquationRow, isBlank, isGroup, type TexNode, tex } from './node.js';
import { endCell, type FormulaState, type Frame, frameOf, note, type Translation } from './translation.js';

const LENGTH = /^\s*[-+]?\s*(\d+(\.\d*)?|\.\d+)\s*(pt|em|ex|mu|px|mm|cm|in|pc|bp|dd|cc|sp)\s*$/;

/** `&`: ends a cell. Outside of any table the lines of the formula are aligned at it, and it is reported. */
export function cellBreak(translation: Translation, at: number): void {
  closeLefts(translation, at);
  const frame = frameOf(translation);
  if (frame.kind === 'group') {
    throw new TexError('math-syntax', at, 'A & stands within braces, where it cannot separate columns.');
  }
  if (frame.kind === 'root' && !translation.formula.misplacedColumn) {
    translation.formula.misplacedColumn = true;
    note(
      translation,
      'math-repaired',
      at,
      'A & stands outside of an environment with columns.',
      'Put \\begin{aligned} and \\end{aligned} around the lines.',
    );
  }
  endCell(frame, at);
  frame.column++;
  frame.nodes.push(tex(frame.separator?.(frame.column) ?? '&', at));
  frame.cell = frame.nodes.length;
  frame.atom = frame.nodes.length;
}

/** `\\` or `\cr`: ends a line. */
export function rowBreak(translation: Translation, at: number): void {
  closeLefts(translation, at);
  const frame = frameOf(translation);
  const gap = readGap(translation.reader);
  endCell(frame, at);
  if (frame.endRow !== undefined) frame.endRow(frame, gap, at);
  else frame.nodes.push(tex(lineEnd(gap), at));
  frame.column = 0;
  frame.cell = frame.nodes.length;
  frame.atom = frame.nodes.length;
}

/** `\\` as KaTeX reads it; the space keeps a bracket that follows from being taken for a length. */
export function lineEnd(gap: string): string {
  return gap === '' ? '\\\\ ' : `\\\\[${gap}]`;
}

/** The length in brackets right behind `\\`, or ''. */
function readGap(reader: Reader): string {
  take(reader, '*');
  if (peek(reader)?.text !== '[') return '';
  const open = peek(reader);
  const option = readOptional(reader);
  if (option === undefined || open === undefined) return '';
  const gap = option.map(({ text }) => text).join('');
  if (LENGTH.test(gap)) return gap.trim();
  putBack(reader, [open, ...option, { text: ']', at: open.at }]);
  return '';
}

/** Closes what `\left` has opened in a cell that ends without `\right`. */
export function closeLefts(translation: Translation, at: number): void {
  for (let frame = frameOf(translation); frame.kind === 'left'; frame = frameOf(translation)) {
    note(
      translation,
      'math-repaired',
      frame.at,
      'A \\left has no \\right in its part of the formula.',
      'Write \\right. where nothing is to be seen on the right.',
    );
    endCell(frame, at);
    frame.nodes.push(tex('\\right.', at));
    closeFrame(translation, at);
  }
}

/** Closes the innermost frame and writes what it has become. */
export function closeFrame(translation: Translation, at: number): void {
  const frame = translation.frames.pop();
  if (frame === undefined) return;
  translation.formula.depth--;
  const outer = frameOf(translation);
  outer.atom = outer.nodes.length;
  outer.nodes.push(frame.close(frame, at));
}

/** A frame's lines while an equation is read. */
export interface RowCollector {
  readonly rows: EquationRow[];
  readonly endRow: (frame: Frame, gap: string, at: number) => void;
  /** Ends the last line, which is left out where it is empty. */
  readonly endLast: (frame: Frame, at: number) => void;
}

/** Collects lines of which each has its own number where `numbered`. */
export function rowCollector(formula: FormulaState, numbered: boolean): RowCollector {
  const rows: EquationRow[] = [];
  formula.rows.push(newRow(numbered));
  const endRow = (frame: Frame, gap: string): void => {
    const state = formula.rows.pop() ?? newRow(numbered);
    rows.push({ nodes: frame.nodes, tag: finishInFormula(state, formula), gap });
    formula.rows.push(newRow(numbered));
    frame.nodes = [];
  };
  const endLast = (frame: Frame): void => {
    const state = formula.rows.pop() ?? newRow(numbered);
    const empty = isBlank(frame.nodes) && state.tag === undefined && state.labels.length === 0;
    if (empty && rows.length > 0) return;
    rows.push({ nodes: frame.nodes, tag: finishInFormula(state, formula), gap: '' });
  };
  return { rows, endRow, endLast };
}

/** Collects lines that have one number together, which stands beside the last. */
export function unitCollector(formula: FormulaState, numbered: boolean): RowCollector {
  const rows: EquationRow[] = [];
  formula.rows.push(newRow(numbered));
  const add = (frame: Frame, gap: string): void => {
    rows.push({ nodes: frame.nodes, tag: undefined, gap });
    frame.nodes = [];
  };
  const endLast = (frame: Frame): void => {
    const tag = finishInFormula(formula.rows.pop() ?? newRow(numbered), formula);
    if (rows.length === 0 || !isBlank(frame.nodes)) add(frame, '');
    const last = rows.pop();
    if (last !== undefined) rows.push({ ...last, tag });
  };
  return { rows, endRow: add, endLast };
}

function finishInFormula(row: Parameters<typeof finishRow>[0], formula: FormulaState): EquationRow['tag'] {
  const { tag, ids, notes } = finishRow(row, formula.page.equations);
  formula.ids.push(...ids);
  formula.notes.push(...notes);
  return tag;
}

/** Whether a line has columns: a `&` at its top. */
export function hasColumns(nodes: readonly TexNode[]): boolean {
  return nodes.some((node) => !isGroup(node) && node.kind === 'tex' && node.tex === '&');
}
