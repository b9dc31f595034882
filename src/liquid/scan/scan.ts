import { didYouMean } from '../core/fault.js';
import { isBlank, rstrip, strip } from '../core/ruby-string.js';
import { unknownTagMessage } from '../core/unknown-name.js';
import { type BlockEnd, commentEnds, rawBlockEnds } from './comments.js';
import { type Finding, neverClosed, syntaxFinding, texKept } from './findings.js';
import { formulaSpans, type Span } from './formula-spans.js';
import { type Find, isTagEvenInMath, type KnownNames, maskLiquid, opensAnotherTag } from './liquid-mask.js';
import { canBeLiquid, hasControlSequence } from './tex.js';
import type { Scanned, TagToken, TextToken, Token } from './token.js';

/** What the scanner has to know besides the text. */
export interface ScanOptions extends KnownNames {
  /** Whether formulas may stand in the text, whose braces can be TeX's: it is a page's, not a layout's. */
  readonly holdsFormulas: boolean;
}

/** A construct that was read, or the finding that says why it is none. */
type Reading =
  | { readonly token: Token; readonly end: number; readonly finding?: Finding }
  | { readonly finding: Finding };

interface Scanner extends ScanOptions {
  readonly text: string;
  readonly find: Find;
  /** Where the formula ends that holds an offset. Asked with ascending offsets. */
  readonly formulaAt: (offset: number) => Span | undefined;
  readonly rawEnd: (from: number) => BlockEnd | undefined;
  /** The end of the comment that begins at an offset. */
  readonly commentEnd: (from: number) => BlockEnd | undefined;
}

/**
 * Splits a template into text and constructs, as liquid/tokenizer.rb does. What is no construct, for it is
 * TeX or lacks its end, becomes text: scanning goes on behind its first brace.
 */
