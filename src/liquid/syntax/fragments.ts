/**
 * The regular expressions that Liquid's lax parser is made of (liquid.rb). They are built from sources
 * because Ruby's `\s` and `\w` know ASCII alone, where JavaScript's `\s` also takes the ideographic space.
 */
export const SPACE = '[ \\t\\r\\n\\f\\v]';
const QUOTED = `"[^"]*"|'[^']*'`;

/** `QuotedFragment`: a quoted string or a run of anything but spaces, commas, bars and lone quotes. */
export const FRAGMENT = `(?:${QUOTED}|(?:[^ \\t\\r\\n\\f\\v,|'"]|${QUOTED})+)`;

/** `TagAttributes`: `name: value`. */
export const ATTRIBUTE = `(\\w[\\w-]*)${SPACE}*:${SPACE}*(${FRAGMENT})`;

/** `VariableSignature`, what the lax `assign` and `capture` take for a name. */
export const SIGNATURE = '(?:\\(?[\\w\\-.\\[\\]]\\)?)+';
