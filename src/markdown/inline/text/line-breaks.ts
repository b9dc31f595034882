import { environmentOf } from '../../document/environment.js';
import type { StateInline, Token } from '../../document/markdown-it.js';
import { PlainToken, replaceTokens } from '../../document/token.js';
import { metaOf } from '../../document/token-meta.js';
import { documentOffset, sliceOrigin } from '../../source/segment.js';
import { spanStateOf } from '../../state/span-state.js';

/**
 * Two spaces or two backslashes at a line's end (kramdown's `parse_line_break`). Where every line end is a break
 * (`hard_wrap`), the GFM parser does without this rule.
 */
export function lineBreak(given: StateInline): boolean {
  const { src, pos } = given;
  if (!src.startsWith('  \n', pos) && !src.startsWith('\\\\\n', pos)) return false;
  const state = spanStateOf(given);
  if (state.environment.options.kramdown.hard_wrap) return false;
  state.leaf('hardbreak', 'br', pos);
  state.pos += 2;
  return true;
}

/**
 * Makes line ends breaks: those behind a backslash, or all where the site says `hard_wrap` (the GFM parser's
 * `update_text_type`). It passes over HTML elements and what is in them, and over footnotes; at the very end of a
 * block's text there is no break.
 */
export function hardBreaks(state: StateInline): void {
  const environment = environmentOf(state);
  const { hard_wrap: breaksAll, input } = environment.options.kramdown;
  const end = breaksAll ? '\n' : '\\\n';
  const { tokens } = state;
  if (
    input !== 'GFM' ||
    !environment.breaksLines ||
    !tokens.some(({ type, content }) => type === 'text' && content.includes(end))
  )
    return;
  let elements = 0;
  const broken = tokens.flatMap((token, index) => {
    if (token.type === 'html_open' || token.type === 's_open') elements++;
    else if (token.type === 'html_close' || token.type === 's_close') elements--;
    const isText = token.type === 'text' && elements === 0 && token.content.includes(end);
    if (!isText) return [token];
    return breakText(token, end, index === tokens.length - 1);
  });
  if (broken.length > tokens.length) replaceTokens(tokens, broken);
}

function breakText(text: Token, end: string, isLast: boolean): Token[] {
  const lines = text.content.split(end);
  const breaks = lines.length - (isLast && lines.at(-1) === '' ? 2 : 1);
  const { origin, warnings } = metaOf(text);
  let at = 0;
  return lines.flatMap((line, index) => {
    const part = new PlainToken('text', '', 0);
    part.content = index > 0 ? `\n${line}` : line;
    part.level = text.level;
    // The break itself goes, but for the end of the line.
    const from = index > 0 ? at - 1 : at;
    if (origin !== undefined) metaOf(part).origin = sliceOrigin(origin, from, at + line.length);
    if (index === 0 && warnings !== undefined) metaOf(part).warnings = warnings;
    at += line.length + end.length;
    if (index >= breaks) return [part];
    const hardbreak = new PlainToken('hardbreak', 'br', 0);
    if (origin !== undefined) metaOf(hardbreak).at = documentOffset(origin, at - end.length);
    hardbreak.level = text.level;
    return [part, hardbreak];
  });
}
