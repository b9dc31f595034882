import { htmlTokens } from '../../math/index.js';

/**
 * An HTML text in which the texts between tags are replaced: in its `<body>`, where it has one, and not in elements that
 * `passed` names (html-pipeline's filters: `has_ancestor?`).
 */
export function rewriteTexts(html: string, passed: RegExp, replace: (text: string) => string): string {
  const body = /<body[^>]*>/.exec(html);
  const from = body === null ? 0 : body.index + body[0].length;
  const end = body === null ? -1 : html.indexOf('</body>', from);
  const to = end < 0 ? html.length : end;
  const inside = html.slice(from, to);
  const parts: string[] = [];
  const open: string[] = [];
  for (const token of htmlTokens(inside)) {
    const text = inside.slice(token.from, token.to);
    if (token.kind === 'tag' && passed.test(token.name)) {
      if (!token.closing) open.push(token.name);
      else if (open.includes(token.name)) open.splice(open.lastIndexOf(token.name));
    }
    parts.push(token.kind === 'text' && open.length === 0 ? replace(text) : text);
  }
  return html.slice(0, from) + parts.join('') + html.slice(to);
}
