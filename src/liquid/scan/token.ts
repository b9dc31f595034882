import type { Finding } from './findings.js';
import type { Span } from './formula-spans.js';

/** A part of a template: text, or a construct of Liquid. Offsets are into the template's text. */
export type Token = TextToken | RawToken | CommentToken | OutputToken | TagToken;

/** Text outside of all constructs, or a construct that turned out not to be one. */
export interface TextToken extends Span {
  readonly kind: 'text';
}

/** What stands between `{% raw %}` and `{% endraw %}`. */
export interface RawToken extends Span, Trims {
  readonly kind: 'raw';
}

/** A comment with all that stands in it, or a tag that nobody knows: prints nothing. */
export interface CommentToken extends Span, Trims {
  readonly kind: 'comment';
}

/** `{{ … }}`. */
export interface OutputToken extends Span, Trims {
  readonly kind: 'output';
  readonly markup: string;
  readonly inMath: boolean;
  /** Whether it is part of something that was found to be TeX, and reported, already. */
  readonly isReported: boolean;
}

/** `{% name … %}`. */
export interface TagToken extends Span, Trims {
  readonly kind: 'tag';
  readonly name: string;
  readonly markup: string;
}

/** Whether a construct eats the white space in front of it and behind it: `{%- … -%}`. */
export interface Trims {
  readonly trimBefore: boolean;
  readonly trimAfter: boolean;
}

export interface Scanned {
  readonly tokens: readonly Token[];
  readonly findings: readonly Finding[];
}
