import type { ExtraBlock } from '../../liquid/index.js';

/** `{% katex %}TEX{% endkatex %}` and `{% katex display %}TEX{% endkatex %}` (jekyll-katex 1.0). */
export const katexTag: ExtraBlock = {
  block: ({ markup }, tex) => katexElement(tex, markup.includes('display')),
};

/** Text between `{% katexmm %}` and `{% endkatexmm %}`: `$…$` and `$$…$$` are formulas, `\$` a dollar (jekyll-katex 1.0). */
export const katexMathModeTag: ExtraBlock = {
  block: (_, text) =>
    text
      .replace(/(?<!\\)(\${1,2})(.+?)(?<!\\)\1/gs, (_match, fence: string, tex: string) =>
        katexElement(tex, fence === '$$'),
      )
      .replaceAll('\\$', '$'),
};

/**
 * A formula as an element that the typesetter knows: as in the plugin's output, Markdown sees a `<span>` that it leaves
 * alone. All that Markdown or a search for formulas could take for markup is a character reference.
 */
export function katexElement(tex: string, display: boolean): string {
  const value = tex
    .replace(/[^\w ]/gu, (character) => `&#${character.codePointAt(0)};`)
    .replaceAll('_', '&#95;');
  return `<span class="katex" data-tex="${value}"${display ? ' data-display=""' : ''}></span>`;
}
