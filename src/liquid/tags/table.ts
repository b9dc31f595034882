import { OUTPUT_PART, TEXT_PART, VERBATIM_PART } from '../engine.js';
import type { ExtraBlock, ExtraTag } from '../options.js';
import { assignTag, captureTag } from './assign.js';
import { caseTag } from './case.js';
import { cycleTag, decrementTag, ifchangedTag, incrementTag } from './counters.js';
import { extraTag } from './extra.js';
import { forTag } from './for.js';
import { highlightTag } from './highlight.js';
import { ifTag, unlessTag } from './if.js';
import { includeFileTag, includeRelativeTag } from './include.js';
import { breakTag, continueTag } from './interrupts.js';
import { linkTag, postUrlTag } from './links.js';
import { tablerowTag } from './tablerow.js';
import type { TagDefinition } from './tag.js';
import { outputPart, textPart, verbatimPart } from './text.js';

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
