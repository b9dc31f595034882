import type { ExtraBlock, ExtraTag, TagCall } from './core/options.js';
import { strip } from './core/ruby-string.js';
import { OUTPUT_PART, TEXT_PART, VERBATIM_PART } from './engine.js';
import { callSite } from './filters/apply-filters.js';
import type { Construct, Rendering } from './render/rendering.js';
import { createPlainSink } from './render/sink.js';
import { assignTag, captureTag } from './tags/assign.js';
import { caseTag, ifTag, unlessTag } from './tags/conditionals.js';
import { cycleTag, decrementTag, ifchangedTag, incrementTag } from './tags/counters.js';
import { highlightTag } from './tags/highlight.js';
import { includeFileTag, includeRelativeTag } from './tags/include.js';
import { linkTag, postUrlTag } from './tags/links.js';
import { breakTag, continueTag, forTag, tablerowTag } from './tags/loops.js';
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

/** Whether a tag of Liquid's or Jekyll's goes by that name. */
export function isStandardTag(name: string): boolean {
  return Object.hasOwn(STANDARD, name) || name === 'raw' || name === 'comment';
}

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

/** A tag that another part of the program implements. */
function extraTag(implementation: ExtraTag | ExtraBlock): TagDefinition {
  if (typeof implementation === 'function') {
    return {
      kind: 'inline',
      isBlank: false,
      parse: (tag) => (rendering) => {
        rendering.sink().write(implementation(callOf(tag, rendering)), tag.origin);
      },
    };
  }
  return {
    kind: 'block',
    delimiters: [],
    isBlank: false,
    parse: ([{ tag, body }]) => {
      return (rendering) => {
        const inside = createPlainSink();
        rendering.into(inside, () => body.render(rendering));
        const html = implementation.block(callOf(tag, rendering), inside.result().text);
        rendering.sink().write(html, tag.origin);
      };
    },
  };
}

function callOf(tag: Construct, rendering: Rendering): TagCall {
  return {
    markup: strip(tag.markup),
    written: tag.markup,
    render: (template, variables) => {
      const text = createPlainSink();
      rendering.into(text, () =>
        rendering.scopes.within(() => {
          for (const [name, value] of Object.entries(variables)) rendering.scopes.set(name, value);
          rendering.include(template, tag.origin);
        }),
      );
      return text.result().text;
    },
    ...callSite(rendering, tag),
  };
}
