import { nearestName } from '../../../diagnostics/index.js';
import { PACKAGE_ENVIRONMENTS } from '../packages/packages.js';
import { TexError } from '../syntax/tex-error.js';
import {
  next,
  peek,
  putBack,
  readArgument,
  readOptional,
  skipSpaces,
  type Token,
  textOf,
} from '../syntax/tokens.js';
import { type EquationLayout, type EquationNode, tex } from '../translation/node.js';
import { closeFrame, closeLefts, rowCollector, unitCollector } from '../translation/rows.js';
import {
  endCell,
  expand,
  type Frame,
  frameOf,
  type Handler,
  open,
  plainArgument,
  type Translation,
} from '../translation/translation.js';

/**
 * The column specification of an `array` in KaTeX's terms: `l`, `c`, `r`, `|` and `:`. What LaTeX's array package
 * knows beyond that is resolved (`*{3}{c}`), brought to its nearest kin (`p{3cm}` is `l`) or left out (`@{…}`).
 */
function columnSpecification(written: string): string {
  const plain = withoutRepetition(written.replace(/\s+/g, ''));
  let columns = '';
  for (let i = 0; i < plain.length; i++) {
    const c = plain.charAt(i);
    if ('lcr|:'.includes(c)) columns += c;
    else if ('pmbX'.includes(c)) columns += 'l';
    if ('@!><pmb'.includes(c)) i = groupEnd(plain, i + 1);
  }
  return columns === '' ? 'c' : columns;
}

const MOST_COLUMNS = 200;

/** Resolves `*{n}{columns}`. */
function withoutRepetition(written: string): string {
  return written.replace(
    /\*(?:\{(\d+)\}|(\d))\{([^{}*]*)\}/g,
    (_, braced?: string, bare?: string, what = '') =>
      String(what).repeat(Math.min(Number(braced ?? bare), MOST_COLUMNS)),
  );
}

/** The index of the `}` that ends the group that starts at `at`, or of what stands before `at` where none does. */
function groupEnd(text: string, at: number): number {
  if (text.charAt(at) !== '{') return at - 1;
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return i;
  }
  return text.length;
}

/** An environment that displays equations of its own. */
interface EquationEnvironment {
  readonly layout: EquationLayout;
  /** Whether amsmath numbers it. */
  readonly numbered: boolean;
  /** Whether all its lines have one number together. */
  readonly unit?: true;
  /** Whether its columns come in threes, of which the middle one holds a relation. */
  readonly threes?: true;
  /** Whether an argument says how many pairs of columns it has. */
  readonly pairs?: true;
}

const EQUATIONS: ReadonlyMap<string, EquationEnvironment> = new Map(
  (
    [
      ['equation', { layout: 'single', numbered: true, unit: true }],
      ['align', { layout: 'align', numbered: true }],
      ['flalign', { layout: 'align', numbered: true }],
      ['gather', { layout: 'gather', numbered: true }],
      ['multline', { layout: 'multline', numbered: true, unit: true }],
      ['eqnarray', { layout: 'align', numbered: true, threes: true }],
      ['alignat', { layout: 'alignat', numbered: true, pairs: true }],
      ['xalignat', { layout: 'alignat', numbered: true, pairs: true }],
      ['xxalignat', { layout: 'alignat', numbered: false, pairs: true }],
    ] as const
  ).flatMap(([name, environment]): [string, EquationEnvironment][] => [
    [name, environment],
    [`${name}*`, { ...environment, numbered: false }],
  ]),
).set('displaymath', { layout: 'single', numbered: false, unit: true });

/** What a table-like environment is in KaTeX, and what stands around it. */
interface TableEnvironment {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
  /** How its arguments are read: column specification, number of columns, alignment in brackets. */
  readonly argument?: 'columns' | 'number' | 'alignment' | 'dropped';
  /** The column specification that it has of itself. */
  readonly columns?: string;
}

