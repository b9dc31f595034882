import type { MarkdownIt, StateCore } from '../document/markdown-it.js';
import { abbreviations } from './abbreviations.js';
import { anchors } from './anchors.js';
import { attributeLists, blocks, collectBlocks } from './blocks.js';
import { cjkBreaks } from './cjk-breaks.js';
import { foreignSyntax } from './foreign-syntax.js';
import { htmlFormulas } from './formulas/html-formulas.js';
import { markdownInFormulas } from './formulas/markdown-in-formulas.js';
import { textFormulas } from './formulas/text-formulas.js';
import { generatedLists } from './generated-lists.js';
import { headers } from './headers.js';
import { alerts } from './numbering/alerts.js';
import { numberedBlocks } from './numbering/numbered-blocks.js';
import { references } from './numbering/references.js';
import { selfLinks } from './numbering/self-links.js';
import { rawHtmlText } from './raw-html/raw-html-text.js';
import { spans } from './spans.js';
import { standaloneImages } from './standalone-images.js';

/** What is done with a document, in kramdown's order; mends stand before what they mend is read. */
const RULES: readonly (readonly [name: string, rule: (core: StateCore) => void])[] = [
  ['blocks', blocks],
  ['attribute_lists', attributeLists],
  ['collect_blocks', collectBlocks],
  ['alerts', alerts],
  ['spans', spans],
  ['numbered_blocks', numberedBlocks],
  ['foreign_syntax', foreignSyntax],
  ['raw_html_text', rawHtmlText],
  ['formulas', markdownInFormulas],
  ['cjk_breaks', cjkBreaks],
  ['headers', headers],
  ['html_formulas', htmlFormulas],
  ['text_formulas', textFormulas],
  ['standalone_images', standaloneImages],
  ['abbreviations', abbreviations],
  ['generated_lists', generatedLists],
  ['anchors', anchors],
  ['references', references],
  ['self_links', selfLinks],
];

/** Puts kramdown's order of work in place of markdown-it's. */
export function useCore(md: MarkdownIt): void {
  md.core.ruler.enableOnly([]);
  for (const [name, rule] of RULES) md.core.ruler.push(`kramdown_${name}`, rule);
}
