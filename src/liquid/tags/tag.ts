import type { Fault } from '../core/fault.js';
import type { Construct, Render, Rendering } from '../render/rendering.js';

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
