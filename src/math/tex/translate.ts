import { isKatexCommand } from '../katex/index.js';
import { COMMANDS } from './commands/commands.js';
import { TexError, type TexNote } from './syntax/tex-error.js';
import {
  isCommand,
  isSpace,
  next,
  peek,
  type Reader,
  readerOf,
  skipComment,
  skipSpaces,
  type Token,
  tokenize,
} from './syntax/tokens.js';
import { newRow } from './translation/equations.js';
import { type EquationNode, isBlank, type TexNode, tex } from './translation/node.js';
import { cellBreak, closeFrame, closeLefts, unitCollector } from './translation/rows.js';
import {
  braced,
  endCell,
  expand,
  type FormulaState,
  type Frame,
  frameOf,
  macroFor,
  mathArgument,
  note,
  open,
  type PageState,
  type Translation,
  write,
} from './translation/translation.js';

/** A formula in KaTeX's dialect, up to the references that it makes. */
export interface TranslatedFormula {
  /** Its lines; a formula that is not broken into lines has one. */
  readonly equation: EquationNode;
  readonly notes: readonly TexNote[];
  /** Whether all it does is to define something. */
  readonly definesOnly: boolean;
  /** The ids by which its equations are found. */
  readonly ids: readonly string[];
}

/**
 * Translates a formula from the TeX that MathJax and authors write into the part of it that KaTeX knows: macros
 * are replaced, definitions taken into `page`, equations numbered in the order of the calls. Throws a `TexError`
 * where the formula cannot be read on; `page` then keeps what was defined before that place.
 */
export function translateFormula(text: string, display: boolean, page: PageState): TranslatedFormula {
  const formula = newFormula(display, page);
  const translation: Translation = { reader: readerOf(tokenize(text)), formula, frames: [] };
  const lines = unitCollector(formula, false);
  const own = formula.rows[0] ?? newRow(false);
  open(translation, {
    kind: 'root',
    name: '',
    at: 0,
    displayStyle: display,
    endRow: lines.endRow,
    close: ({ nodes }) => nodes,
  });
  const root = run(translation, text.length);
  own.numbered = display && page.equations.numbering === 'all' && !formula.holdsEquation;
  const definesOnly = formula.defines && lines.rows.length === 0 && isBlank(root.nodes);
  if (definesOnly) own.numbered = false;
  lines.endLast(root, text.length);
  const equation: EquationNode = { kind: 'equation', layout: 'single', rows: lines.rows, at: 0 };
  return { equation, notes: formula.notes, definesOnly, ids: formula.ids };
}

/** So many faults of a file of macros are enough to tell. */
const MOST_PREAMBLE_FAULTS = 50;

/** Drops what waits from a place or before it: what a macro that was called there has been replaced by. */
function skipBehind(reader: Reader, at: number): void {
  for (let token = peek(reader); token !== undefined && token.at <= at; token = peek(reader)) next(reader);
}

/**
 * Takes the definitions of a file of macros into `page`. What else stands in it shows nowhere; behind a definition
 * that cannot be read the next one is looked for.
 */
export function readPreamble(text: string, page: PageState): readonly TexNote[] {
  const formula = newFormula(false, page);
  const translation: Translation = { reader: readerOf(tokenize(text)), formula, frames: [] };
  const errors: TexNote[] = [];
  while (translation.reader.waiting.length > 0 && errors.length < MOST_PREAMBLE_FAULTS) {
    formula.depth = 0;
    formula.expansions = 0;
    formula.expandedTokens = 0;
    translation.frames.length = 0;
    open(translation, { kind: 'root', name: '', at: 0, close: ({ nodes }) => nodes });
    try {
      while (translation.reader.waiting.length > 0) step(translation);
    } catch (error) {
      if (!(error instanceof TexError)) throw error;
      errors.push(error.note);
      skipBehind(translation.reader, error.note.at);
    }
  }
  return errors;
}

function newFormula(display: boolean, page: PageState): FormulaState {
  return {
    page,
    display,
    notes: [],
    rows: [],
    ids: [],
    expansions: 0,
    expandedTokens: 0,
    depth: 0,
    defines: false,
    holdsEquation: false,
    misplacedColumn: false,
    isKnown: (name) => COMMANDS.has(name) || isKatexCommand(name),
    translate: translateArgument,
    step,
  };
}

function translateArgument(tokens: readonly Token[], formula: FormulaState): TexNode[] {
  const translation: Translation = { reader: readerOf(tokens), formula, frames: [] };
  const at = tokens[0]?.at ?? 0;
  open(translation, { kind: 'group', name: '', at, close: ({ nodes }) => nodes });
  const frame = run(translation, tokens.at(-1)?.at ?? at);
  formula.depth--;
  return frame.nodes;
}

/** Translates all that waits; answers with the one frame that is then open. */
function run(translation: Translation, end: number): Frame {
  const { reader, frames } = translation;
  while (reader.waiting.length > 0) step(translation);
  closeLefts(translation, end);
  const frame = frameOf(translation);
  if (frames.length > 1) throw unclosed(frame);
  endCell(frame, end);
  return frame;
}

