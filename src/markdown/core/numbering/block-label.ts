import { escapeText, ownPart } from '../../../math/index.js';
import type { Token } from '../../document/markdown-it.js';
import { escapeAttribute } from '../../render/escape.js';
import type { OffsetMap } from '../../source/segment.js';
import { type NumberingContext, wordOf } from './numbering-context.js';
import { rawSpan } from './tokens.js';

/**
 * The spans of a text that is no part of the document's own, and stands behind `at`: the title of a block, the caption of a
 * figure.
 */
export function spansOf(text: string, at: number, { core, environment }: NumberingContext): Token[] {
  const { origin, breaksLines, elements, inCell } = environment;
  const written = text === '' ? -1 : environment.document.text.indexOf(text, at);
  const places: OffsetMap = [[0, written < 0 ? at : written]];
  Object.assign(environment, { origin: places, breaksLines: false, elements: [], inCell: false });
  const children: Token[] = [];
  core.md.inline.parse(text, core.md, core.env, children);
  Object.assign(environment, { origin, breaksLines, elements, inCell });
  return children;
}

/** What names a block. */
export interface BlockName {
  readonly kind: string;
  readonly number?: string | undefined;
  /** The spans of its title. */
  readonly title?: readonly Token[] | undefined;
  /** The id by which it links to itself. */
  readonly id?: string | undefined;
}

/** What goes on with the name before it, as "of the theorem" does with "Proof". */
const GOES_ON = /^\p{Ll}/u;

/**
 * The spans that name a block, with what stands between them and its text: **Theorem 4.2** (Bayes). Around a title and behind
 * the name is what the words of the language have there; the title of a proof that begins with a small letter goes on with
 * the name.
 */
export function labelSpans({ kind, number, title = [], id }: BlockName, context: NumberingContext): Token[] {
  const { words } = context.numbering;
  const name = escapeText(wordOf(kind, context)) + (number === undefined ? '' : ` ${escapeText(number)}`);
  const between = words['label_end'] ?? '. ';
  const sign = between.trimEnd();
  const end = `${escapeText(sign)}${selfLink(id, context)}</span>${escapeText(between.slice(sign.length))}`;
  if (title.length === 0) return [rawSpan(`<span class="block-label">${name}${end}`)];
  const goesOn = kind === 'proof' && GOES_ON.test(title.find(({ content }) => content !== '')?.content ?? '');
  const [before = '', after = ''] = (goesOn ? ' %' : (words['label_title'] ?? ' (%)')).split('%');
  const open = before.trimStart();
  const space = escapeText(before.slice(0, before.length - open.length));
  return [
    rawSpan(`<span class="block-label">${name}${space}<span class="block-title">${escapeText(open)}`),
    ...title,
    rawSpan(`${escapeText(after)}</span>${end}`),
  ];
}

/** A link of something to itself, which only the page itself shows; '' without an id. */
export function selfLink(id: string | undefined, context: Pick<NumberingContext, 'numbering'>): string {
  if (id === undefined || id === '') return '';
  const label = context.numbering.words['link_to_section'] ?? 'Link to this section';
  return ownPart(
    `<a class="self-link" href="#${escapeAttribute(encodeURI(id))}" aria-label="${escapeAttribute(label)}"></a>`,
  );
}
