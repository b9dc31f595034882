import { TexError } from '../syntax/tex-error.js';
import { next, skipSpaces, type Token, takeAfterSpaces } from '../syntax/tokens.js';
import { readFenced, replaceByTemplate } from '../translation/template.js';
import {
  type Handler,
  plainArgument,
  rawArgument,
  replaceWith,
  type Translation,
} from '../translation/translation.js';

/** Matrices of the physics package (`PhysicsMethods.ts` of MathJax 3, section 2.7). */

const MOST_LINES = 50;

/** `\mqty(a & b \\ c & d)`, `\mqty{…}`, `\mqty[…]`, `\mqty|…|`, `\mqty*(…)`. */
export function matrixQuantity(environment: 'matrix' | 'smallmatrix'): Handler {
  return (translation, call) => {
    const { reader } = translation;
    const star = takeAfterSpaces(reader, '*');
    const matrix = `\\begin{${environment}} #1\\end{${environment}}`;
    const open = skipSpaces(reader)?.text ?? '';
    if (open === '{') {
      replaceByTemplate(translation, call, matrix, rawArgument(translation, call));
      return;
    }
    const fences: Readonly<Record<string, readonly [close: string, left: string, right: string]>> = {
      '(': [')', star ? '\\lgroup ' : '(', star ? '\\rgroup ' : ')'],
      '[': [']', '[', ']'],
      '|': ['|', '|', '|'],
    };
    const [close, left, right] = fences[open] ?? ['', '(', ')'];
    if (close !== '') next(reader);
    const content = close === '' ? [] : readFenced(reader, '', close);
    if (content === undefined) {
      throw new TexError('math-syntax', call.at, `The matrix of ${call.text} is not closed by ${close}.`);
    }
    replaceByTemplate(translation, call, `\\left${left}${matrix}\\right${right}`, content);
  };
}

/** Reads how many lines or columns a matrix has: a number from 1 on. */
function readCount(translation: Translation, call: Token): number {
  const text = plainArgument(translation, call);
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > MOST_LINES) {
    const message = `${call.text} is given "${text}" where the size of a matrix belongs.`;
    throw new TexError('math-syntax', call.at, message, `Write a number from 1 to ${MOST_LINES}.`);
  }
  return Math.max(1, count);
}

/** The lines of a matrix, whose elements are made by `element`. */
function lines(rows: number, columns: number, element: (row: number, column: number) => string): string {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => element(row, column)).join(' & '),
  ).join('\\\\ ');
}

/** `\imat{n}`: ones on the diagonal. */
export const identityMatrix: Handler = (translation, call) => {
  const size = readCount(translation, call);
  replaceByTemplate(
    translation,
    call,
    lines(size, size, (row, column) => (row === column ? '1' : '0')),
  );
};

/** `\xmat{x}{n}{m}`: the same everywhere; with a star, with indices. */
export const filledMatrix: Handler = (translation, call) => {
  const star = takeAfterSpaces(translation.reader, '*');
  const content = rawArgument(translation, call);
  const [rows, columns] = [readCount(translation, call), readCount(translation, call)];
  const index = (row: number, column: number): string => {
    if (!star || (rows === 1 && columns === 1)) return '';
    if (rows === 1) return `_{${column + 1}}`;
    return columns === 1 ? `_{${row + 1}}` : `_{{${row + 1}}{${column + 1}}}`;
  };
  replaceByTemplate(
    translation,
    call,
    lines(rows, columns, (row, column) => `#1${index(row, column)}`),
    content,
  );
};

/** `\zmat{n}{m}`. */
export const zeroMatrix: Handler = (translation, call) => {
  const [rows, columns] = [readCount(translation, call), readCount(translation, call)];
  replaceByTemplate(
    translation,
    call,
    lines(rows, columns, () => '0'),
  );
};

const PAULI: Readonly<Record<string, string>> = {
  '0': '1 & 0\\\\ 0 & 1',
  '1': '0 & 1\\\\ 1 & 0',
  x: '0 & 1\\\\ 1 & 0',
  '2': '0 & -i\\\\ i & 0',
  y: '0 & -i\\\\ i & 0',
  '3': '1 & 0\\\\ 0 & -1',
  z: '1 & 0\\\\ 0 & -1',
};

/** `\pmat{n}`: a Pauli matrix. */
export const pauliMatrix: Handler = (translation, call) => {
  const [first, ...rest] = rawArgument(translation, call);
  const matrix = PAULI[first?.text ?? ''];
  replaceByTemplate(translation, call, `#1${matrix ?? ''}`, rest);
};

/** `\dmat{a,b}`, `\admat{a,b}`: elements on the diagonal, or on the other one. */
export function diagonalMatrix(anti: boolean): Handler {
  return (translation, call) => {
    const elements = splitAtCommas(rawArgument(translation, call));
    const { at } = call;
    const result: Token[] = [];
    elements.forEach((element, index) => {
      if (index > 0) result.push({ text: '\\\\', at });
      const before = anti ? elements.length - 1 - index : index;
      for (let i = 0; i < before; i++) result.push({ text: '&', at });
      result.push({ text: '{', at }, ...element, { text: '}', at });
    });
    replaceWith(translation, call, result);
  };
}

function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '{') depth++;
    else if (token.text === '}') depth--;
    if (token.text === ',' && depth === 0 && parts.length < MOST_LINES) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
