import { type FoundMath, findMath, formulaMark, type MathDelimiters } from '../../../math/index.js';
import { environmentOf, type MarkdownEnvironment, tokenLists } from '../../document/environment.js';
import type { StateCore, Token } from '../../document/markdown-it.js';
import { PlainToken, replaceTokens } from '../../document/token.js';
import { metaOf } from '../../document/token-meta.js';
import {
  decodedSegment,
  documentOffset,
  joinSegments,
  literalSegment,
  mappedFormula,
  type Segment,
  sliceSegment,
} from '../../source/segment.js';
import { readOver, WITHOUT_MATH } from './html-formulas.js';

/** What MathJax takes for formulas where it takes `$…$` for one; and where it does not. */
const DELIMITERS: MathDelimiters = {
  version: 3,
  inlineMath: [
    ['$', '$'],
    ['\\(', '\\)'],
  ],
  displayMath: [
    ['$$', '$$'],
    ['\\[', '\\]'],
  ],
  processEscapes: true,
  processEnvironments: true,
  processRefs: false,
};

const WITHOUT_DOLLARS: MathDelimiters = { ...DELIMITERS, inlineMath: [['\\(', '\\)']] };

/** Tokens that print characters, which MathJax reads as one text. */
const CHARACTERS: ReadonlySet<string> = new Set([
  'text',
  'html_text',
  'entity',
  'smart_quote',
  'typographic',
]);

/** A token of a text that is searched, and what MathJax reads of it. */
interface Part {
  readonly token: Token;
  readonly segment: Segment;
}

/**
 * Puts marks in place of the formulas that MathJax finds in the finished page: in what Markdown has left of them,
 * across `<br>` and comments, but in no text that an element cuts in two. So a page is read without the mend
 * `formulas`. Where `$…$` is no formula, all formulas that Markdown leaves are found when the page is composed.
 */
export function textFormulas(core: StateCore): void {
  const environment = environmentOf(core);
  if (environment.mathFirst || !environment.options.dollars) return;
  for (const tokens of tokenLists(core)) markTokens(tokens, 0, environment);
}

/** Goes through tokens that stand in `outside` elements without formulas; answers in how many the next ones do. */
export function markTokens(tokens: Token[], outside: number, environment: MarkdownEnvironment): number {
  const marked: Token[] = [];
  let run: Part[] = [];
  let place = 0;
  const flush = (): void => {
    for (const token of markRun(run, environment)) marked.push(token);
    run = [];
  };
  for (const token of tokens) {
    place = (token.meta === null ? undefined : metaOf(token).at) ?? place;
    const segment = outside === 0 ? readSegment(token, place) : undefined;
    if (segment !== undefined) {
      run.push({ token, segment });
      continue;
    }
    flush();
    if (token.children !== null) outside = markTokens(token.children, outside, environment);
    else if (token.type === 'html_open' && WITHOUT_MATH.has(token.tag)) outside++;
    else if (token.type === 'html_close' && WITHOUT_MATH.has(token.tag)) outside--;
    marked.push(token);
  }
  flush();
  if (marked.length !== tokens.length || marked.some((token, index) => token !== tokens[index])) {
    replaceTokens(tokens, marked);
  }
  return outside;
}

/** What MathJax reads of a token, or undefined where the token ends a text. */
function readSegment(token: Token, place: number): Segment | undefined {
  const { type, content } = token;
  const { formula, origin = [[0, place]] } = token.meta === null ? {} : metaOf(token);
  if (type === 'math_inline' && formula !== undefined) return writtenFormula(formula);
  if (CHARACTERS.has(type)) return { text: content, origin };
  const read = type === 'hardbreak' ? '\n' : readOver(token);
  return read === undefined ? undefined : literalSegment(read, place);
}

/** A formula that Markdown itself has read, as it prints it. */
function writtenFormula(formula: Segment & { readonly display: boolean }): Segment {
  const [open, close] = formula.display ? ['\\[', '\\]'] : ['\\(', '\\)'];
  const at = documentOffset(formula.origin, 0);
  return joinSegments([literalSegment(open, at), formula, literalSegment(close, at)]);
}

/** The tokens of a text with its formulas as tokens of their own. */
function markRun(run: readonly Part[], environment: MarkdownEnvironment): readonly Token[] {
  if (!run.some(({ segment }) => /[\\$]/.test(segment.text))) return run.map(({ token }) => token);
  const whole = joinSegments(run.map(({ segment }) => segment));
  const cut = cutter(run);
  const marked: Token[] = [];
  for (const found of findMath(whole.text, environment.options.dollars ? DELIMITERS : WITHOUT_DOLLARS)) {
    if (found.kind !== 'formula') continue;
    for (const token of cut(found.from)) marked.push(token);
    const [own, more] = cut(found.to);
    const isOwn = own?.type === 'math_inline' && more === undefined;
    marked.push(isOwn ? own : formulaToken(whole, found, environment));
  }
  for (const token of cut(whole.text.length)) marked.push(token);
  return marked;
}

/** Answers, each time it is asked, with the tokens of the text from where it stopped last up to an offset. */
function cutter(run: readonly Part[]): (to: number) => Token[] {
  let index = 0;
  /** Where the part at `index` starts, and how much of it has been answered. */
  let start = 0;
  let done = 0;
  return (to) => {
    const tokens: Token[] = [];
    for (let part = run[index]; part !== undefined && start + done <= to; part = run[index]) {
      const { token, segment } = part;
      const end = Math.min(segment.text.length, to - start);
      if (done === 0 && end === segment.text.length) tokens.push(token);
      else if (end > done) tokens.push(partOf(token, sliceSegment(segment, done, end)));
      done = end;
      if (end < segment.text.length) break;
      start += end;
      done = 0;
      index++;
    }
    return tokens;
  };
}

function partOf(token: Token, { text, origin }: Segment): Token {
  const part = new PlainToken(token.type === 'math_inline' ? 'text' : token.type, '', 0);
  part.content = text;
  part.level = token.level;
  part.block = token.block;
  part.meta = { at: documentOffset(origin, 0), origin };
  return part;
}

function formulaToken(
  whole: Segment,
  { from, to, texFrom, texTo, display }: FoundMath,
  environment: MarkdownEnvironment,
): Token {
  const tex = sliceSegment(whole, texFrom, texTo);
  const delimiters = [whole.text.slice(from, texFrom), whole.text.slice(texTo, to)] as const;
  const formula = mappedFormula({ ...decodedSegment(tex), display, delimiters }, environment);
  const token = new PlainToken('math_inline', 'math', 0);
  token.content = formulaMark(environment.formulas.push(formula) - 1);
  metaOf(token).at = documentOffset(tex.origin, 0);
  return token;
}
