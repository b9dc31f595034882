import { type MappedText, sliceMapped } from '../../diagnostics/index.js';

/** A page's text behind its front matter. */
export interface PageBody extends MappedText {
  /** What is known of it without its being read; absent where nothing is remembered of files. */
  readonly traits?: BodyTraits;
}

/** What can be said of a page's text in a few words. */
export interface BodyTraits {
  /** The fingerprint of the file's whole text, and where in it the page's begins: together they decide the text. */
  readonly hash: string;
  readonly from: number;
  /** Whether it is no template: it has neither `{{` nor `{%`, and does not speak of MathJax. */
  readonly isPlain: boolean;
  /** Whether it names MathJax or KaTeX. */
  readonly namesMath: boolean;
  /** The Markdown of the heading that it begins with, as far as one can be a title; null where it begins otherwise. */
  readonly heading: string | null;
}

/** Whether a text names MathJax or KaTeX, by which a page had its formulas before. */
export function namesMath(text: string): boolean {
  return /mathjax|katex/i.test(text);
}

/** The traits of a page's text; `hash` is the fingerprint of its file's whole text. */
export function bodyTraits({ text, runs }: PageBody, hash: string): BodyTraits {
  return {
    hash,
    from: runs[0]?.from ?? 0,
    isPlain: !/\{[{%]|MathJax/.test(text),
    namesMath: namesMath(text),
    heading: firstHeading(text),
  };
}

/** A heading of level 1 to 3 that a text begins with (jekyll-titles-from-headings' `TITLE_REGEX`). */
const FIRST_HEADING = /^[ \t\r\n\f\v]*(?:#{1,3}[ \t\r\n\f\v]+([^\n]*)|([^\n]*)\n[-=]+[ \t\r\n\f\v]*)(?=\n|$)/;

/** The Markdown of the heading that a page's text begins with; null where it begins with something else. */
export function firstHeading(text: string): string | null {
  const match = FIRST_HEADING.exec(text);
  return match === null ? null : (match[1] ?? match[2] ?? '');
}

/** A page's text without the heading that its title was taken from, and without white space around. */
export function withoutFirstHeading(body: MappedText): MappedText {
  const heading = FIRST_HEADING.exec(body.text)?.[0].length ?? 0;
  // Only what Ruby's strip takes: an ideographic space in front of a Japanese paragraph stays.
  const rest = body.text.slice(heading);
  const from = heading + (/^[ \t\r\n\f\v\0]*/.exec(rest)?.[0].length ?? 0);
  let to = body.text.length;
  while (to > from && ' \t\r\n\f\v\0'.includes(body.text.charAt(to - 1))) to--;
  return sliceMapped(body, from, to);
}
