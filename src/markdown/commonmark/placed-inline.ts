import { MarkdownIt, type Token } from '../document/markdown-it.js';
import { createFinder, type Find } from '../source/index-of.js';

/**
 * markdown-it's inline state, which notes in a token's `map`, of no use for spans else, what part of the text was
 * being read when it was made: a link's text, or all that is left from where any other span starts.
 */
export class PlacedInline extends MarkdownIt.StateInline {
  private finder: Find | undefined = undefined;

  /** Where a text next stands in this one. */
  get find(): Find {
    this.finder ??= createFinder(this.src);
    return this.finder;
  }

  override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    const token = super.push(type, tag, nesting);
    if (nesting >= 0) token.map = [this.pos, this.posMax];
    return token;
  }
}
