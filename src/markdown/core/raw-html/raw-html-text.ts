import { environmentOf, tokenLists } from '../../document/environment.js';
import type { StateCore, Token } from '../../document/markdown-it.js';
import { isMended, type MendNote, reportMend } from '../../document/mend.js';
import { makeInline, PlainToken, replaceTokens } from '../../document/token.js';
import { metaOf } from '../../document/token-meta.js';
import { LITERAL_ELEMENTS } from '../../html/names.js';
import { cachedIndexOf } from '../../source/index-of.js';
import { documentOffset, type Segment, sliceSegment } from '../../source/segment.js';
import { htmlSpanAt, htmlSpanNote } from './html-spans.js';

/** A mend of text in raw HTML: it knows where something of Markdown starts and ends, and what to say of it. */
interface TextMend {
  readonly endOf: (text: string, at: number) => number | undefined;
  readonly noteOf: (text: string, at: number) => MendNote;
}

/** What may begin a span, or text that is no Markdown: a formula or an escape. */
const BEGIN = /[*_~`![<$\\]/g;

/** Where a walk through tokens is: for each open element of HTML, whether its text stays as it is written. */
type OpenElements = boolean[];

/** Reads spans in the text of raw HTML, but for elements that show their text as it is written. */
export function rawHtmlText(core: StateCore): void {
  const { options } = environmentOf(core);
  const mends: TextMend[] = [];
  if (isMended('html-spans', options)) mends.push({ endOf: htmlSpanAt, noteOf: htmlSpanNote });
  if (isMended('html-autolinks', options)) mends.push({ endOf: htmlAutolinkAt, noteOf: htmlAutolinkNote });
  if (mends.length === 0) return;
  for (const tokens of tokenLists(core)) readTokens(core, tokens, [], mends, false);
}

function readTokens(
  core: StateCore,
  tokens: Token[],
  open: OpenElements,
  mends: readonly TextMend[],
  inSpans: boolean,
): void {
  let read: Token[] | undefined;
  tokens.forEach((token, index) => {
    // Only a tag in a text makes raw HTML of a part of it.
    if (token.children !== null && token.content.includes('<'))
      readTokens(core, token.children, open, mends, true);
    else if (token.type === 'html_open') open.push(open.at(-1) === true || staysAsWritten(token));
    else if (token.type === 'html_close') open.pop();
    const isText = token.type === 'html_text' && open.at(-1) !== true;
    const parts = isText ? readText(core, token, mends, inSpans) : undefined;
    if (parts !== undefined) read ??= tokens.slice(0, index);
    if (read === undefined) return;
    if (parts === undefined) read.push(token);
    else for (const part of parts) read.push(part);
  });
  if (read !== undefined) replaceTokens(tokens, read);
}

/** Elements that, besides those, show their text as it is written. */
const VERBATIM = /^(?:listing|noscript|plaintext|template|title|tt|xmp)$|-/;
/** Classes of elements whose text a script or a style sheet takes as it is written. */
const READ_BY_SCRIPTS =
  /(?:^|\s)(?:mermaid|plantuml|graphviz|dot|viz|vega(?:-lite)?|wavedrom|nomnoml|tikz|abc|math|katex|mathjax\w*|tex2jax\w*|asciimath|md|markdown|highlight|highlighter-rouge|source-?code|code|codeblock|code-block|language-[\w-]+|lang-[\w-]+|no-?highlight|no-?markdown|editor|ace|codemirror|monospace|verbatim|pre|output|terminal|console|compute|sage|thebe|pyodide|repl)(?:\s|$)/i;
const SHOWN_AS_WRITTEN = /white-space\s*:\s*(?:pre|break-spaces)|font-family\s*:[^;]*mono/i;

/** Whether an element shows its text as it is written: code, what a script reads, and what its author wants so. */
function staysAsWritten(token: Token): boolean {
  if (LITERAL_ELEMENTS.has(token.tag) || VERBATIM.test(token.tag) || metaOf(token).verbatim === true)
    return true;
  if (token.attrs === null) return false;
  return token.attrs.some(
    ([name, value]) =>
      name === 'data-markdown' ||
      (name === 'class' && READ_BY_SCRIPTS.test(String(value))) ||
      (name === 'style' && SHOWN_AS_WRITTEN.test(String(value))),
  );
}

/** A text as texts and, between them, its spans; undefined where it has none. */
function readText(
  core: StateCore,
  token: Token,
  mends: readonly TextMend[],
  inSpans: boolean,
): Token[] | undefined {
  const { content } = token;
  const { origin } = metaOf(token);
  if (origin === undefined || content.search(BEGIN) < 0) return undefined;
  const segment: Segment = { text: content, origin };
  const parts: Token[] = [];
  let done = 0;
  const addText = (to: number): void => {
    if (to > done) parts.push(textPart(token, sliceSegment(segment, done, to)));
    done = to;
  };
  for (const { from, to, mend } of spansIn(content, mends)) {
    const span = sliceSegment(segment, from, to);
    const tokens = spanTokens(core, span);
    if (tokens === undefined) continue;
    addText(from);
    const note = mend.noteOf(span.text, documentOffset(origin, from));
    // Behind a bracket that closes, the span is part of the text of a link that is broken in another way, too.
    const isInLink = content.charAt(to) === ']';
    reportMend(isInLink ? { ...note, edit: undefined } : note, environmentOf(core));
    if (inSpans) parts.push(...tokens);
    else parts.push(makeInline(tokens, token.level));
    done = to;
  }
  if (parts.length === 0) return undefined;
  addText(content.length);
  return parts;
}

interface FoundSpan {
  readonly from: number;
  readonly to: number;
  readonly mend: TextMend;
}

/** Where spans stand in a text, outside of its formulas. */
function* spansIn(text: string, mends: readonly TextMend[]): Generator<FoundSpan> {
  const indexOf = cachedIndexOf(text);
  const environments = environmentsIn(text);
  const begin = new RegExp(BEGIN);
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const from = match.index;
    const skipped = formulaEnd(text, from, indexOf, environments);
    if (skipped !== undefined) {
      begin.lastIndex = skipped;
      continue;
    }
    for (const mend of mends) {
      const to = mend.endOf(text, from);
      if (to === undefined) continue;
      yield { from, to, mend };
      begin.lastIndex = to;
      break;
    }
  }
}

const INLINE_FORMULA = /\$[^$\n]{1,1000}\$/y;

/** The offset behind the formula or the escape at `at`. */
function formulaEnd(
  text: string,
  at: number,
  indexOf: (needle: string, from: number) => number,
  environments: ReadonlyMap<number, number>,
): number | undefined {
  const opening = text.slice(at, at + 2);
  const close = opening === '$$' ? '$$' : opening === '\\(' ? '\\)' : opening === '\\[' ? '\\]' : undefined;
  if (close !== undefined) {
    const end = indexOf(close, at + 2);
    return end < 0 ? at + 2 : end + 2;
  }
  if (text.charAt(at) === '\\') return environments.get(at) ?? at + 2;
  if (text.charAt(at) !== '$') return undefined;
  INLINE_FORMULA.lastIndex = at;
  return INLINE_FORMULA.test(text) ? INLINE_FORMULA.lastIndex : undefined;
}

/** The environments of TeX in a text: where each ends, by where it begins. */
function environmentsIn(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: { readonly at: number; readonly name: string | undefined }[] = [];
  for (const { 0: written, 1: kind, 2: name, index } of text.matchAll(/\\(begin|end)\{([A-Za-z]+\*?)\}/g)) {
    if (kind === 'begin') open.push({ at: index, name });
    else if (open.at(-1)?.name === name) ends.set(open.pop()?.at ?? index, index + written.length);
  }
  return ends;
}

/** The spans of a text, or undefined where it turns out to be nothing but text. */
function spanTokens(core: StateCore, { text, origin }: Segment): Token[] | undefined {
  const environment = environmentOf(core);
  const tokens: Token[] = [];
  environment.origin = origin;
  environment.breaksLines = false;
  environment.inCell = false;
  core.md.inline.parse(text, core.md, core.env, tokens);
  return tokens.every(({ type }) => type === 'text') ? undefined : tokens;
}

function textPart(token: Token, { text, origin }: Segment): Token {
  const part = new PlainToken('html_text', '', 0);
  part.content = text;
  part.level = token.level;
  part.block = token.block;
  part.meta = { ...metaOf(token), at: documentOffset(origin, 0), origin };
  return part;
}

/** A web or mail address in angle brackets; a web address may be broken over lines. */
const AUTOLINK =
  /<(?:(?:https?|ftp):\/\/[^\s<>]{1,2000}(?:\n[ \t]*[^\s<>]{1,2000}){0,2}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5})>/y;

/**
 * `<td><https://example.org></td>`: an address in angle brackets is a link in Markdown, but in raw HTML Jekyll shows it with its brackets. It is
 * made a link. Answers the offset behind the address that starts at `at`.
 */
function htmlAutolinkAt(text: string, at: number): number | undefined {
  if (text.charAt(at) !== '<') return undefined;
  AUTOLINK.lastIndex = at;
  return AUTOLINK.test(text) ? AUTOLINK.lastIndex : undefined;
}

/** What is said of an address in raw HTML. */
function htmlAutolinkNote(text: string, at: number): MendNote {
  const link = linkSource(text);
  return {
    mend: 'html-autolinks',
    at,
    text,
    message: 'This address stands in raw HTML, where Jekyll shows its angle brackets; it is read as a link.',
    hint: `For Jekyll, write ${link}.`,
    edit: { at, written: text, replacement: link },
  };
}

/** The address as a link in HTML. */
function linkSource(text: string): string {
  const address = text.slice(1, -1).replace(/\s+/g, '').replaceAll('&', '&amp;');
  const url = address.replaceAll('"', '&quot;');
  return `<a href="${url.includes('://') ? '' : 'mailto:'}${url}">${address}</a>`;
}
