/** Spans of nothing but text, and what they are in HTML. */
const ELEMENTS: readonly (readonly [span: RegExp, element: string])[] = [
  [/^\*\*([^*]+)\*\*$/, 'strong'],
  [/^\*([^*]+)\*$/, 'em'],
  [/^_([^_]+)_$/, 'em'],
  [/^~~([^~]+)~~$/, 'del'],
];
const CODE = /^`([^`]+)`$/;
/** A link, or an image, with its attributes. */
const LINK = /^(!?)\[([^\][]*)\]\(([^\s()]+)\)(?:[ \t]?\{:?([^{}]*)\})?$/;
/** An attribute list of nothing but attributes as HTML has them. */
const ATTRIBUTES = /^(?:[ \t]*(?:target|rel|class|style|width|height)="[^"&<>]*")*[ \t]*$/;
/** Signs that Markdown changes in text: of spans, of HTML, of formulas, and those that become typographic. */
const CHANGED = /[*_~`[\]<>$\\"']|--|\.\.\./;
/** URLs that mean the same in HTML as in Markdown, where plugins look at relative ones. */
const PLAIN_URL = /^(?:https?:\/\/|mailto:|#)[^"'<>`\\]*$/i;

/**
 * A span of Markdown as it is written in HTML, so that it is read as the same; undefined where it holds more than
 * text, or something that Markdown would change.
 */
export function spanSource(span: string): string | undefined {
  for (const [pattern, element] of ELEMENTS) {
    const text = pattern.exec(span)?.[1];
    if (text !== undefined && !CHANGED.test(text)) return `<${element}>${text}</${element}>`;
  }
  const code = CODE.exec(span)?.[1];
  if (code !== undefined) return `<code>${escapeText(code.trim())}</code>`;
  const [link, bang, text = '', url = '', list = ''] = LINK.exec(span) ?? [];
  if (link === undefined || CHANGED.test(text)) return undefined;
  if (!PLAIN_URL.test(url) || !ATTRIBUTES.test(list)) return undefined;
  const attributes = list.trim() === '' ? '' : ` ${list.trim()}`;
  const address = escapeText(url);
  return bang === '!'
    ? `<img src="${address}" alt="${text}"${attributes}>`
    : `<a href="${address}"${attributes}>${text}</a>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
