import { type Rgb, readColour } from '../../../site/index.js';
import { contrast, declared, groundOf, legible, styleOf, writtenColour } from '../../elements/index.js';
import { type CheckedPage, type Finding, shortened } from '../page/finding.js';
import { attribute, isElement, type PageElement } from '../page/page-tree.js';

/** What text needs, and what large text needs (WCAG 2.2, 1.4.3). */
const LEAST = 4.5;
const LEAST_LARGE = 3;

/** From how many CSS pixels on text is large: 18 points, and 14 where it is bold. */
const LARGE = 24;
const LARGE_BOLD = 56 / 3;

const WHITE: Rgb = [1, 1, 1];
const BLACK: Rgb = [0, 0, 0];

/** What is known of a text from the elements around it. */
interface Look {
  /** Undefined where a style sheet has a say in it. */
  readonly colour: Rgb | undefined;
  /** What says the colour, which is where it is to be changed. */
  readonly source: PageElement | undefined;
  readonly ground: Rgb | undefined;
  /** Whether the author has said the ground. */
  readonly hasGround: boolean;
  /** In CSS pixels; undefined where nothing is known of it. */
  readonly size: number | undefined;
  readonly isBold: boolean;
  /** Whether the size is the one that readers see: a style sheet of the course's may have chosen that of all text. */
  readonly isSized: boolean;
}

const PLAIN: Look = {
  colour: undefined,
  source: undefined,
  ground: WHITE,
  hasGround: false,
  size: 16,
  isBold: false,
  isSized: false,
};

/** Elements that browsers, or most style sheets, give a colour or a ground of their own. */
const COLOURED = new Set(
  'a code pre kbd samp button mark input select textarea option summary blockquote'.split(' '),
);

/** Sizes of text by the numbers and the words of CSS, in pixels (CSS Fonts 4, section 2.5). */
const FONT_SIZES: readonly number[] = [10, 13, 16, 18, 24, 32, 48];
const SIZE_WORDS: Readonly<Record<string, number>> = {
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: 16,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
};

/** Sizes of headings in browsers, by their levels, in times of the text around them (HTML standard, 15.3.7). */
const HEADINGS: readonly number[] = [2, 1.5, 1.17, 1, 0.83, 0.67];

/** Colours that authors have written onto text, and that are hard to read on what is below it. */
export function textContrast({ tree, isOwn, ownTheme }: CheckedPage): readonly Finding[] {
  const found = new Map<PageElement, Finding>();
  const shown = new Set(tree.elements);
  const walk = (element: PageElement, around: Look): void => {
    // The title of a drawing is told, and not shown.
    if (!shown.has(element) || element.name === 'title') return;
    const look = lookOf(element, around, isOwn(element));
    for (const node of element.children) {
      if (isElement(node)) walk(node, look);
      else if (look.source !== undefined && !found.has(look.source)) {
        const finding = findingOf(look, look.source, node.text);
        if (finding !== undefined) found.set(look.source, finding);
      }
    }
  };
  for (const root of tree.roots) if (isElement(root)) walk(root, { ...PLAIN, isSized: ownTheme });
  return [...found.values()].sort((a, b) => a.element.from - b.element.from);
}

function findingOf(look: Look, element: PageElement, text: string): Finding | undefined {
  const { colour, ground, hasGround, size, isBold, isSized } = look;
  if (colour === undefined || ground === undefined || !/[\p{L}\p{N}]/u.test(text)) return undefined;
  const isLarge = size !== undefined && (size >= LARGE || (isBold && size >= LARGE_BOLD));
  const least = isLarge ? LEAST_LARGE : LEAST;
  const ratio = contrast(colour, ground);
  if (ratio >= least) return undefined;
  const isSure = ratio < LEAST_LARGE || (isSized && size !== undefined);
  const on = hasGround ? writtenColour(ground) : 'white';
  const shown = Math.floor(ratio * 100) / 100;
  const needed = isSure
    ? `where ${isLarge ? 'large ' : ''}text needs ${least}:1`
    : 'which is enough for large text only, of 24 px or bold of 18.7 px';
  return {
    severity: isSure ? 'warning' : 'info',
    code: 'access-contrast',
    element,
    message: `The colour ${writtenColour(colour)} on ${on} has a contrast of ${shown}:1, ${needed}.`,
    text: shortened(text),
    hint: `Write a ${contrast(ground, WHITE) > contrast(ground, BLACK) ? 'lighter' : 'darker'} colour, such as ${writtenColour(legible(colour, ground, least))}.`,
  };
}

