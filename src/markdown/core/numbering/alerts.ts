import { environmentOf, tokenLists } from '../../document/environment.js';
import type { StateCore, Token } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { sliceOrigin } from '../../source/segment.js';

/** `[!NOTE]` on a line of its own (GitHub's "alerts"). */
const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/i;

/** Makes notes of the quotes that GitHub shows as alerts: `> [!NOTE]` in their first line gives them that class. */
export function alerts(core: StateCore): void {
  const { numbering, document } = environmentOf(core);
  if (numbering === undefined || !document.text.includes('[!')) return;
  for (const tokens of tokenLists(core)) {
    for (let at = 0; at < tokens.length; at++) {
      if (tokens[at]?.type === 'blockquote_open') markAlert(tokens, at);
    }
  }
}

function markAlert(tokens: Token[], at: number): void {
  const [quote, paragraph, text] = tokens.slice(at, at + 3);
  if (quote === undefined || paragraph?.type !== 'paragraph_open' || text?.type !== 'inline') return;
  const [marker, kind = ''] = ALERT.exec(text.content) ?? [];
  if (marker === undefined) return;
  quote.attrJoin('class', kind.toLowerCase());
  const meta = metaOf(text);
  meta.origin = sliceOrigin(meta.origin ?? [[0, 0]], marker.length, text.content.length);
  text.content = text.content.slice(marker.length);
  if (text.content.trim() === '') tokens.splice(at + 1, 3);
}
