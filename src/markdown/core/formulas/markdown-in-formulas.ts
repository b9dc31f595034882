import { formulaIndexes } from '../../../math/index.js';
import {
  environmentOf,
  type MarkdownEnvironment,
  speculatively,
  tokenLists,
} from '../../document/environment.js';
import type { StateCore, Token } from '../../document/markdown-it.js';
import { isMended, type MendNote, reportMend } from '../../document/mend.js';
import { metaOf } from '../../document/token-meta.js';
import { reportWarning, type Warning } from '../../document/warnings.js';
import {
  documentOffset,
  joinSegments,
  literalSegment,
  mappedFormula,
  type Segment,
  sliceSegment,
} from '../../source/segment.js';
import { markTokens } from './text-formulas.js';

/** Backslashes that Markdown takes away. */
const ESCAPE = /\\[\\.*_+`<>()[\]{}#!:|"'$=~-]/;
/** Other signs that Markdown reads as its own wherever they stand. */
const MARKUP = /`|<[A-Za-z/!]|~~|--|\{:|\][ \t]*[[(]/;
/** What is an error of TeX once its backslash is gone: a brace in the place of a delimiter. */
const ILL_FORMED = /\\(?:left|right|middle|[bB]igg?[lrm]?)\s*[{}]/;
/**
 * Signs that only look otherwise once Markdown has read them: readers know a bar, a dash and a quotation mark; in
 * `\char"41` the mark is TeX's own.
 */
const LOOK = /\\?\||-{2,3}|(?<!char\s?)"/g;
const BACKSLASHED_BAR = /\\\|/;
/** The same where Markdown has read them, of which there are as many as were written. */
const BAR = /\\?\|/g;
const QUOTE = /["“”]/g;
const DASHES: Readonly<Record<string, string>> = { '--': '–', '---': '—' };
/** What may begin emphasis and, behind it, what may end it. */
type EmphasisSigns = readonly [opening: RegExp, closing: RegExp];

const EMPHASIS: readonly EmphasisSigns[] = [
  [/\*(?=\S)/, /\S\*/],
  [/(?<![A-Za-z]|[A-Za-z]-)_(?=\S)/, /\S_(?![A-Za-z0-9])/],
];
const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '--',
  '—': '---',
  '…': '...',
  '«': '<<',
  '»': '>>',
};

/**
 * What kramdown leaves of `$\{a_1, \dots\}$` has lost its braces, and of a row's `\\` its end: there the TeX counts as it is
 * written. What only looks otherwise stays as readers know it, for it may be meant so: `$P(A\|B)$` keeps Markdown from
 * making a table, and shows P(A|B). A formula that is an error as it is written is taken as kramdown leaves it.
 *
 * `$\{a_1^*, \dots, a_n^*\}$`: on Jekyll, Markdown reads a formula between single dollars before MathJax does, and may take its stars for
 * emphasis and its backslashes for escapes. Formulas are met first; this says which of them Jekyll shows
 * otherwise than they were written.
 */
export function markdownInFormulas(core: StateCore): void {
  if (!isMended('formulas', environmentOf(core).options)) return;
  for (const tokens of tokenLists(core)) {
    for (const token of tokens) {
      if (token.type !== 'inline' || !/\$|\\begin\{|\\\\[([]/.test(token.content)) continue;
      const formulas = (token.children ?? []).filter((child) => isOpenToMarkdown(child, core));
      if (formulas.length === 0) continue;
      const emphasis = EMPHASIS.filter((signs) => holdsEmphasis(token.content, signs));
      if (formulas.some((child) => isEndangered(child, emphasis))) compareFormulas(core, token, formulas);
    }
  }
}

/** Whether a token is a formula between single dollars, or in a bare environment. */
function isOpenToMarkdown(token: Token, core: StateCore): boolean {
  const { formula, at = 0 } = token.type === 'math_inline' ? metaOf(token) : {};
  return formula !== undefined && !environmentOf(core).document.text.startsWith('$$', at);
}

/** Whether a text may hold emphasis of these signs. */
function holdsEmphasis(content: string, [opening, closing]: EmphasisSigns): boolean {
  const start = content.search(opening);
  return start >= 0 && closing.test(content.slice(start + 1));
}

/** Whether signs of Markdown stand in a formula; `emphasis` are the signs of what the text around it may hold. */
function isEndangered(token: Token, emphasis: readonly EmphasisSigns[]): boolean {
  const tex = metaOf(token).formula?.text ?? '';
  if (ESCAPE.test(tex) || MARKUP.test(tex) || tex.includes('"')) return true;
  return emphasis.some(([opening, closing]) => opening.test(tex) || closing.test(tex));
}

/** Compares the formulas of a text with what Jekyll shows of them; where one is torn, those behind it are, too. */
function compareFormulas(core: StateCore, token: Token, formulas: readonly Token[]): void {
  const environment = environmentOf(core);
  const shown = texOnJekyll(core, token);
  for (const child of formulas) {
    const { formula, at = 0 } = metaOf(child);
    if (formula === undefined) continue;
    const left = shown.get(letters(formula.text));
    const isRight = left !== undefined && left !== formula.text && !ILL_FORMED.test(left);
    const read = isRight ? { ...formula, ...withKnownLooks(formula, left), onJekyll: left } : formula;
    if (isRight) replaceFormula(child, read, environment);
    if (BACKSLASHED_BAR.test(formula.text) && !BACKSLASHED_BAR.test(read.text))
      reportWarning(singleBar(at), environment);
    if (left === undefined || plain(left) !== plain(read.text))
      reportMend(hurtNote(formula.text, at), environment);
  }
}

/** Puts a formula in the place of the one that a token's mark stands for. */
function replaceFormula(
  { content }: Token,
  formula: Parameters<typeof mappedFormula>[0],
  environment: MarkdownEnvironment,
): void {
  for (const index of formulaIndexes(content))
    environment.formulas[index] = mappedFormula(formula, environment);
}

/** What MathJax finds on Jekyll's page in a text, by its letters. */
function texOnJekyll(core: StateCore, { content, meta }: Token): ReadonlyMap<string, string> {
  const environment = environmentOf(core);
  return speculatively(environment, () => {
    const { formulas } = environment;
    const before = formulas.length;
    environment.mathFirst = false;
    environment.options = { ...environment.options, mend: false };
    environment.origin = metaOf({ meta }).origin ?? [[0, 0]];
    const children: Token[] = [];
    core.md.inline.parse(content, core.md, core.env, children);
    markTokens(children, 0, environment);
    return new Map(formulas.slice(before).map(({ tex }) => [letters(tex.text), tex.text]));
  });
}

/** A formula's TeX without the backslashes of which Markdown may take some, by which its readings are told to be one. */
function letters(tex: string): string {
  return plain(tex).replaceAll('\\', '');
}

/** TeX with those signs that only look otherwise in `shown`, which has the same letters, as they look there. */
function withKnownLooks(tex: Segment, shown: string): Segment {
  const looks = (signs: RegExp): Iterator<string> => (shown.match(signs) ?? []).values();
  const bars = looks(BAR);
  const quotes = looks(QUOTE);
  const parts: Segment[] = [];
  let done = 0;
  for (const { 0: sign, index } of tex.text.matchAll(LOOK)) {
    const look = lookOf(sign, bars, quotes);
    if (look === undefined || look === sign || !shown.includes(look)) continue;
    parts.push(sliceSegment(tex, done, index), literalSegment(look, documentOffset(tex.origin, index)));
    done = index + sign.length;
  }
  return joinSegments([...parts, sliceSegment(tex, done)]);
}

function lookOf(sign: string, bars: Iterator<string>, quotes: Iterator<string>): string | undefined {
  const signs = sign === '"' ? quotes : bars;
  return DASHES[sign] ?? signs.next().value;
}

function plain(tex: string): string {
  return tex.replace(/[‘’“”–—…«»]/g, (sign) => PLAIN[sign] ?? sign).replace(/\s+/g, '');
}

function hurtNote(tex: string, at: number): MendNote {
  const [escaped] = ESCAPE.exec(tex) ?? [];
  const wear =
    escaped === undefined
      ? 'takes signs in or near this formula for markup'
      : `drops the backslash of ${escaped} in this formula`;
  return {
    mend: 'formulas',
    severity: 'info',
    at,
    text: tex,
    message: `On Jekyll, Markdown ${wear} before MathJax reads it; it is typeset as it is written.`,
    hint: 'For Jekyll, write it between double dollars, $$…$$, where Markdown changes nothing.',
  };
}

/** Of a bar in a formula whose backslash Markdown takes. */
function singleBar(at: number): Warning {
  return {
    code: 'math-markdown',
    severity: 'info',
    at,
    text: '\\|',
    message: 'Markdown takes the backslash of \\| in this formula, so that a single bar is shown.',
    hint: 'If a double bar is meant, write \\Vert, or \\lVert and \\rVert.',
    isSaidOnce: true,
  };
}
