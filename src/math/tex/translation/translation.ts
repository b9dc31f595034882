import { expandMacro } from '../syntax/expand.js';
import { type Macro, type MacroLog, type MacroTable, macroNamed } from '../syntax/macro.js';
import { TexError, type TexNote } from '../syntax/tex-error.js';
import {
  isCommand,
  next,
  putBack,
  type Reader,
  readArgument,
  readerOf,
  skipSpaces,
  type Token,
  takeAfterSpaces,
} from '../syntax/tokens.js';
import type { Equations, RowState } from './equations.js';
import { type TexNode, tex } from './node.js';

/** What one formula leaves behind for the next ones of its page. */
export interface PageState {
  readonly table: MacroTable;
  /** What its formulas have done with macros. */
  readonly macroLog: MacroLog;
  readonly equations: Equations;
  /** Colours of `\definecolor`, as KaTeX writes them. */
  readonly colors: Map<string, string>;
  /** Whether `\color` colours the rest of its group, as `\require{color}` makes it, or its second argument. */
  colorIsSwitch: boolean;
}

/** What is known about the formula that is being translated. */
export interface FormulaState {
  readonly page: PageState;
  readonly display: boolean;
  readonly notes: TexNote[];
  /** The line of the innermost equation, to which `\tag` and `\label` belong; the formula's own comes first. */
  readonly rows: RowState[];
  /** The ids by which its equations are found. */
  readonly ids: string[];
  /** How many macros have been expanded. */
  expansions: number;
  /** How many tokens that has added. */
  expandedTokens: number;
  /** How many groups, arguments and environments are open. */
  depth: number;
  /** Whether it defines something. */
  defines: boolean;
  /** Whether it holds an environment whose lines may be numbered. */
  holdsEquation: boolean;
  /** Whether a `&` outside of any environment has been reported. */
  misplacedColumn: boolean;
  /** Whether a command has a meaning besides the page's macros. */
  readonly isKnown: (name: string) => boolean;
  /** Translates the tokens of an argument. */
  readonly translate: (tokens: readonly Token[], formula: FormulaState) => TexNode[];
  /** Translates what stands next: one token, with its arguments. */
  readonly step: (translation: Translation) => void;
}

/** What a proof tree keeps while it is read. */
export interface ProofState {
  /** Proofs that no inference has taken yet. */
  readonly proofs: TexNode[];
  /** What stands beside the next line. */
  left: TexNode | undefined;
  right: TexNode | undefined;
  /** Whether the next inference has a line, and whether inferences have one unless something else is said. */
  line: boolean;
  usualLine: boolean;
  /** Whether conclusions stand above their premises. */
  rootAtTop: boolean;
}

/** A part of a formula that has been opened and not yet closed. */
export interface Frame {
  readonly kind: 'root' | 'group' | 'left' | 'environment' | 'equation';
  /** An environment's name, or the token that opened the frame. */
  readonly name: string;
  readonly at: number;
  nodes: TexNode[];
  /** Index into `nodes` where the current cell starts. */
  cell: number;
  /** Index into `nodes` where the last atom starts, for `\limits`. */
  atom: number;
  /** What must be written before the current cell ends: braces of font switches. */
  closers: string;
  /** Whether operators here have their limits below and above, as in a displayed formula. */
  displayStyle: boolean;
  /** How many `&` the current line has had. */
  column: number;
  /** What stands for a line's `&` number `column`, where that is not simply `&`. */
  readonly separator?: (column: number) => string;
  /** Of a proof tree: its parts. */
  readonly proof?: ProofState;
  /** Called with the nodes when the frame is closed; answers with what takes its place. */
  readonly close: (frame: Frame, at: number) => TexNode;
  /** Called at `\\` and at the end of an equation's line. */
  readonly endRow?: (frame: Frame, gap: string, at: number) => void;
}

/** The translation of a formula, or of an argument within it. */
export interface Translation {
  readonly reader: Reader;
  readonly formula: FormulaState;
  /** The open frames, the innermost last; never empty. */
  readonly frames: Frame[];
}

/** Translates one command; its token has been read, its arguments have not. */
export type Handler = (translation: Translation, command: Token) => void;

const MOST_EXPANSIONS = 10_000;
const MOST_EXPANDED_TOKENS = 200_000;
const DEEPEST = 150;

/** The innermost open frame. */
export function frameOf({ frames }: Translation): Frame {
  const frame = frames.at(-1);
  if (frame === undefined) throw new Error('A translation has no frame.');
  return frame;
}

/** Writes nodes as one atom: what `\limits` would belong to. */
export function write(translation: Translation, ...nodes: TexNode[]): void {
  const frame = frameOf(translation);
  frame.atom = frame.nodes.length;
  frame.nodes.push(...nodes);
}

/** Opens a frame. */
export function open(
  translation: Translation,
  frame: Pick<Frame, 'kind' | 'name' | 'at' | 'close'> & Partial<Frame>,
): void {
  deepen(translation.formula, frame.at);
  const displayStyle = translation.frames.at(-1)?.displayStyle ?? false;
  translation.frames.push({ nodes: [], displayStyle, cell: 0, atom: 0, closers: '', column: 0, ...frame });
}

/** Counts one more level of nesting; a formula that is nested too deep is given up. */
export function deepen(formula: FormulaState, at: number): void {
  if (++formula.depth > DEEPEST) {
    throw new TexError(
      'math-limit',
      at,
      `This formula is nested more than ${DEEPEST} levels deep.`,
      'Look for a macro that calls itself, or break the formula up.',
    );
  }
}

