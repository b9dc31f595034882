import { attributeOf, COMMON_TAGS, htmlTokens } from './tokens.js';

/** A script element of an HTML text; offsets are UTF-16 units. */
export interface ScriptElement {
  readonly from: number;
  readonly to: number;
  /** Where its content starts and ends. */
  readonly contentFrom: number;
  readonly contentTo: number;
  /** Its `type` in lower case, '' where it has none. */
  readonly type: string;
  /** Its `src` as it is written, '' where it has none. */
  readonly src: string;
}

/** What of the HTML standard's types for JavaScript pages have. */
const SCRIPT_TYPES = new Set([
  '',
  'module',
  'text/javascript',
  'application/javascript',
  'application/x-javascript',
  'text/ecmascript',
  'application/ecmascript',
]);

/** Whether a browser runs a script element of this `type`. */
export function isJavaScript(type: string): boolean {
  return SCRIPT_TYPES.has(type);
}

/** The script elements of an HTML text, in its order. */
export function scriptElements(html: string): ScriptElement[] {
  if (!/<script/i.test(html)) return [];
  const elements: ScriptElement[] = [];
  let open: Omit<ScriptElement, 'to' | 'contentTo'> | undefined;
  let contentTo = 0;
  for (const token of htmlTokens(html, COMMON_TAGS)) {
    if (token.kind === 'raw') {
      contentTo = token.to;
    } else if (token.kind === 'tag' && token.name === 'script') {
      if (!token.closing) {
        const tag = html.slice(token.from, token.to);
        const type = (attributeOf(tag, 'type') ?? '').trim().toLowerCase();
        const src = (attributeOf(tag, 'src') ?? '').trim();
        open = { from: token.from, contentFrom: token.to, type, src };
        contentTo = token.to;
      } else if (open !== undefined) {
        elements.push({ ...open, contentTo, to: token.to });
        open = undefined;
      }
    }
  }
  return elements;
}
