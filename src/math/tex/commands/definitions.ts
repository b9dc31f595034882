import { loadPackage } from '../packages/packages.js';
import { readName } from '../syntax/expand.js';
import {
  defineEnvironment,
  defineMacro,
  type Macro,
  macroNamed,
  type Parameter,
  simpleMacro,
} from '../syntax/macro.js';
import { TexError } from '../syntax/tex-error.js';
import {
  isSpace,
  next,
  peek,
  type Reader,
  readArgument,
  readOptional,
  skipSpaces,
  type Token,
  takeAfterSpaces,
  textOf,
} from '../syntax/tokens.js';
import {
  expandAll,
  type Handler,
  macroFor,
  plainArgument,
  rawArgument,
  type Translation,
} from '../translation/translation.js';

/**
 * TeX's ways to define something. As in MathJax, a definition holds from where it stands to the end of the page,
 * not only within its group, and takes the place of whatever had the name before.
 */

function define({ formula }: Translation, command: Token, name: string, macro: Macro): void {
  formula.defines = true;
  defineMacro(formula.page.table, formula.page.macroLog, name, macro, command);
}

function nameToDefine(translation: Translation, command: Token): string {
  const name = readName(translation.reader);
  if (name === undefined) {
    throw new TexError(
      'math-syntax',
      command.at,
      `${command.text} is not followed by the name of a command.`,
    );
  }
  return name;
}

/** Reads `[count]` and `[default]`. */
function parametersOf(
  reader: Reader,
  command: Token,
): readonly [count: number, standard: Token[] | undefined] {
  const option = readOptional(reader);
  const count = option === undefined ? 0 : Number(textOf(option).trim());
  if (!Number.isInteger(count) || count < 0 || count > 9) {
    throw new TexError(
      'math-syntax',
      command.at,
      `The number of arguments of ${command.text} is no number from 0 to 9.`,
    );
  }
  return [count, readOptional(reader)];
}

/** `\newcommand{\name}[count][default]{body}` and its kin; `provide` keeps a macro that is there. */
function commandDefinition(provide: boolean): Handler {
  return (translation, command) => {
    const { reader } = translation;
    takeAfterSpaces(reader, '*');
    const name = nameToDefine(translation, command);
    const [count, standard] = parametersOf(reader, command);
    const body = rawArgument(translation, command);
    const { formula } = translation;
    formula.defines = true;
    if (provide && (macroNamed(formula.page.table, name) !== undefined || formula.isKnown(name))) return;
    define(translation, command, name, simpleMacro(body, count, standard));
  };
}

/** `\newenvironment{name}[count][default]{begin}{end}`. */
const environmentDefinition: Handler = (translation, command) => {
  const { reader } = translation;
  takeAfterSpaces(reader, '*');
  const name = plainArgument(translation, command);
  const [count, standard] = parametersOf(reader, command);
  const begin = simpleMacro(rawArgument(translation, command), count, standard);
  const end = simpleMacro(rawArgument(translation, command), 0);
  const { formula } = translation;
  formula.defines = true;
  defineEnvironment(formula.page.table, formula.page.macroLog, name, { begin, end }, command);
};

