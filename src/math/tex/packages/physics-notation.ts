import {
  next,
  putBack,
  readArgument,
  readOptional,
  skipSpaces,
  type Token,
  takeAfterSpaces,
} from '../syntax/tokens.js';
import { readFenced, replaceByTemplate } from '../translation/template.js';
import { type Handler, rawArgument, type Translation } from '../translation/translation.js';

/** Derivatives, bras and kets, vectors and text (`PhysicsMethods.ts` of MathJax 3, sections 2.2 and 2.4 to 2.6). */

function isNext({ reader }: Translation, text: string): boolean {
  return skipSpaces(reader)?.text === text;
}

/** Reads `(…)` if it stands next. */
function readParentheses(translation: Translation): Token[] | undefined {
  if (!isNext(translation, '(')) return undefined;
  const open = next(translation.reader);
  const content = readFenced(translation.reader, '(', ')');
  if (content === undefined && open !== undefined) putBack(translation.reader, [open]);
  return content;
}

/** `\vb{a}` bold and upright, `\vb*{a}` bold and slanted, under an accent for `\va` and `\vu`. */
export function vector(accent: string): Handler {
  return (translation, call) => {
    const star = takeAfterSpaces(translation.reader, '*');
    const content = rawArgument(translation, call);
    const letter = star ? '\\boldsymbol{#1}' : '\\mathbf{#1}';
    replaceByTemplate(translation, call, accent === '' ? letter : `${accent}{${letter}}`, content);
  };
}

/** `\qq{text}`, `\qif`, …: text between wide spaces; with a star there is none before it. */
export function spacedText(text?: string): Handler {
  return (translation, call) => {
    const star = takeAfterSpaces(translation.reader, '*');
    const content = text === undefined ? rawArgument(translation, call) : [];
    const shown = text === undefined ? '#1' : text;
    replaceByTemplate(translation, call, `${star ? '' : '\\quad'}\\text{${shown}}\\quad `, content);
  };
}

/** `\dd x`, `\dd[3]{x}`, `\dd(x)`. */
export function differential(operator: string): Handler {
  return (translation, call) => {
    const power = readOptional(translation.reader);
    const start = `${operator}${power === undefined ? ' ' : '^{#2}'}`;
    const parentheses = readParentheses(translation);
    if (parentheses !== undefined) {
      replaceByTemplate(translation, call, `${start}\\left( #1 \\right)`, parentheses, power ?? []);
      return;
    }
    const braces = isNext(translation, '{');
    const following = skipSpaces(translation.reader)?.text;
    const ends = following === undefined || /^(?:[}&]|\\\\|\\end|\\right)$/.test(following);
    const content = ends ? [] : rawArgument(translation, call);
    const template = braces ? `\\mathop{${start} #1}\\nolimits ` : `${start} #1`;
    replaceByTemplate(translation, call, template, content, power ?? []);
  };
}

/** `\dv{x}`, `\dv{f}{x}`, `\pdv[2]{f}{x}`, `\pdv{f}{x}{y}`, each with `(…)` behind it or a star for a flat one. */
export function derivative(operator: string, most: 2 | 3): Handler {
  return (translation, call) => {
    const { reader } = translation;
    const flat = takeAfterSpaces(reader, '*');
    const order = readOptional(reader);
    const args = [rawArgument(translation, call)];
    while (args.length < most && isNext(translation, '{')) args.push(rawArgument(translation, call));
    const [first = [], second, third] = args;
    const power = third !== undefined ? '^{2}' : order !== undefined ? '^{#4}' : ' ';
    const below = third !== undefined ? ` ${operator} #3` : order !== undefined ? '^{#4}' : '';
    const above = second === undefined ? '' : '#1';
    const variable = second === undefined ? '#1' : '#2';
    const [top, bottom] = [`${operator}${power}${above}`, `${operator} ${variable}${below}`];
    const fraction = flat ? `\\left.${top}\\middle/${bottom}\\right.` : `\\frac{${top}}{${bottom}}`;
    const operand = readParentheses(translation);
    const template = operand === undefined ? fraction : `${fraction}\\left( #5 \\right)`;
    replaceByTemplate(
      translation,
      call,
      template,
      first,
      second ?? [],
      third ?? [],
      order ?? [],
      operand ?? [],
    );
  };
}

