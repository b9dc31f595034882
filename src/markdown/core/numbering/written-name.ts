import type { Token } from '../../document/markdown-it.js';
import { rawText } from '../../document/raw-text.js';
import { type NumberingContext, wordOf } from './numbering-context.js';

/** A name that an author has written by hand: `**Theorem 3.**` at the beginning of a block. */
export interface WrittenName {
  /** Its number, '' where it has none. */
  readonly number: string;
}

const EMPHASISED: ReadonlySet<string> = new Set(['strong_open', 'em_open']);
/** What may stand behind a name: a number, or whatever begins no other word. */
const REST = /^(?:\s*(\d+(?:[.-]\d+)*[a-z]?))?(?![\p{L}\p{N}])/u;
/** So many spans are looked at. */
const BEGINNING = 4;

/** The name of this kind that spans begin with; undefined where they do not. Without emphasis only one with a number is one. */
export function writtenName(
  kind: string,
  spans: readonly Token[],
  context: NumberingContext,
): WrittenName | undefined {
  const from = spans.findIndex(({ type, content }) => type !== 'text' || content.trim() !== '');
  const first = spans[from];
  if (first === undefined) return undefined;
  if (!EMPHASISED.has(first.type))
    return beginsWithName(kind, rawText(spans.slice(from, from + BEGINNING)), context);
  const closeType = first.type.replace('_open', '_close');
  const end = spans.findIndex(({ type }, index) => index > from && type === closeType);
  return nameIn(rawText(spans.slice(from, end < 0 ? undefined : end)), namesOf(kind, context));
}

/** The name with a number that a text begins with. */
export function beginsWithName(
  kind: string,
  text: string,
  context: NumberingContext,
): WrittenName | undefined {
  const found = nameIn(text, [...namesOf(kind, context), ...(ABBREVIATED[kind] ?? [])]);
  return found?.number === '' ? undefined : found;
}

/** How authors shorten names, the longest first. */
const ABBREVIATED: Readonly<Record<string, readonly string[]>> = {
  figure: ['fig.', 'fig'],
  table: ['tab.', 'tab'],
};

/** What a kind is called in the page's language and in English. */
function namesOf(kind: string, context: NumberingContext): readonly string[] {
  return [wordOf(kind, context).toLowerCase(), kind];
}

function nameIn(text: string, names: readonly string[]): WrittenName | undefined {
  const begin = text.trimStart();
  const name = names.find((one) => begin.slice(0, one.length).toLowerCase() === one);
  const match = name === undefined ? null : REST.exec(begin.slice(name.length, name.length + 40));
  return match === null ? undefined : { number: match[1] ?? '' };
}
