import { readOptional, type Token, textOf } from '../syntax/tokens.js';
import { readBody, split } from '../translation/arguments.js';
import { filled, replaceByTemplate, templateCommand } from '../translation/template.js';
import {
  type Handler,
  plainArgument,
  rawArgument,
  replaceWith,
  type Translation,
} from '../translation/translation.js';

/** Opens an environment that is rewritten as others; `name` is its name, and its body has not been read. */
export type EnvironmentHandler = (translation: Translation, call: Token, name: string) => void;

/** `\begin{cases*}`: the second column is text. */
export const textCases: EnvironmentHandler = (translation, call, name) => {
  const environment = name.slice(0, -1);
  const lines = split(readBody(translation, call, name), '\\\\', '\\cr').map((line): Token[] => {
    const [first = [], ...more] = split(line, '&');
    return more.length === 0 ? first : filled('#1&\\text{#2}', call.at, first, trimmed(more.flat()));
  });
  const body = lines.flatMap((line, index) =>
    index === 0 ? line : [{ text: '\\\\', at: call.at }, ...line],
  );
  replaceByTemplate(translation, call, `\\begin{${environment}}#1\\end{${environment}}`, body);
};

function trimmed(tokens: readonly Token[]): Token[] {
  const from = tokens.findIndex(({ text }) => text.trim() !== '');
  return from < 0 ? [] : tokens.slice(from);
}

/** `\begin{numcases}{left}`: numbered lines behind a brace, each with a text; `subnumcases` numbers them 1a, 1b, … */
export const numberedCases: EnvironmentHandler = (translation, call, name) => {
  const { equations } = translation.formula.page;
  const left = rawArgument(translation, call);
  const lines = split(readBody(translation, call, name), '\\\\', '\\cr').filter(
    (line, index, all) => index < all.length - 1 || line.some(({ text }) => text.trim() !== ''),
  );
  const lettered = name === 'subnumcases' && equations.numbering !== 'none';
  if (lettered) equations.count++;
  const body = lines.flatMap((line, index) => {
    const [first = [], ...more] = split(line, '&');
    const [text, labels] = withoutLabels(more.flat());
    const tag = lettered ? `\\tag{${equations.count}${String.fromCharCode(97 + (index % 26))}}` : '';
    const end = index < lines.length - 1 ? '\\\\' : '';
    return filled(`&#1&\\quad&\\text{#2}#3${tag}${end}`, call.at, first, trimmed(text), labels);
  });
  replaceByTemplate(translation, call, '#1\\left\\{\\,\\begin{align}#2\\end{align}\\right.', left, body);
};

/** Rules that stand before a line of a table. */
const RULES = new Set(['\\hline', '\\toprule', '\\midrule', '\\bottomrule']);

/** `\begin{tabular}{columns}`: a table of text, which MathJax does not know. */
export const tabular: EnvironmentHandler = (translation, call, name) => {
  readOptional(translation.reader);
  if (name !== 'tabular') rawArgument(translation, call);
  const columns = rawArgument(translation, call);
  const lines = split(readBody(translation, call, name), '\\\\', '\\cr').map((line, index) => {
    const from = line.findIndex(({ text }) => text.trim() !== '' && !RULES.has(text));
    const rules = (from < 0 ? line : line.slice(0, from)).filter(({ text }) => RULES.has(text));
    const cells = from < 0 ? [] : split(line.slice(from), '&').map(trimmed);
    const shown = cells.flatMap((cell, column) =>
      filled(column === 0 ? '\\text{#1}' : '&\\text{#1}', call.at, cell),
    );
    const start = index === 0 ? '' : '\\\\';
    return [...filled(start, call.at), ...filled('\\hline '.repeat(rules.length), call.at), ...shown];
  });
  replaceByTemplate(translation, call, '\\begin{array}{#1}#2\\end{array}', columns, lines.flat());
};

/** The text of a line, and the `\label`, `\tag` and `\notag` in it, with what they are given. */
function withoutLabels(tokens: readonly Token[]): readonly [text: Token[], labels: Token[]] {
  const at = tokens.findIndex(({ text }) => /^\\(?:label|tag|notag|nonumber)$/.test(text));
  return at < 0 ? [[...tokens], []] : [tokens.slice(0, at), tokens.slice(at)];
}

/** What the commands of the `empheq` package stand for. */
const DELIMITERS: Readonly<Record<string, string>> = {
  lbrace: '\\{',
  rbrace: '\\}',
  lbrack: '[',
  rbrack: ']',
  langle: '\\langle',
  rangle: '\\rangle',
  lparen: '(',
  rparen: ')',
  lvert: '|',
  rvert: '|',
  lVert: '\\|',
  rVert: '\\|',
  lfloor: '\\lfloor',
  rfloor: '\\rfloor',
  lceil: '\\lceil',
  rceil: '\\rceil',
};

const BY_COMMAND: ReadonlyMap<string, string> = new Map(
  Object.entries(DELIMITERS).flatMap(([name, delimiter]) => [
    [`\\empheq${name}`, delimiter] as const,
    [`\\empheqbig${name}`, delimiter] as const,
  ]),
);

/** `\begin{empheq}[left=…, right=…]{align}`: an environment of equations with something on its sides. */
export const framed: EnvironmentHandler = (translation, call, name) => {
  const options = new Map(split(readOptional(translation.reader) ?? [], ',').map(option));
  const [environment = '', count] = plainArgument(translation, call).split('=');
  const body = readBody(translation, call, name);
  const [before, opening, inside] = side(options.get('left') ?? []);
  const [insideRight, closing, after] = side(options.get('right') ?? []);
  const argument = count === undefined ? '' : `{${count}}`;
  const lines = `\\begin{${environment}}${argument}#3\\end{${environment}}`;
  const grows = opening !== undefined || closing !== undefined;
  const template = grows
    ? `#1\\left${opening ?? '.'} #2${lines}#4\\right${closing ?? '.'} #5`
    : `#1#2${lines}#4#5`;
  replaceWith(translation, call, filled(template, call.at, before, inside, body, insideRight, after));
};

/** A key and its value, without the braces around it. */
function option(tokens: readonly Token[]): readonly [key: string, value: readonly Token[]] {
  const equals = tokens.findIndex(({ text }) => text === '=');
  const value = trimmed(tokens.slice(equals + 1));
  const braced = value[0]?.text === '{' && value.at(-1)?.text === '}';
  return [textOf(tokens.slice(0, Math.max(0, equals))).trim(), braced ? value.slice(1, -1) : value];
}

/** What stands before the growing delimiter of one side, the delimiter, and what stands behind it. */
function side(
  tokens: readonly Token[],
): readonly [before: readonly Token[], delimiter: string | undefined, after: readonly Token[]] {
  const at = tokens.findIndex(({ text }) => text.startsWith('\\empheq'));
  const command = tokens[at];
  if (command === undefined) return [tokens, undefined, []];
  const known = BY_COMMAND.get(command.text);
  if (known !== undefined) return [tokens.slice(0, at), known, tokens.slice(at + 1)];
  return [tokens.slice(0, at), tokens[at + 1]?.text ?? '.', tokens.slice(at + 2)];
}

/** Outside of the options these commands are the delimiters themselves. */
export const EMPHEQ_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...Array.from(BY_COMMAND, ([name, delimiter]) => [name, templateCommand(`${delimiter} `)] as const),
  ...['\\empheql', '\\empheqr', '\\empheqbigl', '\\empheqbigr'].map(
    (name) => [name, templateCommand('')] as const,
  ),
]);
