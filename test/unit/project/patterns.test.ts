import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../../../src');

/**
 * Patterns that are put together from pieces which no name of this kind has, and why none of them is an author's: by file,
 * what the pattern is made of.
 */
const REVIEWED: Readonly<Record<string, readonly string[]>> = {
  // What BibTeX-Ruby takes for a regular expression, too, where it is one and cannot take long.
  'bibliography/entry-query.ts': ['pattern'],
  // Each piece is letters and digits, an entry of `WRITTEN`, or escaped.
  'course/compose/formula-places.ts': ['pieces.map(writtenPiece)'],
  // Escaped characters, joined.
  'liquid/values/noncharacters.ts': ['characters'],
  // Escaped names, joined.
  'markdown/core/abbreviations.ts': ['any'],
  // Escaped delimiters and patterns of the file's own, joined.
  'math/search/find-math.ts': ['parts.length === 0 ?  : parts'],
  // What MathJax takes for a regular expression, too, where it is one and cannot take long.
  'math/search/math-scope.ts': ['pattern'],
};

/** What may stand in a pattern: an escaped text, or a constant, which is written in capitals. */
const SAFE = /^(?:escapePattern\([\w.]+\)|[A-Z][A-Z_]*)$/;

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(path.sep).join('/'));

/** The first arguments of a file's calls of `RegExp`, without comments. */
function patternsOf(text: string): string[] {
  const code = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  return [...code.matchAll(/\bRegExp\(\s*/g)].map((call) => firstArgument(code, call.index + call[0].length));
}

/** The text of an argument that starts at `from`, up to its comma or the end of the call. */
function firstArgument(code: string, from: number): string {
  let depth = 0;
  let quote = '';
  for (let at = from; at < code.length; at++) {
    const character = code.charAt(at);
    if (character === '\\') at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (/['"`]/.test(character)) quote = character;
    else if (/[([{]/.test(character)) depth++;
    else if (depth === 0 && /[,)]/.test(character)) return code.slice(from, at).trim();
    else if (/[)\]}]/.test(character)) depth--;
  }
  return code.slice(from);
}

/** What of a pattern's argument is not written there in quotes. */
function piecesOf(argument: string): string[] {
  return argument
    .replace(/'(?:[^'\\]|\\.)*'/g, '')
    .replace(/`(?:[^`\\]|\\[\s\S])*`/g, (template) =>
      [...template.matchAll(/\$\{([^{}]*)\}/g)].map(([, piece = '']) => ` + ${piece}`).join(''),
    )
    .replaceAll('.join()', '')
    .split(/[+,[\]]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

const found = sources.flatMap((file) =>
  patternsOf(readFileSync(path.join(SRC, file), 'utf8')).flatMap((argument) =>
    piecesOf(argument).map((piece) => ({ file, piece })),
  ),
);

test('patterns hold what authors wrote only as it is escaped', () => {
  const unsafe = found.filter(({ file, piece }) => !SAFE.test(piece) && !REVIEWED[file]?.includes(piece));
  expect(unsafe.map(({ file, piece }) => `${file}: ${piece}`)).toEqual([]);
});

test('what was reviewed of patterns is still there', () => {
  const there = (file: string, piece: string): boolean =>
    found.some((one) => one.file === file && one.piece === piece);
  const gone = Object.entries(REVIEWED).flatMap(([file, pieces]) =>
    pieces.filter((piece) => !there(file, piece)).map((piece) => `${file}: ${piece}`),
  );
  expect(gone).toEqual([]);
});

test('only one function escapes what stands in a pattern', () => {
  const escaping = sources.filter((file) =>
    /\.replace(?:All)?\([^\n]*\\\\\$&/.test(readFileSync(path.join(SRC, file), 'utf8')),
  );
  expect(escaping).toEqual([]);
});
