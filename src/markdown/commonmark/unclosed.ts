import { environmentOf } from '../document/environment.js';
import type { StateCore, Token } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { endlessComment, endlessFence, swallowingFence } from '../document/unclosed-warnings.js';
import { reportWarning, type Warning } from '../document/warnings.js';
import { documentOffset } from '../source/segment.js';

/**
 * Reports fences and comments that nothing closes: to CommonMark they hold what is left of the block around them, or of
 * the document (CommonMark 0.31, sections 4.5 and 4.6).
 */
export function unclosed(core: StateCore): void {
  const lines = core.src.split('\n');
  for (const token of core.tokens) {
    const warning = token.type === 'fence' ? fenceWarning(token, lines) : commentWarning(token);
    if (warning !== undefined) reportWarning(warning, environmentOf(core));
  }
}

function fenceWarning(token: Token, lines: readonly string[]): Warning | undefined {
  const { map, markup, content } = token;
  if (map === null) return undefined;
  const [from, to] = map;
  const { at: lineStart = 0 } = metaOf(token);
  const at = lineStart + Math.max(0, (lines[from] ?? '').indexOf(markup));
  const written = `${markup}${token.info}`;
  const closing = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(lines[to - 1] ?? '')?.[1] ?? '';
  const isClosed = to - 1 > from && closing.startsWith(markup);
  return isClosed ? swallowingFence(content, written, markup, at) : endlessFence(written, markup, at);
}

/** Raw HTML that is a block knows its lines. */
function commentWarning({ type, content, map, meta }: Token): Warning | undefined {
  if (type !== 'html_raw' || map === null || !/^\s*<!--(?!-?>)/.test(content)) return undefined;
  if (content.includes('-->')) return undefined;
  return endlessComment(documentOffset(metaOf({ meta }).origin ?? [], content.indexOf('<!--')));
}
