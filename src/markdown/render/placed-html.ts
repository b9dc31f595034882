import { type MappedText, sliceMapped } from '../../diagnostics/index.js';
import { environmentOf } from '../document/environment.js';
import type { MarkdownIt, Token } from '../document/markdown-it.js';
import type { TagPlace } from '../document/result.js';
import { metaOf } from '../document/token-meta.js';

/** The HTML of tokens, and where its tags were written. */
export interface PlacedHtml {
  readonly html: string;
  readonly tagPlaces: readonly TagPlace[];
}

/** Tokens whose text is printed as it is. */
const VERBATIM = new Set(['html_block', 'html_inline', 'html_raw']);

/**
 * Prints tokens as markdown-it's renderer does (`Renderer#render`), and notes where each tag comes from: where the construct
 * that printed it begins.
 */
export function renderPlaced(md: MarkdownIt, tokens: Token[], env: Record<string, unknown>): PlacedHtml {
  const { renderer, options } = md;
  const { document, locate } = environmentOf({ env });
  const lines = lineStarts(document.text);
  const tagPlaces: TagPlace[] = [];
  const parts: string[] = [];
  let length = 0;
  const print = (list: Token[], around: number): number => {
    let last = around;
    for (const [index, token] of list.entries()) {
      const own = metaOf(token).at ?? startOfText(token) ?? lineOf(token, lines);
      if (token.type === 'inline') {
        last = print(token.children ?? [], own ?? last);
        continue;
      }
      if (token.nesting >= 0) last = own ?? last;
      const rule = renderer.rules[token.type];
      const text =
        rule === undefined
          ? renderer.renderToken(list, index, options)
          : rule(list, index, options, env, renderer);
      const isVerbatim = VERBATIM.has(token.type) && own !== undefined;
      for (const { index: at } of text.matchAll(/<[a-z]/gi)) {
        const from = isVerbatim ? own + at : last;
        if (isWritten(document, from)) tagPlaces.push([length + at, locate(from)]);
      }
      parts.push(text);
      length += text.length;
    }
    return last;
  };
  print(tokens, 0);
  return { html: parts.join(''), tagPlaces };
}

/** Whether a text's author has written what stands at an offset, rather than an expression printed it. */
export function isWritten(document: MappedText, offset: number): boolean {
  return sliceMapped(document, offset, offset + 1).runs[0]?.verbatim === true;
}

/** Where the text of a block begins, of which nothing but its text knows where it stood. */
function startOfText(token: Token): number | undefined {
  const { origin } = metaOf(token);
  return origin?.[0]?.[1] ?? token.children?.map((child) => metaOf(child).at).find((at) => at !== undefined);
}

function lineOf({ map }: Token, lines: readonly number[]): number | undefined {
  return map === null ? undefined : lines[map[0]];
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
