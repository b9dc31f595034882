import { type HtmlToken, htmlTokens } from '../../math/index.js';
import type { Warning } from '../document/warnings.js';

/**
 * What takes in the rest of an HTML text, because a browser looks for its end in vain: a comment, or an element that holds
 * no markup, such as `<script>` or `<title>` (HTML Standard, 13.2.5). `at` are offsets into the text.
 */
export function unclosedHtml(html: string): Warning | undefined {
  let last: HtmlToken | undefined;
  let beforeLast: HtmlToken | undefined;
  for (const token of htmlTokens(html)) [beforeLast, last] = [last, token];
  if (last?.kind === 'other' && last.comment && !html.endsWith('-->')) {
    return {
      code: 'html-comment',
      severity: 'warning',
      at: last.from,
      text: '<!--',
      message: `This comment is never closed, so nothing is shown of ${rest(html, last.from)}.`,
      hint: 'Write --> where it ends.',
    };
  }
  if (last?.kind !== 'raw' || beforeLast === undefined) return undefined;
  return {
    code: 'html-unclosed',
    severity: 'warning',
    at: beforeLast.from,
    text: `<${last.name}`,
    message: `The element <${last.name}> is never closed, so it takes in ${rest(html, beforeLast.from)}.`,
    hint: `Write </${last.name}> where it ends.`,
  };
}

function rest(html: string, from: number): string {
  const lines = html.slice(from).trimEnd().split('\n').length - 1;
  if (lines === 0) return 'what follows in its line';
  return lines === 1 ? 'the line behind it' : `the ${lines} lines behind it`;
}
