import { rstrip, strip } from '../core/fragments.js';
import { didYouMean } from '../core/suggest.js';
import { type BlockEnd, commentEnds, createRawFinder } from './comments.js';
import { type Finding, neverClosed, syntaxFinding, texKept } from './findings.js';
import { formulaSpans, type Span } from './formula-spans.js';
import { type Find, isTagEvenInMath, maskLiquid, opensAnotherTag } from './liquid-mask.js';
import type { Piece, Scanned, TagPiece } from './piece.js';
import { canBeLiquid, hasControlSequence } from './tex.js';
import { trimPieces } from './trim.js';

/** What the scanner has to know besides the text. */
export interface ScanOptions {
  /** Names of all tags, with those that only stand inside of others (`else`, `endif`). */
  readonly tagNames: ReadonlySet<string>;
  /** Whether formulas may stand in the text, whose braces can be TeX's: it is a page's, not a layout's. */
  readonly holdsFormulas: boolean;
}

/** A construct that was read, or the finding that says why it is none. */
type Reading =
  | { readonly piece: Piece; readonly end: number; readonly finding?: Finding }
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
  const pieces: Piece[] = [];
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
    if (!('piece' in reading)) {
      opener.lastIndex = from + 1;
      continue;
    }
    const { piece, end } = reading;
    if (from > textStart) pieces.push({ kind: 'text', from: textStart, to: from });
    pieces.push(piece.kind === 'output' ? { ...piece, isReported } : piece);
    textStart = end;
    opener.lastIndex = end;
  }
  if (textStart < text.length) pieces.push({ kind: 'text', from: textStart, to: text.length });
  return { pieces: trimPieces(text, pieces), findings };
}

function createScanner(text: string, options: ScanOptions): Scanner {
  const find = createFind(text);
  const spans = options.holdsFormulas ? formulaSpans(maskLiquid(text, options.tagNames, find)) : [];
  const rawEnd = createRawFinder(text);
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
  if (hasControlSequence(beforeNext)) return { finding: texKept(from, end) };
  const inMath = formula !== undefined;
  if (inMath && (hasMinus(content) || !canBeLiquid(markup))) return { finding: texKept(from, end) };
  return {
    piece: { kind: 'output', from, to: end, markup, inMath, isReported: false, trimBefore, trimAfter },
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
  const piece: TagPiece = {
    kind: 'tag',
    from,
    to: end,
    name,
    markup: rest.endsWith('-') ? rest.slice(0, -1) : rest,
    trimBefore: before === '-',
    trimAfter,
  };
  if (name === 'raw') return readRaw(scanner, piece);
  if (name === 'comment') return readComment(scanner, piece);
  if (tagNames.has(name)) return { piece, end };
  return { piece: { ...piece, kind: 'comment' }, end, finding: unknownTag(scanner, piece) };
}

/** What was raw is printed as it is; what stands behind its end loses its white space if `raw` says so. */
function readRaw(scanner: Scanner, tag: TagPiece): Reading {
  const end = scanner.rawEnd(tag.to);
  if (end === undefined) return { finding: neverClosed(tag) };
  const { trimBefore, trimAfter } = tag;
  const body = scanner.text.slice(tag.to, end.from);
  const to = end.trimBefore ? tag.to + rstrip(body).length : end.from;
  const piece: Piece = { kind: 'raw', from: tag.to, to, trimBefore, trimAfter };
  if (strip(tag.markup) === '') return { piece, end: end.to };
  const finding = syntaxFinding(tag, 'The tag raw takes nothing.', 'Write {% raw %}.');
  return { piece, end: end.to, finding };
}

function readComment(scanner: Scanner, tag: TagPiece): Reading {
  const end = scanner.commentEnd(tag.from);
  if (end === undefined) return { finding: neverClosed(tag) };
  const { from, trimBefore } = tag;
  return { piece: { kind: 'comment', from, to: end.to, trimBefore, trimAfter: end.trimAfter }, end: end.to };
}

function unclosed(from: number, to: number, opener: string, closer: string): Finding {
  return syntaxFinding(
    { from, to },
    `This ${opener} has no ${closer} that ends it; it is shown as it stands.`,
    `Write ${closer}, or, to show braces, {% raw %} and {% endraw %} around them.`,
  );
}

function unknownTag(scanner: Scanner, tag: TagPiece): Finding {
  return {
    from: tag.from,
    to: tag.to,
    severity: 'error',
    code: 'liquid-unknown-tag',
    message: `There is no tag ${tag.name}; nothing is shown for it.`,
    hint: () =>
      didYouMean(
        tag.name,
        scanner.tagNames,
        'To show it as it stands, write {% raw %} and {% endraw %} around it.',
      ),
  };
}