export function scan(text: string, options: ScanOptions): Scanned {
  const scanner = createScanner(text, options);
  const tokens: Token[] = [];
  const findings: Finding[] = [];
  const opener = /\{[{%]/g;
  let textStart = 0;
  let texEnd = 0;
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const from = match.index;
    const isReported = from < texEnd;
    const reading = match[0] === '{{' ? readOutput(scanner, from) : readTag(scanner, from);
    const { finding } = reading;
    if (finding?.code === 'liquid-in-math') texEnd = Math.max(texEnd, finding.to);
    if (finding !== undefined && !isReported) findings.push(finding);
    if (!('token' in reading)) {
      opener.lastIndex = from + 1;
      continue;
    }
    const { token, end } = reading;
    if (from > textStart) tokens.push({ kind: 'text', from: textStart, to: from });
    tokens.push(token.kind === 'output' ? { ...token, isReported } : token);
    textStart = end;
    opener.lastIndex = end;
  }
  if (textStart < text.length) tokens.push({ kind: 'text', from: textStart, to: text.length });
  return { tokens: trimTokens(text, tokens), findings };
}

function createScanner(text: string, options: ScanOptions): Scanner {
  const find = createFind(text);
  const spans = options.holdsFormulas ? formulaSpans(maskLiquid(text, options, find)) : [];
  const rawEnd = rawBlockEnds(text);
  let comments: Map<number, BlockEnd> | undefined;
  let next = 0;
  return {
    ...options,
    text,
    find,
    formulaAt: (offset) => {
      while ((spans[next]?.to ?? Number.POSITIVE_INFINITY) <= offset) next++;
      const span = spans[next];
      return span !== undefined && span.from <= offset ? span : undefined;
    },
    rawEnd,
    commentEnd: (from) => {
      comments ??= commentEnds(text, rawEnd);
      return comments.get(from);
    },
  };
}

function createFind(text: string): Find {
  const found = new Map<string, { readonly from: number; readonly at: number }>();
  return (what, from) => {
    const last = found.get(what);
    if (last !== undefined && last.from <= from && (last.at < 0 || last.at >= from)) return last.at;
    const at = text.indexOf(what, from);
    found.set(what, { from, at });
    return at;
  };
}

function readOutput(scanner: Scanner, from: number): Reading {
  const { text } = scanner;
  const formula = scanner.formulaAt(from);
  const close = scanner.find('}', from + 2);
  const complete = close >= 0 && text[close + 1] === '}';
  const end = complete ? close + 2 : close + 1;
  if (!complete) {
    if (formula !== undefined) return { finding: texKept(from, close < 0 ? from + 2 : end) };
    return { finding: unclosed(from, close < 0 ? from + 2 : end, '{{', '}}') };
  }
  const content = text.slice(from + 2, close);
  const trimBefore = content.startsWith('-');
  const trimAfter = content.endsWith('-');
  const inner = trimBefore ? content.slice(1) : content;
  const markup = inner.endsWith('-') ? inner.slice(0, -1) : inner;
  const beforeNext = text.slice(from + 2, Math.min(close, nextOpener(scanner, from + 2)));
  if (hasControlSequence(beforeNext, scanner.isFilter)) return { finding: texKept(from, end) };
  const inMath = formula !== undefined;
  if (inMath && (hasMinus(content) || !canBeLiquid(markup, scanner.isFilter)))
    return { finding: texKept(from, end) };
  return {
    token: { kind: 'output', from, to: end, markup, inMath, isReported: false, trimBefore, trimAfter },
    end,
  };
}

/** Where the next construct may begin: no further does one look that has not been read to its end. */
function nextOpener(scanner: Scanner, from: number): number {
  const openers = [scanner.find('{{', from), scanner.find('{%', from)];
  return Math.min(...openers.map((at) => (at < 0 ? scanner.text.length : at)));
}

/** Whether a hyphen at either end stands close to something else: then it is a minus and trims nothing. */
function hasMinus(content: string): boolean {
  const isClose = (hyphen = '', neighbour = ' ') => hyphen === '-' && !/\s/.test(neighbour);
  return isClose(content[0], content[1]) || isClose(content.at(-1), content.at(-2));
}

const TAG = /^(-?)[ \t\r\n\f\v]*(\w+)[ \t\r\n\f\v]*([\s\S]*)$/;

function readTag(scanner: Scanner, from: number): Reading {
  const { text, tagNames } = scanner;
  const close = scanner.find('%}', from + 2);
  const end = close + 2;
  const isOpen = close < 0 || opensAnotherTag(text, from + 2, close, scanner.find);
  const content = isOpen ? '' : text.slice(from + 2, close);
  const [, before, name, rest = ''] = TAG.exec(content) ?? [];
  const isTag = name !== undefined && isTagEvenInMath(content, tagNames);
  if (!isTag && scanner.formulaAt(from) !== undefined) return { finding: texKept(from, from + 2) };
  if (name === undefined) return { finding: unclosed(from, isOpen ? from + 2 : end, '{%', '%}') };
  const trimAfter = content.endsWith('-') && content !== '-';
  const token: TagToken = {
    kind: 'tag',
    from,
    to: end,
    name,
    markup: rest.endsWith('-') ? rest.slice(0, -1) : rest,
    trimBefore: before === '-',
    trimAfter,
  };
  if (name === 'raw') return readRaw(scanner, token);
  if (name === 'comment') return readComment(scanner, token);
  if (tagNames.has(name)) return { token, end };
  return { token: { ...token, kind: 'comment' }, end, finding: unknownTag(scanner, token) };
}

/** What was raw is printed as it is; what stands behind its end loses its white space if `raw` says so. */
function readRaw(scanner: Scanner, tag: TagToken): Reading {
  const end = scanner.rawEnd(tag.to);
  if (end === undefined) return { finding: neverClosed(tag) };
  const { trimBefore, trimAfter } = tag;
  const body = scanner.text.slice(tag.to, end.from);
  const to = end.trimBefore ? tag.to + rstrip(body).length : end.from;
  const token: Token = { kind: 'raw', from: tag.to, to, trimBefore, trimAfter };
  if (strip(tag.markup) === '') return { token, end: end.to };
  const finding = syntaxFinding(tag, 'The tag raw takes nothing.', 'Write {% raw %}.');
  return { token, end: end.to, finding };
}

function readComment(scanner: Scanner, tag: TagToken): Reading {
  const end = scanner.commentEnd(tag.from);
  if (end === undefined) return { finding: neverClosed(tag) };
  const { from, trimBefore } = tag;
  return { token: { kind: 'comment', from, to: end.to, trimBefore, trimAfter: end.trimAfter }, end: end.to };
}

function unclosed(from: number, to: number, opener: string, closer: string): Finding {
  return syntaxFinding(
    { from, to },
    `This ${opener} has no ${closer} that ends it; it is shown as it stands.`,
    `Write ${closer}, or, to show braces, {% raw %} and {% endraw %} around them.`,
  );
}

function unknownTag(scanner: Scanner, tag: TagToken): Finding {
  return {
    from: tag.from,
    to: tag.to,
    severity: 'error',
    code: 'liquid-unknown-tag',
    message: unknownTagMessage(tag.name),
    hint: () =>
      didYouMean(
        tag.name,
        scanner.tagNames,
        'To show it as it stands, write {% raw %} and {% endraw %} around it.',
      ),
  };
}

/**
 * Takes the white space off the texts next to constructs that eat it (liquid/block_body.rb,
 * whitespace_handler).
 */
function trimTokens(text: string, tokens: readonly Token[]): Token[] {
  return tokens.map((token, index) => {
    if (token.kind !== 'text') return token;
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    const trimStart = before !== undefined && before.kind !== 'text' && before.trimAfter;
    const trimEnd = after !== undefined && after.kind !== 'text' && after.trimBefore;
    return trimStart || trimEnd ? trimmed(text, token, trimStart, trimEnd) : token;
  });
}

function trimmed(text: string, token: TextToken, start: boolean, end: boolean): TextToken {
  let { from, to } = token;
  while (start && from < to && isBlank(text.charCodeAt(from))) from++;
  while (end && to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return { ...token, from, to };
}