/** Writes the closing braces that the current cell's font switches wait for. */
export function endCell(frame: Frame, at: number): void {
  if (frame.closers !== '') frame.nodes.push(tex(frame.closers, at));
  frame.closers = '';
}

/** The macro that a token calls, or undefined. */
export function macroFor({ formula }: Translation, token: Token): Macro | undefined {
  return token.primitive ? undefined : macroNamed(formula.page.table, token.text);
}

/** Puts a macro's replacement in front of what waits; endless or exploding replacement is given up. */
export function expand({ reader, formula }: Translation, call: Token, macro: Macro): void {
  const before = reader.waiting.length;
  const starred = macro.starred !== undefined && takeAfterSpaces(reader, '*') ? macro.starred : macro;
  formula.page.macroLog.used.add(macro);
  expandMacro(reader, call, starred);
  countExpansion(formula, call, reader.waiting.length - before);
}

/** Puts what a command of a package stands for in front of what waits. */
export function replaceWith({ reader, formula }: Translation, call: Token, tokens: readonly Token[]): void {
  countExpansion(formula, call, tokens.length);
  putBack(reader, tokens);
}

function countExpansion(formula: FormulaState, call: Token, added: number): void {
  formula.expansions++;
  formula.expandedTokens += Math.max(0, added);
  if (formula.expansions > MOST_EXPANSIONS || formula.expandedTokens > MOST_EXPANDED_TOKENS) {
    throw new TexError(
      'math-limit',
      call.at,
      `The macro ${call.text} does not come to an end: it was replaced ${formula.expansions} times.`,
      'Look for a macro that is defined by itself; keep the old meaning with \\let before you redefine it.',
    );
  }
}

/** `tokens` with every macro in them replaced, as `\edef` does; its parameters stay. */
export function expandAll(translation: Translation, tokens: readonly Token[]): Token[] {
  const reader = readerOf(tokens);
  const inner = { ...translation, reader };
  const result: Token[] = [];
  for (let token = next(reader); token !== undefined; token = next(reader)) {
    const macro = token.text === '#' ? undefined : macroFor(translation, token);
    if (token.text === '\\noexpand') {
      const kept = next(reader);
      if (kept !== undefined) result.push(kept);
    } else if (macro === undefined) result.push(token);
    else expand(inner, token, macro);
  }
  return result;
}

/** Reads an argument as mathematics. */
export function mathArgument(translation: Translation, command: Token): TexNode[] {
  const { reader, formula } = translation;
  const first = skipSpaces(reader);
  if (first === undefined || first.text === '}' || first.text === '&') throw missingArgument(command);
  if (first.text === '{' || !isCommand(first))
    return formula.translate(rawArgument(translation, command), formula);
  const macro = macroFor(translation, first);
  if (macro === undefined) return captured(translation);
  next(reader);
  const call = [first];
  for (const _ of macro.parameters) {
    const argument = readArgument(reader);
    if (argument === undefined) throw missingArgument(first);
    call.push({ text: '{', at: first.at }, ...argument, { text: '}', at: first.at });
  }
  return formula.translate(call, formula);
}

/** The nodes that one step of the translation would write, taken off again. */
export function captured(translation: Translation): TexNode[] {
  const frame = frameOf(translation);
  const { atom } = frame;
  const before = frame.nodes.length;
  translation.formula.step(translation);
  frame.atom = atom;
  return frame.nodes.splice(before);
}

/** Reads an argument's tokens. */
export function rawArgument({ reader }: Translation, command: Token): Token[] {
  const first = skipSpaces(reader);
  const argument = readArgument(reader);
  if (argument !== undefined) return argument;
  throw first?.text === '{' ? unclosedArgument(first, command) : missingArgument(command);
}

/** The argument's characters, for names, lengths and colours. */
export function plainArgument(translation: Translation, command: Token): string {
  return rawArgument(translation, command)
    .map(({ text }) => text)
    .join('')
    .trim();
}

function unclosedArgument({ at }: Token, { text }: Token): TexError {
  const message = `The brace that opens an argument of ${text} is not closed.`;
  return new TexError('math-syntax', at, message, 'Write } where the argument ends.');
}

function missingArgument({ text, at }: Token): TexError {
  return new TexError('math-syntax', at, `An argument of ${text} is missing.`);
}

/** Reports something that was repaired or left out; the formula is typeset all the same. */
export function note(
  { formula }: Translation,
  fault: TexNote['fault'],
  at: number,
  message: string,
  hint?: string,
): void {
  formula.notes.push(hint === undefined ? { fault, at, message } : { fault, at, message, hint });
}

/** Nodes within braces. */
export function braced(nodes: readonly TexNode[], at: number): TexNode[] {
  return [tex('{', at), nodes, tex('}', at)];
}

/**
 * Nodes as one large operator, `\mathop{…}`. As in TeX its limits stand below and above it in a displayed
 * formula, where nothing else is said behind it; KaTeX would set them beside it.
 */
export function operatorNodes(translation: Translation, content: readonly TexNode[], at: number): TexNode[] {
  const following = skipSpaces(translation.reader)?.text;
  const isLimited = following === '_' || following === '^';
  const limits = isLimited && frameOf(translation).displayStyle ? [tex('\\limits', at)] : [];
  return [tex('\\mathop{', at), content, tex('}', at), ...limits];
}
