import { abbreviations } from '../inline/index.js';
import type { MarkdownIt, StateCore } from '../markdown-it.js';
import { TOKEN_MENDS } from '../mends/index.js';
import { anchors } from './anchors.js';
import { attributeLists } from './attribute-lists.js';
import { blocks } from './block.js';
import { collectBlocks } from './collect-blocks.js';
import { foreignSyntax } from './foreign-syntax.js';
import { foundMath } from './found-math.js';
import { generatedLists } from './generated-lists.js';
import { headers } from './headers.js';
import { htmlMath } from './html-math.js';
import { spans } from './spans.js';
import { standaloneImages } from './standalone-images.js';

/** What is done with a document, in kramdown's order; mends stand before what they mend is read. */
const RULES: readonly (readonly [name: string, rule: (core: StateCore) => void])[] = [
  ['blocks', blocks],
  ['attribute_lists', attributeLists],
  ['collect_blocks', collectBlocks],
  ['spans', spans],
  ['foreign_syntax', foreignSyntax],
  ...TOKEN_MENDS,
  ['headers', headers],
  ['html_math', htmlMath],
  ['found_math', foundMath],
  ['standalone_images', standaloneImages],
  ['abbreviations', abbreviations],
  ['generated_lists', generatedLists],
  ['anchors', anchors],
];

/** Puts kramdown's order of work in place of markdown-it's. */
export function useCore(md: MarkdownIt): void {
  md.core.ruler.enableOnly([]);
  for (const [name, rule] of RULES) md.core.ruler.push(`kramdown_${name}`, rule);
}
