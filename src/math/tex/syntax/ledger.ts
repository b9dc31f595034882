import type { Macro, MacroEnvironment, MacroTable } from './macro.js';
import { isSpace, type Token } from './token.js';

/** What a page's formulas do with macros, as far as they have been read. */
export interface MacroLedger {
  /** The macros, and beginnings of environments, that were replaced by their bodies. */
  readonly used: Set<Macro>;
  readonly defined: MacroRecord[];
}

/** One definition. */
export interface MacroRecord {
  /** `\name`, or `\begin{name}` for an environment. */
  readonly name: string;
  /** The command that defines it. */
  readonly by: string;
  readonly macro: Macro;
  /** Of an environment: what stands at its end. */
  readonly end?: Macro;
  /** What the name meant before, or undefined. */
  readonly before: Macro | undefined;
  /** Of an environment: what stood at its end before. */
  readonly beforeEnd?: Macro;
  /** Offset in the formula or preamble. */
  readonly at: number;
}

export function newLedger(): MacroLedger {
  return { used: new Set(), defined: [] };
}

/** Gives `name` a meaning from here on. */
export function defineMacro(
  table: MacroTable,
  ledger: MacroLedger,
  name: string,
  macro: Macro,
  command: Token,
): void {
  ledger.defined.push({ name, by: command.text, macro, before: table.macros.get(name), at: command.at });
  table.macros.set(name, macro);
}

/** Gives an environment a meaning from here on. */
export function defineEnvironment(
  { environments }: MacroTable,
  ledger: MacroLedger,
  name: string,
  environment: MacroEnvironment,
  command: Token,
): void {
  const { begin, end } = environment;
  const before = environments.get(name);
  ledger.defined.push({
    name: `\\begin{${name}}`,
    by: command.text,
    macro: begin,
    end,
    before: before?.begin,
    ...(before === undefined ? {} : { beforeEnd: before.end }),
    at: command.at,
  });
  environments.set(name, environment);
}

/**
 * What a macro stands for, as text by which two definitions can be compared: white space and braces that change
 * nothing are left out.
 */
export function meaningOf(macro: Macro, end?: Macro): string {
  const parameters = macro.parameters.map(({ delimiter, standard }, index) => {
    const default_ = standard === undefined ? '' : `[${plainText(standard)}]`;
    return `#${index + 1}${default_}${delimiter.join('')}`;
  });
  const template = `${macro.prefix.join('')}${parameters.join('')}`;
  const body = plainText(macro.body);
  return `${template}→${body}${end === undefined ? '' : `…${plainText(end.body)}`}`;
}

/** Tokens without white space, and without the braces around single tokens. */
function plainText(tokens: readonly Token[]): string {
  const kept = tokens.filter((token) => !isSpace(token)).map(({ text }) => text);
  const result: string[] = [];
  for (let i = 0; i < kept.length; i++) {
    const text = kept[i] ?? '';
    const inner = kept[i + 1];
    if (text === '{' && kept[i + 2] === '}' && inner !== undefined && !/^[{}#]$/.test(inner)) {
      result.push(inner);
      i += 2;
    } else result.push(text);
  }
  return result.join(' ');
}
