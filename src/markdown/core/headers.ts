import { termId } from '../../glossary/index.js';
import { environmentOf, type MarkdownEnvironment, tokenLists } from '../document/environment.js';
import type { StateCore, Token } from '../document/markdown-it.js';
import type { KramdownOptions } from '../document/options.js';
import { rawText } from '../document/raw-text.js';
import { metaOf } from '../document/token-meta.js';
import { basicId, headerIds } from '../html/header-ids.js';

/**
 * Gives the headers their ids and their levels. Must run behind the spans, whose text makes an id, and before
 * abbreviations are marked in it.
 */
export function headers(core: StateCore): void {
  const environment = environmentOf(core);
  const { kramdown } = environment;
  const ids = headerIds(kramdown.auto_id_prefix);
  tokenLists(core).forEach((tokens, list) => {
    let inHtml = 0;
    tokens.forEach((token, index) => {
      if (token.type === 'html_open') inHtml++;
      else if (token.type === 'html_close') inHtml--;
      if (token.type !== 'heading_open') return;
      const inline = tokens[index + 1];
      const text = rawText(inline?.children ?? []);
      if (kramdown.auto_ids && token.attrGet('id') === null) {
        const isGfm = kramdown.input === 'GFM';
        const isOwn = isGfm && list === 0 && inHtml === 0;
        token.attrSet(
          'id',
          isOwn ? ids.ofText(text) : ids.ofNestedText(isGfm ? text : source(inline, kramdown)),
        );
      }
      const level = outputLevel(metaOf(token).level ?? 1, environment);
      token.tag = `h${level}`;
      const close = tokens[index + 2];
      if (close !== undefined) close.tag = token.tag;
      environment.headings.push({
        level,
        id: String(token.attrGet('id') ?? ''),
        text: text.trim(),
        place: environment.locate(metaOf(token).at ?? 0),
      });
    });
    termIds(tokens, environment);
  });
}

/** What kramdown's own parser makes a header's id of: its source, or the plain text in it. */
function source(inline: Token | undefined, { auto_id_stripping: isStripped }: KramdownOptions): string {
  return isStripped ? plainText(inline?.children ?? []) : (inline?.content ?? '');
}

/** kramdown/converter/base.rb: `output_header_level`. */
function outputLevel(level: number, { kramdown }: MarkdownEnvironment): number {
  return Math.max(1, Math.min(6, level + kramdown.header_offset));
}

/**
 * The terms of a definition list on which `{:auto_ids}` or `{:auto_ids-prefix}` stands get ids; where the course has a glossary,
 * also those of lists of the class `glossary`, which other pages lead to.
 */
function termIds(tokens: readonly Token[], environment: MarkdownEnvironment): void {
  const prefixes: (string | undefined)[] = [];
  const isGlossary: boolean[] = [];
  let taken: Set<string> | undefined;
  tokens.forEach((token, index) => {
    if (token.type === 'dl_open') {
      prefixes.push(termIdPrefix(token));
      isGlossary.push(environment.options.glossary === true && IS_GLOSSARY.test(classOf(token)));
    } else if (token.type === 'dl_close') {
      prefixes.pop();
      isGlossary.pop();
    }
    const prefix = prefixes.at(-1);
    if (token.type !== 'dt_open' || token.attrGet('id') !== null) return;
    const text = rawText(tokens[index + 1]?.children ?? []);
    if (prefix !== undefined) token.attrSet('id', prefix + basicId(text));
    else if (isGlossary.at(-1) === true) {
      taken ??= new Set(tokens.map((one) => String(one.attrGet('id') ?? '')));
      const id = termId(text, (one) => taken?.has(one) === true);
      taken.add(id);
      token.attrSet('id', id);
    }
  });
}

const IS_GLOSSARY = /(?:^|\s)glossary(?:\s|$)/;

function classOf(token: Token): string {
  return String(token.attrGet('class') ?? '');
}

function termIdPrefix(list: Token): string | undefined {
  for (const reference of metaOf(list).ial?.refs ?? []) {
    const match = /^auto_ids(?:-([\w-]+))?/.exec(reference);
    if (match !== null) return match[1] ?? '';
  }
  return undefined;
}

/** The text of spans as kramdown's own parser strips it for ids: of plain text alone (kramdown: `update_raw_text`). */
function plainText(children: readonly Token[]): string {
  return children.map(({ type, content }) => (type === 'text' ? content : '')).join('');
}
