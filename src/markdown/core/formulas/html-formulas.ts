import { type HtmlToken, htmlTokens } from '../../../math/index.js';
import { environmentOf, type MarkdownEnvironment, tokenLists } from '../../document/environment.js';
import type { StateCore, Token } from '../../document/markdown-it.js';
import { replaceTokens } from '../../document/token.js';
import { metaOf } from '../../document/token-meta.js';
import { documentOffset, literalSegment, sliceSegment } from '../../source/segment.js';
import { markFormulas, type TextPart } from './formula-marks.js';

/** Elements in whose text MathJax looks for no formulas (its `skipHtmlTags`). */
export const WITHOUT_MATH: ReadonlySet<string> = new Set([
  'script',
  'noscript',
  'style',
  'textarea',
  'pre',
  'code',
  'annotation',
  'annotation-xml',
]);

/** Tags that MathJax reads over, and what it reads for them. */
const READ_OVER: Readonly<Record<string, string>> = { br: '\n', wbr: '' };

/** Puts marks in place of the formulas in the text of HTML that Markdown leaves alone. */
export function htmlFormulas(core: StateCore): void {
  const environment = environmentOf(core);
  if (!environment.mathFirst) return;
  for (const tokens of tokenLists(core)) markTokens(tokens, 0, environment);
}

/** Goes through tokens that stand in `skipped` elements without formulas; answers in how many the next ones do. */
function markTokens(tokens: Token[], skipped: number, environment: MarkdownEnvironment): number {
  let run: RunPart[] = [];
  const gone = new Set<Token>();
  const flush = (): void => {
    markRun(run, environment, gone);
    run = [];
  };
  for (const token of tokens) {
    const part = skipped === 0 ? textPart(token, run.at(-1)) : undefined;
    if (part !== undefined) {
      run.push({ token, ...part });
      continue;
    }
    flush();
    if (token.children !== null) skipped = markTokens(token.children, skipped, environment);
    else if (token.type === 'html_open' && WITHOUT_MATH.has(token.tag)) skipped++;
    else if (token.type === 'html_close' && WITHOUT_MATH.has(token.tag)) skipped--;
    else if (skipped === 0) markRaw(token, environment);
  }
  flush();
  if (gone.size > 0)
    replaceTokens(
      tokens,
      tokens.filter((token) => !gone.has(token)),
    );
  return skipped;
}

/** A token with what is read of it. */
interface RunPart extends TextPart {
  readonly token: Token;
}

/** What MathJax reads of a token, or undefined where the token ends a text; `previous` is the part before it. */
function textPart(token: Token, previous: TextPart | undefined): TextPart | undefined {
  const { type, tag, content } = token;
  if (type === 'html_text') {
    const { origin } = metaOf(token);
    return origin === undefined ? undefined : { segment: { text: content, origin } };
  }
  const read = readOver(token);
  if (read === undefined || previous === undefined) return undefined;
  const { origin, text } = previous.segment;
  const segment = literalSegment(read, documentOffset(origin, text.length));
  return { segment, written: type === 'html_void' ? `<${tag}>` : content };
}

/** What MathJax reads of a token that ends no text: a line's end for `<br>`, nothing for a comment or `<wbr>`. */
export function readOver({ type, tag, content }: Token): string | undefined {
  if (type === 'html_void') return READ_OVER[tag];
  return type === 'html_comment' || (type === 'html_raw' && isComment(content)) ? '' : undefined;
}

function isComment(html: string): boolean {
  return html.startsWith('<!--') && html.indexOf('-->') === html.length - 3;
}

/** Puts marks into tokens that are one text; what stands of a formula in other tokens is `gone`. */
function markRun(run: readonly RunPart[], environment: MarkdownEnvironment, gone: Set<Token>): void {
  markFormulas(run, environment).forEach((marked, index) => {
    const { token, written } = run[index] ?? {};
    if (token === undefined) return;
    if (written === undefined) token.content = marked;
    else if (marked === '') gone.add(token);
  });
}

/** Puts marks into HTML that is printed as it stands, where its text is no element's without formulas. */
function markRaw(token: Token, environment: MarkdownEnvironment): void {
  const { origin } = metaOf(token);
  if (token.type !== 'html_raw' || origin === undefined) return;
  const html = { text: token.content, origin };
  let skipped = 0;
  let run: TextPart[] = [];
  const marked: string[] = [];
  const flush = (): void => {
    for (const part of markFormulas(run, environment)) marked.push(part);
    run = [];
  };
  for (const part of htmlTokens(html.text)) {
    const segment = sliceSegment(html, part.from, part.to);
    const read = part.kind === 'text' ? segment.text : tokenReadOver(part);
    if (part.kind === 'tag' && WITHOUT_MATH.has(part.name))
      skipped = Math.max(0, skipped + (part.closing ? -1 : 1));
    if (skipped > 0 || read === undefined) {
      flush();
      marked.push(segment.text);
    } else if (part.kind === 'text') run.push({ segment });
    else
      run.push({ segment: literalSegment(read, documentOffset(segment.origin, 0)), written: segment.text });
  }
  flush();
  token.content = marked.join('');
}

function tokenReadOver(part: HtmlToken): string | undefined {
  if (part.kind === 'tag') return READ_OVER[part.name];
  return part.kind === 'other' && part.comment ? '' : undefined;
}
