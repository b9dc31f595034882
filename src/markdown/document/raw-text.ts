import { LITERAL_DOLLAR } from '../../math/index.js';
import type { Token } from './markdown-it.js';
import { metaOf } from './token-meta.js';

/** The text of spans as header ids take it: text, code, mathematics and characters, but no markup. */
export function rawText(children: readonly Token[]): string {
  const text = children.map((token) => metaOf(token).formula?.text ?? textOf(token)).join('');
  return text.replaceAll(LITERAL_DOLLAR, '$');
}

function textOf({ type, content }: Token): string {
  return type === 'softbreak' ? ' ' : TEXTUAL.has(type) ? content : '';
}

const TEXTUAL: ReadonlySet<string> = new Set([
  'text',
  'html_text',
  'code_inline',
  'entity',
  'smart_quote',
  'typographic',
]);
