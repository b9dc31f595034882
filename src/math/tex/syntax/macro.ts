import type { EnvironmentValue, MacroValue, MacroValues } from '../../config/index.js';
import { isSpace, type Token, tokenize } from './tokens.js';

/** A command that stands for other TeX. In its body `#1` is the token `#` followed by the token `1`. */
export interface Macro {
  readonly body: readonly Token[];
  readonly parameters: readonly Parameter[];
  /** Tokens that must follow the command itself (`\def\a(#1){…}`). */
  readonly prefix: readonly string[];
  /** What is called instead where a `*` follows. */
  readonly starred?: Macro;
}

/** One parameter of a macro: where its argument ends, or what stands for it where brackets do not give it. */
export interface Parameter {
  /** The tokens that end the argument, for `\def\a#1;{…}`; empty for an argument in braces or of one token. */
  readonly delimiter: readonly string[];
  /** What stands for an optional argument that is not given; undefined for one that must be given. */
  readonly standard?: readonly Token[];
}

/** What `\newenvironment` defines. */
export interface MacroEnvironment {
  readonly begin: Macro;
  readonly end: Macro;
}

/** The macros and environments that hold at some point of a page; names with their backslash. */
export interface MacroTable {
  readonly macros: Map<string, Macro>;
  readonly environments: Map<string, MacroEnvironment>;
  /** What stands for commands of TeX, below all macros that authors define. */
  standard: ReadonlyMap<string, Macro>;
}

/** A table in which nothing is defined but the `standard` macros. */
export function newTable(standard: MacroTable['standard']): MacroTable {
  return { macros: new Map(), environments: new Map(), standard };
}

/** A table that starts with what `table` holds; changes to it do not reach `table`. */
export function copyTable({ macros, environments, standard }: MacroTable): MacroTable {
  return { macros: new Map(macros), environments: new Map(environments), standard };
}

/** The macro that has a name, or undefined. */
export function macroNamed({ macros, standard }: MacroTable, name: string): Macro | undefined {
  return macros.get(name) ?? standard.get(name);
}

/** A macro with `count` arguments in braces, the first of them optional where there is a `standard`. */
export function simpleMacro(body: readonly Token[], count: number, standard?: readonly Token[]): Macro {
  const parameters = Array.from({ length: count }, (_, index): Parameter => {
    const optional = index === 0 && standard !== undefined;
    return optional ? { delimiter: [], standard } : { delimiter: [] };
  });
  return { body, parameters, prefix: [] };
}

/** Adds what a configuration defines. A name without letters or a value without sense is left out. */
export function addMacros(table: Pick<MacroTable, 'macros'>, values: MacroValues): void {
  for (const [key, value] of Object.entries(values)) {
    const name = key.startsWith('\\') ? key : `\\${key}`;
    if (/^\\([A-Za-z]+|[^A-Za-z])$/u.test(name)) table.macros.set(name, macroOf(value));
  }
}

export function addEnvironments(table: MacroTable, values: Readonly<Record<string, EnvironmentValue>>): void {
  for (const [name, [begin, end, args = 0, standard]] of Object.entries(values)) {
    table.environments.set(name, {
      begin: macroOf(standard === undefined ? [begin, args] : [begin, args, standard]),
      end: macroOf(end),
    });
  }
}

function macroOf(value: MacroValue): Macro {
  if (typeof value === 'string') {
    const body = tokenize(value);
    return simpleMacro(body, highestParameter(body));
  }
  const [body, args, standard] = value;
  return simpleMacro(tokenize(body), args, standard === undefined ? undefined : tokenize(standard));
}

/** The highest `n` of the `#n` in a body: how many arguments a macro has whose configuration does not say. */
function highestParameter(body: readonly Token[]): number {
  let highest = 0;
  body.forEach((token, index) => {
    const digit = token.text === '#' ? Number(body[index + 1]?.text) : Number.NaN;
    if (digit > highest) highest = digit;
  });
  return highest;
}

/** What a page's formulas do with macros, as far as they have been read. */
export interface MacroLog {
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

export function newMacroLog(): MacroLog {
  return { used: new Set(), defined: [] };
}

/** Gives `name` a meaning from here on. */
export function defineMacro(
  table: MacroTable,
  macroLog: MacroLog,
  name: string,
  macro: Macro,
  command: Token,
): void {
  macroLog.defined.push({ name, by: command.text, macro, before: table.macros.get(name), at: command.at });
  table.macros.set(name, macro);
}

/** Gives an environment a meaning from here on. */
export function defineEnvironment(
  { environments }: MacroTable,
  macroLog: MacroLog,
  name: string,
  environment: MacroEnvironment,
  command: Token,
): void {
  const { begin, end } = environment;
  const before = environments.get(name);
  macroLog.defined.push({
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
