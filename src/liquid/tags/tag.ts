import { isControlFlow } from '../../diagnostics/index.js';
import { Fault } from '../core/fault.js';
import { reportFault } from '../render/render-construct.js';
import type { Construct, Render, Rendering } from '../render/rendering.js';
import { createPlainSink } from '../render/sink.js';

/** What stands between two tags of a block. */
export interface Body {
  /** Whether it can print nothing but white space. */
  readonly isBlank: boolean;
  readonly render: (rendering: Rendering) => void;
}

/** A block's opening tag, or a tag such as `else` inside of it, and what stands behind it. */
export interface Branch {
  readonly tag: Construct;
  readonly body: Body;
}

/** Says that the strict parser had something against a construct that is rendered all the same. */
export type Complain = (complaint: Fault | undefined) => void;

/** A tag that stands alone. `parse` throws a fault for markup it cannot read. */
export interface InlineTag {
  readonly kind: 'inline';
  /** Whether it never prints; with `source`, whether its own text is white space. */
  readonly isBlank: boolean | 'source';
  readonly parse: (tag: Construct, complain: Complain) => Render;
}

/** A tag with an end. */
export interface BlockTag {
  readonly kind: 'block';
  /** Tags that may stand in it: `elsif`, `else`. */
  readonly delimiters: readonly string[];
  /** Whether it never prints; with `body`, whether it prints depends on what stands in it. */
  readonly isBlank: true | false | 'body';
  /** The first branch is the block's own. */
  readonly parse: (branches: readonly [Branch, ...Branch[]], complain: Complain) => Render;
}

export type TagDefinition = InlineTag | BlockTag;

/** A construct that can be rendered. */
export interface ParsedTag {
  readonly draw: Render;
  /** Whether it never prints anything but white space. */
  readonly isBlank: boolean;
}

/** Parses a tag that stands alone. One that cannot be parsed throws its fault, or lectern's, whenever it is rendered. */
export function parseInline(definition: InlineTag, tag: Construct, complain: Complain): ParsedTag {
  const isBlank =
    definition.isBlank === 'source' ? /^[ \t\r\n\f\v]*$/.test(tag.source.text) : definition.isBlank;
  try {
    return { draw: definition.parse(tag, complain), isBlank };
  } catch (error) {
    return { draw: failing(error), isBlank };
  }
}

/** Parses a block. The first branch is its own; `end` is its end tag. */
export function parseBlock(
  definition: BlockTag,
  branches: readonly [Branch, ...Branch[]],
  end: Construct,
  complain: Complain,
): ParsedTag {
  const hasBlankBody = branches.every((branch) => branch.body.isBlank);
  const isSilent = definition.isBlank === 'body' && hasBlankBody;
  try {
    const draw = definition.parse(branches, complain);
    return { draw: isSilent ? silenced(draw) : draw, isBlank: isSilent || definition.isBlank === true };
  } catch (error) {
    const draw = error instanceof Fault ? asText(branches, end, error) : failing(error);
    return { draw, isBlank: false };
  }
}

function failing(error: unknown): Render {
  if (isControlFlow(error)) throw error;
  return () => {
    throw error;
  };
}

/**
 * A block whose opening tag cannot be parsed: its tags are shown as they stand, and what stands between is
 * rendered.
 */
function asText(branches: readonly [Branch, ...Branch[]], end: Construct, fault: Fault): Render {
  return (rendering) => {
    reportFault(fault, branches[0].tag, rendering);
    for (const { tag, body } of branches) {
      rendering.sink().copy(tag.source);
      body.render(rendering);
    }
    rendering.sink().copy(end.source);
  };
}

/**
 * A block of nothing but white space does its work and prints nothing (liquid/block_body.rb,
 * remove_blank_strings).
 */
function silenced(draw: Render): Render {
  return (rendering) => rendering.into(createPlainSink(), () => draw(rendering));
}