function unclosed({ kind, name, at }: Frame): TexError {
  return kind === 'group'
    ? new TexError('math-syntax', at, 'This brace is not closed.', 'Write } where the group ends.')
    : new TexError('math-syntax', at, `\\begin{${name}} has no \\end{${name}}.`);
}

/** Translates one token, with the arguments that its meaning takes. */
function step(translation: Translation): void {
  const { reader } = translation;
  const token = next(reader);
  if (token === undefined) return;
  const macro = macroFor(translation, token);
  if (macro !== undefined) expand(translation, token, macro);
  else if (isCommand(token)) command(translation, token);
  else if (token.text === '%') skipComment(reader);
  else if (!isSpace(token)) character(translation, token);
}

function command(translation: Translation, token: Token): void {
  const handler = COMMANDS.get(token.text);
  if (handler !== undefined) handler(translation, token);
  else if (/^\\\s/.test(token.text)) write(translation, tex('\\ ', token.at));
  else write(translation, tex(token.text, token.at));
}

function character(translation: Translation, token: Token): void {
  const { text, at } = token;
  switch (text) {
    case '{':
      open(translation, { kind: 'group', name: '{', at, close: ({ nodes }, end) => group(nodes, at, end) });
      return;
    case '}':
      closeGroup(translation, token);
      return;
    case '\\':
      write(translation, tex('\\backslash', at));
      return;
    case '^':
    case '_':
      script(translation, token);
      return;
    case '&':
      cellBreak(translation, at);
      return;
    case '$':
      write(translation, tex('\\$', at));
      return;
    case '#':
      note(
        translation,
        'math-repaired',
        at,
        'A # stands in a formula, where it has no meaning.',
        'Write \\#.',
      );
      write(translation, tex('\\#', at));
      return;
    case '’':
    case '′':
      write(translation, tex("'", at));
      return;
    default:
      if (isDrawable(text)) write(translation, tex(text, at));
  }
}

function group(nodes: readonly TexNode[], at: number, end: number): TexNode {
  return [tex('{', at), nodes, tex('}', end)];
}

/** Control characters, unpaired surrogates and private characters have no shape; KaTeX would refuse them. */
function isDrawable(text: string): boolean {
  return !/^[\u0000-\u001F\u007F-\u009F\u2028\u2029\uD800-\uDFFF\uE000-\uF8FF\uFDD0-\uFDEF\uFFFE\uFFFF]$/.test(
    text,
  );
}

function closeGroup(translation: Translation, { at }: Token): void {
  closeLefts(translation, at);
  const frame = frameOf(translation);
  if (frame.kind !== 'group' || frame.name !== '{') {
    throw new TexError(
      'math-syntax',
      at,
      'This brace closes a group that nothing opens.',
      'Take it away, or write \\}.',
    );
  }
  endCell(frame, at);
  closeFrame(translation, at);
}

const AFTER_SCRIPT = new Set(['}', '&', '\\\\', '\\cr', '\\end', '\\right', '^', '_']);
const PRIMES = new Set(["'", '’', '′']);

/** `^` or `_` with what it raises or lowers, which belongs to the atom before it. */
function script(translation: Translation, token: Token): void {
  const { reader } = translation;
  const frame = frameOf(translation);
  const { atom } = frame;
  frame.nodes.push(tex(token.text, token.at));
  const first = expandAhead(translation);
  if (first === undefined || AFTER_SCRIPT.has(first.text)) return;
  if (PRIMES.has(first.text)) {
    next(reader);
    frame.nodes.push(tex('{\\prime}', first.at));
  } else if (first.text === '{') {
    frame.nodes.push(braced(mathArgument(translation, token), first.at));
  } else {
    scriptToken(translation, frame, isCommand(first));
  }
  frame.atom = atom;
}

/** One token raised or lowered; a command gets braces, as KaTeX takes few commands without them. */
function scriptToken(translation: Translation, frame: Frame, isCommand: boolean): void {
  const { frames } = translation;
  const before = frame.nodes.length;
  const depth = frames.length;
  step(translation);
  const opened = frames.at(-1);
  if (frames.length > depth && opened !== undefined) {
    frames[frames.length - 1] = { ...opened, close: (f, at) => group([opened.close(f, at)], at, at) };
  } else if (isCommand && frame.nodes.length > before) {
    frame.nodes.push(braced(frame.nodes.splice(before), frame.at));
  }
}

/** Replaces macros until something else stands next, and answers with that; it stays unread. */
function expandAhead(translation: Translation): Token | undefined {
  for (;;) {
    const token = skipSpaces(translation.reader);
    const macro = token === undefined ? undefined : macroFor(translation, token);
    if (token === undefined || macro === undefined) return token;
    next(translation.reader);
    expand(translation, token, macro);
  }
}
