import type { MarkdownIt } from '../markdown-it.js';
import { SPAN_MENDS } from '../mends/index.js';
import { printSpans } from '../render/spans.js';
import { autolink } from './autolink.js';
import { codespan } from './codespan.js';
import { collect } from './collect.js';
import { dollarMath } from './dollar-math.js';
import { emphasis } from './emphasis.js';
import { escapedChars } from './escaped-chars.js';
import { footnoteMarker } from './footnote-marker.js';
import { hardBreaks } from './hard-breaks.js';
import { htmlEntity } from './html-entity.js';
import { inlineMath } from './inline-math.js';
import { lineBreak } from './line-break.js';
import { link } from './link.js';
import { smartQuotes } from './smart-quotes.js';
import { spanExtensions } from './span-extensions.js';
import { spanHtml } from './span-html.js';
import { SpanState } from './span-state.js';
import { strikethrough } from './strikethrough.js';
import { texDelimiters, texEnvironment } from './tex-delimiters.js';
import { text } from './text.js';
import { typographic } from './typographic.js';

/** The span rules in kramdown's order, with mends and TeX before what would be at it, under kramdown's names. */
const RULES = [
  ['text', text],
  ...SPAN_MENDS,
  ['dollar_math', dollarMath],
  ['tex_delimiters', texDelimiters],
  ['tex_environment', texEnvironment],
  ['emphasis', emphasis],
  ['codespan', codespan],
  ['autolink', autolink],
  ['span_html', spanHtml],
  ['footnote_marker', footnoteMarker],
  ['link', link],
  ['smart_quotes', smartQuotes],
  ['inline_math', inlineMath],
  ['span_extensions', spanExtensions],
  ['html_entity', htmlEntity],
  ['typographic_syms', typographic],
  ['line_break', lineBreak],
  ['escaped_chars_gfm', escapedChars],
  ['strikethrough_gfm', strikethrough],
] as const;

/** Makes a markdown-it instance read and print spans as kramdown does, in place of CommonMark's. */
export function useSpans(md: MarkdownIt): void {
  const { inline } = md;
  inline.State = SpanState;
  inline.ruler.enableOnly([]);
  inline.ruler2.enableOnly([]);
  for (const [name, rule] of RULES) inline.ruler.push(`kramdown_${name}`, rule);
  inline.ruler2.push('kramdown_hard_breaks', hardBreaks);
  inline.ruler2.push('kramdown_collect', collect);
  printSpans(md);
}