/** `isOwn` tells what of the page has been written by its author from its layouts, whose ground is the page's, if nothing else is said. */
function lookOf(element: PageElement, around: Look, isOwn: boolean): Look {
  const { name, tag } = element;
  const isPlain = tag.length === name.length + 2;
  if (isPlain) return ofElement(name, around);
  const style = styleOf(tag);
  const own = ofElement(name, around);
  const sized = withSize(element, style, own);
  const isStyled =
    isOwn && (attribute(element, 'class') !== undefined || attribute(element, 'id') !== undefined);
  const grounded = withGround(
    element,
    isStyled && !/^h[1-6]$/.test(name) ? { ...sized, ground: undefined } : sized,
  );
  const coloured = withColour(element, style, isStyled ? { ...grounded, ...NO_COLOUR } : grounded);
  // What shines through is another colour than what is written.
  return /(?:^|;)\s*(?:opacity|filter|mix-blend-mode|text-shadow|background-image|-webkit-text)/i.test(style)
    ? { ...coloured, ...NO_COLOUR, ground: undefined }
    : coloured;
}

const NO_COLOUR = { colour: undefined, source: undefined };

function ofElement(name: string, around: Look): Look {
  const own = COLOURED.has(name) ? { ...around, ...NO_COLOUR } : around;
  const isGrounded =
    name === 'pre' || name === 'code' || name === 'mark' || name === 'button' || name === 'th';
  const grounded = isGrounded ? { ...own, ground: undefined } : own;
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level !== undefined) {
    const size = (grounded.size ?? 16) * (HEADINGS[Number(level) - 1] ?? 1);
    return { ...grounded, size, isBold: true };
  }
  if (name === 'b' || name === 'strong' || name === 'th') return { ...grounded, isBold: true };
  if (name === 'big') return { ...grounded, size: (grounded.size ?? 16) * 1.2 };
  return grounded;
}

function withSize(element: PageElement, style: string, look: Look): Look {
  const weight = declared(style, 'font-weight')?.toLowerCase();
  const isBold =
    weight === undefined ? look.isBold : weight === 'bold' || weight === 'bolder' || Number(weight) >= 700;
  // A shorthand says both.
  if (declared(style, 'font') !== undefined) return { ...look, size: undefined, isBold, isSized: false };
  const written = declared(style, 'font-size') ?? fontSize(element);
  if (written === undefined) return { ...look, isBold };
  const isSized = look.isSized || !/(?:em|%|larger|smaller)$/i.test(written);
  return { ...look, isBold, isSized, size: sizeOf(written, look.size) };
}

/** The size that a `<font>` says, as CSS has it. */
function fontSize(element: PageElement): string | undefined {
  if (element.name !== 'font') return undefined;
  const written = attribute(element, 'size')?.trim();
  const [, sign, digits] = /^([+-]?)(\d+)/.exec(written ?? '') ?? [];
  if (digits === undefined) return undefined;
  const number = sign === '+' ? 3 + Number(digits) : sign === '-' ? 3 - Number(digits) : Number(digits);
  return `${FONT_SIZES[Math.min(7, Math.max(1, number)) - 1] ?? 16}px`;
}

function sizeOf(written: string, around: number | undefined): number | undefined {
  const text = written.toLowerCase();
  const word = Object.hasOwn(SIZE_WORDS, text) ? SIZE_WORDS[text] : undefined;
  if (word !== undefined) return word;
  if (text === 'larger' || text === 'smaller')
    return around === undefined ? undefined : around * (text === 'larger' ? 1.2 : 0.83);
  const [, digits, unit] = /^([\d.]+)(px|pt|em|rem|%)$/.exec(text) ?? [];
  const number = Number(digits);
  switch (unit) {
    case 'px':
      return number;
    case 'pt':
      return (number * 4) / 3;
    case 'rem':
      return number * 16;
    case 'em':
      return around === undefined ? undefined : number * around;
    case '%':
      return around === undefined ? undefined : (number / 100) * around;
    default:
      return undefined;
  }
}

function withGround({ tag }: PageElement, look: Look): Look {
  const written = groundOf(tag);
  if (written === undefined || /^(?:transparent|none|inherit|unset|initial)$/i.test(written)) return look;
  // A text without a colour has one that a style sheet may have chosen for it.
  return { ...look, ground: cssColour(written), hasGround: true };
}

function withColour(element: PageElement, style: string, look: Look): Look {
  const ofStyle = declared(style, 'color');
  const written = ofStyle ?? (element.name === 'font' ? attribute(element, 'color') : undefined);
  if (written === undefined || /^inherit$/i.test(written)) return look;
  const colour = ofStyle === undefined ? readColour(written) : cssColour(written);
  return { ...look, colour, source: element };
}

/** Hexadecimal digits without their sign are a colour in HTML's attributes alone. */
function cssColour(written: string): Rgb | undefined {
  return /^[0-9a-f]{3,8}$/i.test(written.trim()) ? undefined : readColour(written);
}
