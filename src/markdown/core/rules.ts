import { abbreviations } from '../inline/index.js';
import type { MarkdownIt, StateCore } from '../markdown-it.js';
import { anchors } from './anchors.js';
import { attributeLists } from './attribute-lists.js';
import { blocks } from './block.js';
import { collectBlocks } from './collect-blocks.js';
import { generatedLists } from './generated-lists.js';
import { headers } from './headers.js';
import { spans } from './spans.js';

/** What is done with a document, in kramdown's order. */
const RULES: readonly (readonly [name: string, rule: (core: StateCore) => void])[] = [
  ['kramdown_blocks', blocks],
  ['kramdown_attribute_lists', attributeLists],
  ['kramdown_collect_blocks', collectBlocks],
  ['kramdown_spans', spans],
  ['kramdown_headers', headers],
  ['kramdown_abbreviations', abbreviations],
  ['kramdown_generated_lists', generatedLists],
  ['kramdown_anchors', anchors],
];

/** Puts kramdown's order of work in place of markdown-it's. */
export function useCore(md: MarkdownIt): void {
  for (const [name, rule] of RULES) md.core.ruler.push(name, rule);
  md.core.ruler.enableOnly(RULES.map(([name]) => name));
}
