import { attributeOf } from '../../math/index.js';
import { type Rgb, readColour } from '../../site/index.js';
import { contrast, legible, writtenColour } from './colour.js';
import { type Element, within } from './html/element.js';
import { changedTag, type TextEdit } from './html/tag-edit.js';
import { declared, groundOf, styleOf } from './inline-style.js';

/** What an author's colours are seen on in lectern's own theme: about what its style sheet has. */
const PAPER: Rgb = [1, 1, 1];
const DARK_PAPER: Rgb = [0.11, 0.13, 0.16];

/** What its text is written in, in the dark. */
const DARK_INK: Rgb = [0.9, 0.91, 0.93];

/** The ink on a light ground, and on a dark one. */
const INK: Rgb = [0.11, 0.11, 0.11];

/** What text needs (WCAG 2.2, success criterion 1.4.3). */
const LEGIBLE = 4.5;

/** Elements that have no text of a colour of theirs, or are put into boxes for what they show. */
const WITHOUT_TEXT: ReadonlySet<string> = new Set(
  'img pre video audio iframe object embed canvas'.split(' '),
);

/**
 * A text's colour that is legible on white stays as it is there, and gets a lighter one in the dark, and the other way
 * round. Colour on a ground of the author's own stays; a light ground without a colour gets dark text, which it has by day.
 * Undefined where nothing is to be changed. A colour that is legible nowhere is the author's wish.
 */
export function legibleColours(): (element: Element) => TextEdit | undefined {
  const isOnGround = within(({ tag }) => groundOf(tag) !== undefined);
  return (element) => legibleColour(element, isOnGround);
}

function legibleColour(
  { name, tag, from, to, parent }: Element,
  isOnGround: (element: Element | undefined) => boolean,
): TextEdit | undefined {
  const isFont = name === 'font';
  if (WITHOUT_TEXT.has(name) || (!isFont && !/color|background/i.test(tag))) return undefined;
  const style = styleOf(tag);
  const ground = groundOf(tag);
  const written = declared(style, 'color') ?? (isFont ? attributeOf(tag, 'color') : undefined);
  if (ground !== undefined) return written === undefined ? onGround(tag, ground, from, to) : undefined;
  if (written === undefined || isOnGround(parent)) return undefined;
  const colour = readColour(written);
  if (colour === undefined) return undefined;
  const isLegible = contrast(colour, PAPER) >= LEGIBLE;
  // By day an author's colour stays what it is.
  if (!isLegible || contrast(colour, DARK_PAPER) >= LEGIBLE) return undefined;
  const pair = `light-dark(${writtenColour(colour)}, ${writtenColour(legible(colour, DARK_PAPER, LEGIBLE))})`;
  // A browser that does not know pairs stays with the one before.
  return { from, to, text: changedTag(tag, { style: [`color:${pair}`] }) };
}

function onGround(tag: string, ground: string, from: number, to: number): TextEdit | undefined {
  const colour = readColour(ground);
  if (colour === undefined || contrast(colour, DARK_INK) >= LEGIBLE || contrast(colour, INK) < LEGIBLE)
    return undefined;
  return { from, to, text: changedTag(tag, { style: [`color:${writtenColour(INK)}`] }) };
}
