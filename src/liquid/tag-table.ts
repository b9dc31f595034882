import type { ExtraBlock, ExtraTag } from './core/options.js';
import { OUTPUT_PART, TEXT_PART, VERBATIM_PART } from './engine.js';
import { assignTag, captureTag } from './tags/assign.js';
import { caseTag } from './tags/case.js';
import { cycleTag, decrementTag, ifchangedTag, incrementTag } from './tags/counters.js';
import { extraTag } from './tags/extra.js';
import { forTag } from './tags/for.js';
import { highlightTag } from './tags/highlight.js';
import { ifTag, unlessTag } from './tags/if.js';
import { includeFileTag, includeRelativeTag } from './tags/include.js';
import { breakTag, continueTag } from './tags/interrupts.js';
import { linkTag, postUrlTag } from './tags/links.js';
import { tablerowTag } from './tags/tablerow.js';
import type { TagDefinition } from './tags/tag.js';
import { outputPart, textPart, verbatimPart } from './tags/text.js';

/** Tags of Liquid 4 and Jekyll 4.3; `raw` and `comment` are the scanner's. */
const STANDARD: Readonly<Record<string, TagDefinition>> = {
  assign: assignTag,
  break: breakTag,
  capture: captureTag,
  case: caseTag,
  continue: continueTag,
  cycle: cycleTag,
  decrement: decrementTag,
  for: forTag,
  highlight: highlightTag,
  if: ifTag,
  ifchanged: ifchangedTag,
  include: includeFileTag,
  include_cached: includeFileTag,
  include_relative: includeRelativeTag,
  increment: incrementTag,
  link: linkTag,
  post_url: postUrlTag,
  tablerow: tablerowTag,
  unless: unlessTag,
};

/** Every tag by its name, those from outside too, and the parts of a template that are no tags. */
export function tagTable(
  extra: Readonly<Record<string, ExtraTag | ExtraBlock>>,
): ReadonlyMap<string, TagDefinition> {
  return new Map<string, TagDefinition>([
    [TEXT_PART, textPart],
    [VERBATIM_PART, verbatimPart],
    [OUTPUT_PART, outputPart],
    ...Object.entries(STANDARD),
    ...Object.entries(extra).map(([name, tag]): [string, TagDefinition] => [name, extraTag(tag)]),
  ]);
}
