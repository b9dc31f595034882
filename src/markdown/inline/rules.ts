import type { MarkdownIt } from '../document/markdown-it.js';
import { SpanState } from '../state/span-state.js';
import { attributeLists } from './attribute-lists.js';
import { codespan } from './code-span.js';
import { collect } from './collect.js';
import { emphasis, strikethrough } from './emphasis.js';
import { dollarMath } from './formulas/dollar-math.js';
import { escapedChars } from './formulas/escaped-chars.js';
import { formulaDelimiters } from './formulas/formula-delimiters.js';
import { inlineMath } from './formulas/inline-math.js';
import { texDelimiters, texEnvironment } from './formulas/tex-delimiters.js';
import { autolink } from './links/autolink.js';
import { brokenAutolink } from './links/broken-urls.js';
import { footnoteMarker } from './links/footnote-marker.js';
import { link } from './links/link.js';
import { spanExtensions } from './span-extensions.js';
import { spanHtml } from './span-html.js';
import { texReferences } from './tex-references.js';
import { htmlEntity } from './text/html-entity.js';
import { hardBreaks, lineBreak } from './text/line-breaks.js';
import { smartQuotes } from './text/smart-quotes.js';
import { text } from './text/text.js';
import { typographic } from './text/typographic.js';

/** The span rules in kramdown's order, with mends and TeX before what would be at it, under kramdown's names. */
const RULES = [
  ['text', text],
  ['tex_references', texReferences],
  ['formula_delimiters', formulaDelimiters],
  ['broken_urls', brokenAutolink],
  ['attribute_lists', attributeLists],
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

/** Makes a markdown-it instance read spans as kramdown does, in place of CommonMark's. */
export function useSpans(md: MarkdownIt): void {
  const { inline } = md;
  inline.State = SpanState;
  inline.ruler.enableOnly([]);
  inline.ruler2.enableOnly([]);
  for (const [name, rule] of RULES) inline.ruler.push(`kramdown_${name}`, rule);
  inline.ruler2.push('kramdown_hard_breaks', hardBreaks);
  inline.ruler2.push('kramdown_collect', collect);
}
