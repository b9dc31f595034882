import { environmentOf } from '../document/environment.js';
import type { StateCore, Token } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { endlessComment, endlessFence, swallowingFence } from '../document/unclosed-warnings.js';
import { type Remark, reportRemark } from '../document/warnings.js';
import { documentOffset } from '../source/segment.js';

/**
 * Reports fences and comments that nothing closes: to CommonMark they hold what is left of the block around them, or of
 * the document (CommonMark 0.31, sections 4.5 and 4.6).
 */
export function unclosed(core: StateCore): void {
  const lines = core.src.split('\n');
  for (const token of core.tokens) {
    const remark = token.type === 'fence' ? fenceRemark(token, lines) : commentRemark(token);
    if (remark !== undefined) reportRemark(remark, environmentOf(core));
  }
}

function fenceRemark(token: Token, lines: readonly string[]): Remark | undefined {
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
function commentRemark({ type, content, map, meta }: Token): Remark | undefined {
  if (type !== 'html_raw' || map === null || !/^\s*<!--(?!-?>)/.test(content)) return undefined;
  if (content.includes('-->')) return undefined;
  return endlessComment(documentOffset(metaOf({ meta }).origin ?? [], content.indexOf('<!--')));
}