const SMALL_DELIMITERS: Readonly<Record<string, readonly [string, string]>> = {
  p: ['(', ')'],
  b: ['[', ']'],
  B: ['\\{', '\\}'],
  v: ['|', '|'],
  V: ['\\|', '\\|'],
};

const TABLES: ReadonlyMap<string, TableEnvironment> = new Map<string, TableEnvironment>([
  ...['matrix', 'pmatrix', 'bmatrix', 'Bmatrix', 'vmatrix', 'Vmatrix'].flatMap(
    (name): [string, TableEnvironment][] => [
      [name, { name }],
      [`${name}*`, { name: `${name}*`, argument: 'alignment' }],
    ],
  ),
  ...['cases', 'dcases', 'rcases', 'drcases', 'aligned', 'gathered', 'smallmatrix', 'CD'].map(
    (name): [string, TableEnvironment] => [name, { name }],
  ),
  ['smallmatrix*', { name: 'smallmatrix', argument: 'dropped' }],
  ...Object.entries(SMALL_DELIMITERS).flatMap(([letter, [left, right]]): [string, TableEnvironment][] => {
    const around = { name: 'smallmatrix', before: `\\left${left}`, after: `\\right${right}` } as const;
    return [
      [`${letter}smallmatrix`, around],
      [`${letter}smallmatrix*`, { ...around, argument: 'dropped' }],
    ];
  }),
  ['lgathered', { name: 'darray', columns: 'l' }],
  ['rgathered', { name: 'darray', columns: 'r' }],
  ['crampedsubarray', { name: 'subarray', argument: 'columns' }],
  ['split', { name: 'aligned' }],
  ['multlined', { name: 'gathered' }],
  ['alignedat', { name: 'alignedat', argument: 'number' }],
  ['array', { name: 'array', argument: 'columns' }],
  ['darray', { name: 'darray', argument: 'columns' }],
  ['subarray', { name: 'subarray', argument: 'columns' }],
]);

/** Tables whose cells are set like displayed formulas. */
const DISPLAYED = /^(aligned|alignedat|gathered|dcases|drcases|darray)$/;

/** Environments that only group what stands in them. */
const GROUPS = new Set(['math', 'subequations', 'spreadlines']);

/** Whether an environment has a meaning that no `\newenvironment` gives it. */
export function isTexEnvironment(name: string): boolean {
  return EQUATIONS.has(name) || TABLES.has(name) || GROUPS.has(name) || PACKAGE_ENVIRONMENTS.has(name);
}

/** `\begin{name}`: opens the environment, or puts a defined one's beginning in front of what waits. */
export const begin: Handler = (translation, command) => {
  const name = plainArgument(translation, command);
  const defined = translation.formula.page.table.environments.get(name);
  const equation = EQUATIONS.get(name);
  const table = TABLES.get(name);
  const rewritten = PACKAGE_ENVIRONMENTS.get(name);
  if (defined !== undefined) {
    expand(translation, { ...command, text: `\\begin{${name}}` }, defined.begin);
  } else if (rewritten !== undefined) rewritten(translation, command, name);
  else if (equation !== undefined) openEquation(translation, command, name, equation);
  else if (table !== undefined) openTable(translation, command, name, table);
  else if (GROUPS.has(name)) {
    if (name === 'spreadlines') readArgument(translation.reader);
    open(translation, { kind: 'environment', name, at: command.at, close: (f) => f.nodes });
  } else throw undefinedEnvironment(translation, command, name);
};

/** `\end{name}`: closes the innermost environment, which must be the one named. */
export const end: Handler = (translation, command) => {
  const name = plainArgument(translation, command);
  const defined = translation.formula.page.table.environments.get(name);
  if (defined !== undefined) {
    expand(translation, { ...command, text: `\\end{${name}}` }, defined.end);
    return;
  }
  closeLefts(translation, command.at);
  const frame = frameOf(translation);
  if ((frame.kind !== 'environment' && frame.kind !== 'equation') || frame.name !== name) {
    throw mismatch(frame, command, name);
  }
  endCell(frame, command.at);
  closeFrame(translation, command.at);
};