/** `\def\name#1…{body}`; with `expanded` (`\edef`), macros in the body are replaced first. */
function primitiveDefinition(expanded: boolean): Handler {
  return (translation, command) => {
    const { reader } = translation;
    const named = skipSpaces(reader);
    if (named === undefined || /^[{}$&#^_]$/.test(named.text)) {
      throw new TexError(
        'math-syntax',
        command.at,
        `${command.text} is not followed by the name of a command.`,
      );
    }
    next(reader);
    const [prefix, parameters] = readTemplate(reader, command);
    const body = rawArgument(translation, command);
    const finished = expanded ? expandAll(translation, body) : body;
    define(translation, command, named.text, { body: finished, parameters, prefix });
  };
}

/** Reads what stands between the name and the body of a `\def`. */
function readTemplate(reader: Reader, command: Token): readonly [prefix: string[], parameters: Parameter[]] {
  const prefix: string[] = [];
  const delimiters: string[][] = [];
  for (let token = peek(reader); token !== undefined && token.text !== '{'; token = peek(reader)) {
    next(reader);
    if (token.text === '#') {
      const number = next(reader)?.text;
      if (number !== String(delimiters.length + 1)) {
        throw new TexError(
          'math-syntax',
          token.at,
          `The parameters of ${command.text} are not numbered in order.`,
        );
      }
      delimiters.push([]);
    } else if (!isSpace(token) || delimiters.length > 0) {
      (delimiters.at(-1) ?? prefix).push(isSpace(token) ? ' ' : token.text);
    }
  }
  return [prefix, delimiters.map((delimiter) => ({ delimiter }))];
}

/** `\let\name=\other`: the name means from now on what the other means now. */
const letDefinition: Handler = (translation, command) => {
  const { reader } = translation;
  const name = skipSpaces(reader);
  if (name !== undefined) next(reader);
  takeAfterSpaces(reader, '=');
  const other = skipSpaces(reader);
  if (name === undefined || other === undefined) {
    throw new TexError('math-syntax', command.at, '\\let needs two commands behind it.');
  }
  next(reader);
  const meaning = macroFor(translation, other);
  if (meaning !== undefined) translation.formula.page.macroLog.used.add(meaning);
  define(translation, command, name.text, meaning ?? primitive(other));
};

function primitive(token: Token): Macro {
  return simpleMacro([{ ...token, primitive: true }], 0);
}

/** `\DeclareMathOperator*{\name}{text}`. */
const operatorDefinition: Handler = (translation, command) => {
  const star = takeAfterSpaces(translation.reader, '*');
  const name = nameToDefine(translation, command);
  const text = rawArgument(translation, command);
  const wrap = (inner: string): Token => ({ text: inner, at: command.at, primitive: true });
  const operator = [wrap('\\operatorname'), ...(star ? [wrap('*')] : [])];
  const body = [...operator, wrap('{'), ...text, wrap('}')];
  define(translation, command, name, simpleMacro(body, 0));
};

/** A declaration that changes nothing here: it and `count` arguments are left out. */
function ignored(count: number): Handler {
  return (translation) => {
    readOptional(translation.reader);
    for (let i = 0; i < count; i++) readArgument(translation.reader);
    translation.formula.defines = true;
  };
}

/** `\require{color}` makes `\color` a switch; most other extensions are there already. */
const require: Handler = (translation, command) => {
  const { page } = translation.formula;
  for (const name of plainArgument(translation, command).split(',')) {
    if (name.trim() === 'color') page.colorIsSwitch = true;
    else loadPackage(page.table, name.trim());
  }
  translation.formula.defines = true;
};

/** `\usepackage[options]{packages}`. */
const usePackage: Handler = (translation, command) => {
  readOptional(translation.reader);
  for (const name of plainArgument(translation, command).split(',')) {
    loadPackage(translation.formula.page.table, name.trim());
  }
  translation.formula.defines = true;
};

/** `\global` and `\long` before a definition: every definition here is both. */
const prefixed: Handler = () => undefined;

export const DEFINITIONS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['\\newcommand', commandDefinition(false)],
  ['\\renewcommand', commandDefinition(false)],
  ['\\providecommand', commandDefinition(true)],
  ['\\DeclareRobustCommand', commandDefinition(false)],
  ['\\newenvironment', environmentDefinition],
  ['\\renewenvironment', environmentDefinition],
  ['\\def', primitiveDefinition(false)],
  ['\\gdef', primitiveDefinition(false)],
  ['\\edef', primitiveDefinition(true)],
  ['\\xdef', primitiveDefinition(true)],
  ['\\let', letDefinition],
  ['\\DeclareMathOperator', operatorDefinition],
  ['\\DeclareMathSymbol', ignored(4)],
  ['\\DeclareMathAlphabet', ignored(5)],
  ['\\DeclareSymbolFont', ignored(5)],
  ['\\SetMathAlphabet', ignored(6)],
  ['\\usepackage', usePackage],
  ['\\RequirePackage', usePackage],
  ['\\require', require],
  ['\\global', prefixed],
  ['\\long', prefixed],
]);
