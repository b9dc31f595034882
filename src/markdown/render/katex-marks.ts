import katexPlugin, { type MarkdownKatexOptions } from 'markdown-it-katex';
import type { MarkdownIt } from '../document/markdown-it.js';

/**
 * Lets markdown-it-katex print formulas, and in CommonMark find them. What it calls KaTeX is the identity: a
 * formula's token holds its mark, and formulas are typeset when the page is composed.
 */
export function useKatexMarks(md: MarkdownIt): void {
  // Of KaTeX the plugin calls nothing but `renderToString`.
  const katex = { renderToString: (mark: string) => mark } as unknown as NonNullable<
    MarkdownKatexOptions['katex']
  >;
  md.use(katexPlugin.default, { katex });
}
