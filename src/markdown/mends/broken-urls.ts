import { tokenLists } from '../core/token-lists.js';
import { environmentOf, type MarkdownEnvironment } from '../environment.js';
import type { StateCore, Token } from '../markdown-it.js';
import { metaOf } from '../token-meta.js';
import { isMended, reportMend } from './mend.js';

/** A break within a URL that goes on at once in the next line, as editors break long lines. */
const BREAK = /(?<=\S)[ \t]*\n[ \t]*(?=\S)/g;
const URL_ATTRIBUTES = ['href', 'src'];

/**
 * `[Folder](https://example.org/?id=1&part⏎2)`: a URL over two lines keeps the line break, and the link leads
 * nowhere. It is joined.
 */
export function brokenUrls(core: StateCore): void {
  const environment = environmentOf(core);
  if (!isMended('broken-urls', environment)) return;
  for (const tokens of tokenLists(core)) {
    for (const token of tokens) {
      mendToken(token, environment);
      for (const child of token.children ?? []) mendToken(child, environment);
    }
  }
  environment.references.forEach((reference, index) => {
    if (!reference.url.includes('\n')) return;
    environment.references[index] = { ...reference, url: reference.url.replace(BREAK, '') };
  });
}

function mendToken(token: Token, environment: MarkdownEnvironment): void {
  for (const attribute of token.attrs ?? []) {
    const [name, url] = attribute;
    if (typeof url !== 'string' || !URL_ATTRIBUTES.includes(name) || !url.includes('\n')) continue;
    const joined = url.replace(BREAK, '');
    if (joined === url) continue;
    attribute[1] = joined;
    const found = metaOf(token).references?.find((reference) => reference.url === url.trim());
    reportMend(
      {
        code: 'link-broken-markup',
        at: found?.at ?? metaOf(token).at ?? 0,
        text: url,
        message: 'This URL is broken over two lines, so the link leads nowhere on Jekyll; it is read as one.',
        hint: `Write it on one line: ${joined}`,
      },
      environment,
    );
  }
}
