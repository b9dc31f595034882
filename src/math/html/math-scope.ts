import type { MathConfig } from '../math-config.js';
import { attributeOf } from './pieces.js';

/** What may become of a formula mark, and of TeX, in the text at some point of a page. */
export interface MathScope {
  /** Takes the text of the next tag into account. */
  readonly pass: (tag: { readonly name: string; readonly closing: boolean }, text: string) => void;
  /** Whether the text here is searched for formulas. */
  readonly isSearched: () => boolean;
  /** Whether text here can hold no elements of HTML, only characters. */
  readonly isPlain: () => boolean;
}

/** An open element that decides about its text; elements of its own name inside it are counted. */
interface Frame {
  readonly name: string;
  readonly searched: boolean;
  readonly plain: boolean;
  nested: number;
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source']);
const PLAIN = new Set(['svg', 'option', 'annotation', 'annotation-xml']);

/**
 * Follows the tags of a page and knows which text MathJax would search: not that of the elements it skips, nor
 * of elements with an ignored class, unless a class inside says to process it again (`HTMLDomStrings.ts` of
 * MathJax 3). Only elements that change the answer are remembered, so tags that do not match do no harm.
 */
export function mathScope(config: MathConfig): MathScope {
  const skipped = new Set(config.skipTags);
  const ignored = new Set(config.ignoreClasses);
  const processed = new Set(config.processClasses);
  const frames: Frame[] = [];

  const frameOf = (name: string, text: string): Frame | undefined => {
    const outer = frames.at(-1);
    const searched = outer?.searched ?? true;
    const plain = (outer?.plain ?? false) || PLAIN.has(name);
    const names = (attributeOf(text, 'class') ?? '').split(/\s+/);
    const now = names.some((n) => processed.has(n))
      ? true
      : searched && !skipped.has(name) && !plain && !names.some((n) => ignored.has(n));
    const changes = now !== searched || plain !== (outer?.plain ?? false);
    return changes ? { name, searched: now, plain, nested: 0 } : undefined;
  };

  return {
    pass({ name, closing }, text) {
      if (VOID.has(name)) return;
      const top = frames.at(-1);
      if (closing) {
        if (top?.name !== name) return;
        if (top.nested === 0) frames.pop();
        else top.nested--;
        return;
      }
      const frame = frameOf(name, text);
      if (frame !== undefined) frames.push(frame);
      else if (top?.name === name) top.nested++;
    },
    isSearched: () => frames.at(-1)?.searched ?? true,
    isPlain: () => frames.at(-1)?.plain ?? false,
  };
}