function mismatch(frame: Frame, { at }: Token, name: string): TexError {
  if (frame.kind === 'environment' || frame.kind === 'equation') {
    const message = `\\begin{${frame.name}} is closed by \\end{${name}}.`;
    return new TexError('math-syntax', at, message, 'Give both the same name.');
  }
  const message =
    frame.kind === 'group'
      ? `A brace is still open at \\end{${name}}.`
      : `\\end{${name}} has no \\begin{${name}}.`;
  return new TexError('math-syntax', frame.kind === 'group' ? frame.at : at, message);
}

function undefinedEnvironment(translation: Translation, { at }: Token, name: string): TexError {
  const known = [
    ...EQUATIONS.keys(),
    ...TABLES.keys(),
    ...PACKAGE_ENVIRONMENTS.keys(),
    ...translation.formula.page.table.environments.keys(),
  ];
  const likely = nearestName(name, known);
  return new TexError(
    'math-undefined-environment',
    at,
    `There is no environment "${name}".`,
    likely === undefined ? undefined : `Did you mean "${likely}"?`,
    `\\begin{${name}}`,
  );
}

function openEquation(
  translation: Translation,
  { at }: Token,
  name: string,
  { layout, numbered, unit, threes, pairs }: EquationEnvironment,
): void {
  const { formula, reader } = translation;
  const count = pairs === true ? textOf(readArgument(reader) ?? []).trim() : undefined;
  formula.holdsEquation = true;
  const automatic = numbered && formula.page.equations.numbering !== 'none';
  const collector = (unit === true ? unitCollector : rowCollector)(formula, automatic);
  open(translation, {
    kind: 'equation',
    name,
    at,
    displayStyle: true,
    ...(threes === true ? { separator: separatorInThrees } : {}),
    endRow: collector.endRow,
    close: (frame, end): EquationNode => {
      collector.endLast(frame, end);
      const node = { kind: 'equation', layout, rows: collector.rows, at } as const;
      return count === undefined ? node : { ...node, pairs: count };
    },
  });
}

/** In the columns left, relation, right, KaTeX aligns before the relation and sets it close to what follows. */
function separatorInThrees(column: number): string {
  return column === 2 ? '{}' : '&';
}

function openTable(
  translation: Translation,
  command: Token,
  name: string,
  { name: katexName, before = '', after = '', argument, columns }: TableEnvironment,
): void {
  const { at } = command;
  const own = columns === undefined ? '' : `{${columns}}`;
  const given = own + tableArgument(translation, command, argument);
  const opening = `${before}\\begin{${katexName}}${given}`;
  const closing = `\\end{${katexName}}${after}`;
  open(translation, {
    kind: 'environment',
    name,
    at,
    displayStyle: DISPLAYED.test(katexName),
    close: (frame, end) => [tex(opening, at), frame.nodes, tex(closing, end)],
  });
}

function tableArgument(
  translation: Translation,
  command: Token,
  argument: TableEnvironment['argument'],
): string {
  const { reader } = translation;
  if (argument === 'alignment' || argument === 'dropped') {
    const option = textOf(readOptional(reader) ?? []).trim();
    if (argument === 'dropped') return '';
    return /^[lcr]$/.test(option) ? `[${option}]` : '';
  }
  skipPosition(translation);
  if (argument === 'number') return `{${plainArgument(translation, command)}}`;
  return argument === 'columns' ? `{${columnSpecification(plainArgument(translation, command))}}` : '';
}

/** `\begin{aligned}[t]`: where the table stands on the line. KaTeX centres all of them. */
function skipPosition({ reader }: Translation): void {
  if (skipSpaces(reader)?.text !== '[') return;
  const open = next(reader);
  const letter = next(reader);
  if (open === undefined || letter === undefined) return;
  if (/^[tcb]$/.test(letter.text) && peek(reader)?.text === ']') next(reader);
  else putBack(reader, [open, letter]);
}
