import { environmentOf } from '../document/environment.js';
import type { StateCore, StateInline, Token } from '../document/markdown-it.js';
import { texReferenceAt } from '../inline/tex-references.js';

/** LaTeX's references in a text, as kramdown's rule has them (`inline/tex-references.ts`). */
export function texReference(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== 0x5c || environmentOf(state).numbering === undefined) return false;
  const reference = texReferenceAt(src, pos);
  if (reference === undefined || pos + reference.written.length > state.posMax) return false;
  if (!silent) {
    const token = state.push('reference', '', 0);
    token.info = reference.command;
    token.content = reference.names;
    token.markup = reference.written;
  }
  state.pos = pos + reference.written.length;
  return true;
}

const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*$/i;

/** Makes notes of the quotes that GitHub shows as alerts, once their spans are read and have their places. */
export function readAlerts(core: StateCore): void {
  const { tokens } = core;
  if (environmentOf(core).numbering === undefined) return;
  for (let at = 0; at < tokens.length; at++) {
    const [quote, paragraph, text] = tokens.slice(at, at + 3);
    if (quote?.type !== 'blockquote_open' || paragraph?.type !== 'paragraph_open') continue;
    const kind = alertKind(text?.children ?? []);
    if (text === undefined || kind === undefined) continue;
    quote.attrJoin('class', kind);
    text.children = (text.children ?? []).slice(2);
    // What is left of the text keeps its places.
    text.content = text.content.replace(/^[^\n]*/, (marker) => ' '.repeat(marker.length));
    if (text.children.length === 0) tokens.splice(at + 1, 3);
  }
}

function alertKind([marker, next]: readonly Token[]): string | undefined {
  if (marker?.type !== 'text' || (next !== undefined && next.type !== 'softbreak')) return undefined;
  return ALERT.exec(marker.content)?.[1]?.toLowerCase();
}