/** `\bra{a}`, which joins with a `\ket{b}` behind it. */
export const bra: Handler = (translation, call) => {
  const { reader } = translation;
  let star = takeAfterSpaces(reader, '*');
  const left = rawArgument(translation, call);
  if (isNext(translation, '\\ket')) {
    const ket = next(reader);
    star = takeAfterSpaces(reader, '*') || star;
    if (isNext(translation, '{')) {
      const right = readArgument(reader) ?? [];
      replaceByTemplate(translation, call, inner(star), left, right);
      return;
    }
    if (ket !== undefined) putBack(reader, [ket]);
  }
  const template = star ? '\\langle{#1}\\vert ' : '\\left\\langle{#1}\\right\\vert ';
  replaceByTemplate(translation, call, template, left);
};

function inner(star: boolean): string {
  return star ? '\\langle{#1}\\vert{#2}\\rangle ' : '\\left\\langle{#1}\\middle\\vert{#2}\\right\\rangle ';
}

/** A template for the command with a star, and one for it without; the second argument may be left out. */
function withSecond(starred: string, plain: string): Handler {
  return (translation, call) => {
    const star = takeAfterSpaces(translation.reader, '*');
    const first = rawArgument(translation, call);
    const second = isNext(translation, '{') ? rawArgument(translation, call) : first;
    replaceByTemplate(translation, call, star ? starred : plain, first, second);
  };
}

/** `\braket{a}{b}`, `\ip{a}`. */
export const braKet: Handler = withSecond(inner(true), inner(false));

/** `\dyad{a}{b}`, `\ketbra{a}`. */
export const ketBra: Handler = withSecond(
  '\\vert{#1}\\rangle\\!\\langle{#2}\\vert ',
  '\\left\\vert{#1}\\middle\\rangle\\!\\middle\\langle{#2}\\right\\vert ',
);

/** `\ket{a}`. */
export const ket: Handler = (translation, call) => {
  const star = takeAfterSpaces(translation.reader, '*');
  const content = rawArgument(translation, call);
  const template = star ? '\\vert{#1}\\rangle ' : '\\left\\vert{#1}\\right\\rangle ';
  replaceByTemplate(translation, call, template, content);
};

/** `⟨a|b|c⟩`, with fences that grow with all of it, with the outer parts, or not at all. */
function bracket(stars: number): string {
  if (stars === 1) return '\\langle{#1}\\vert{#2}\\vert{#3}\\rangle ';
  return stars === 2
    ? '\\left\\langle{#1}\\middle\\vert{#2}\\middle\\vert{#3}\\right\\rangle '
    : '\\left\\langle{#1}\\right\\vert{#2}\\left\\vert{#3}\\right\\rangle ';
}

function readStars({ reader }: Translation): number {
  if (!takeAfterSpaces(reader, '*')) return 0;
  return takeAfterSpaces(reader, '*') ? 2 : 1;
}

/** `\ev{A}`, `\ev{A}{psi}`. */
export const expectation: Handler = (translation, call) => {
  const stars = readStars(translation);
  const operator = rawArgument(translation, call);
  if (isNext(translation, '{')) {
    const state = rawArgument(translation, call);
    replaceByTemplate(translation, call, bracket(stars), state, operator, state);
    return;
  }
  const template = stars > 0 ? '\\langle{#1}\\rangle ' : '\\left\\langle{#1}\\right\\rangle ';
  replaceByTemplate(translation, call, template, operator);
};

/** `\mel{a}{B}{c}`. */
export const matrixElement: Handler = (translation, call) => {
  const stars = readStars(translation);
  const args = [0, 1, 2].map(() => rawArgument(translation, call));
  replaceByTemplate(translation, call, bracket(stars), ...args);
};
