import type { ImageHeader } from '../../images/index.js';
import { pictureMark } from '../../labels/index.js';
import { attributeOf, decodeReferences } from '../../math/index.js';
import { classesOf, type Element, within } from './html/element.js';
import { changedTag, type TextEdit } from './html/tag-edit.js';
import { imageTag } from './image-tag.js';
import { mayHaveHeight } from './matching-rules.js';
import { readSourceSet } from './srcset.js';
import { type StyleRules, styleRules } from './style-rules.js';

/** What a page's pictures and style sheets are looked up with. */
export interface ImageLookups {
  /** The header of the picture of the course at an address on the page; undefined for any other address. */
  readonly header: (src: string) => ImageHeader | undefined;
  /** The path in the site of what is at such an address; undefined where that is elsewhere. */
  readonly pathOf: (src: string) => string | undefined;
  /** What the style sheet at an address says; undefined where that cannot be looked into. */
  readonly styles: (href: string) => StyleRules | undefined;
}

/** Collects the pictures of a page as it is walked through. */
export interface PageImages {
  readonly open: (element: Element) => void;
  readonly text: (from: number, to: number, parent: Element | undefined) => void;
  readonly raw: (name: string, from: number, to: number) => void;
  /** What is changed of their tags, when all of the page has been seen. */
  readonly edits: (lookups: ImageLookups) => TextEdit[];
}

/** So many characters of text, those of East Asian scripts twice, fill about two screens. */
const TWO_SCREENS = 3000;
/** A picture fills as much as so many. */
const OF_PICTURE = 800;
const WIDE = /[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]/g;

/** What is not read in the order of the text. */
const BESIDE = /^(?:nav|header|footer|aside|head|template)$/;

/** What stands around a page's text: what lies there is no figure. */
const AROUND = /^(?:nav|header|footer)$/;

/** What is less high, in pixels, is a sign or a badge. */
const LOWEST_FIGURE = 32;

/** A picture that is shown less wide, in CSS pixels, is a sign, a badge or a portrait, and small as a file as well. */
const NARROWEST_FIGURE = 160;

/** Files of which variants may be made, by what the names end with. */
const ENCODED = /\.(?:png|jpe?g|jfif)$/i;

/** How variants of pictures are offered. */
export interface VariantOffers {
  /** What leads from the page to the site's root, with a slash at its end. */
  readonly root: string;
  /** How wide the column is that pictures stand in, in CSS pixels, as far as that is known. */
  readonly column: number;
  /** What a narrow screen leaves free beside it, both sides together, in CSS pixels. */
  readonly margins: number;
}

/** What is done to the pictures of a page. */
export interface ImageChanges {
  /** Whether their room is kept while they load. */
  readonly keepsRoom: boolean;
  /** Whether those that are seen through lie on plates. */
  readonly withPlates: boolean;
  /** Absent where no variants are offered. */
  readonly variants?: VariantOffers | undefined;
}

/** The pictures of a page whose HTML this is. */
export function pageImages(html: string, { keepsRoom, withPlates, variants }: ImageChanges): PageImages {
  const images: { readonly element: Element; readonly isFirst: boolean }[] = [];
  const sources = new Map<Element, string[]>();
  const sheets: ({ readonly href: string; readonly isForPaper: boolean } | { readonly rules: StyleRules })[] =
    [];
  const isBeside = within((one) => BESIDE.test(one.name));
  const isAround = within((one) => AROUND.test(one.name));
  let passed = 0;
  let hasBase = false;
  return {
    open: (element) => {
      const { name, tag, parent } = element;
      if (name === 'img') {
        images.push({ element, isFirst: passed < TWO_SCREENS });
        if (passed < TWO_SCREENS && !isBeside(parent)) passed += OF_PICTURE;
      } else if (name === 'source' && parent?.name === 'picture') {
        const known = sources.get(parent) ?? [];
        sources.set(parent, [...known, attributeOf(tag, 'srcset') ?? '']);
      } else if (name === 'link' && /(?:^|\s)stylesheet(?:\s|$)/i.test(attributeOf(tag, 'rel') ?? '')) {
        sheets.push({
          href: addressOf(tag, 'href'),
          isForPaper: attributeOf(tag, 'media')?.trim() === 'print',
        });
      } else if (name === 'base') hasBase ||= attributeOf(tag, 'href') !== undefined;
    },
    text: (from, to, parent) => {
      if (passed >= TWO_SCREENS || isBeside(parent)) return;
      const text = html.slice(from, to).trim();
      passed += text.length + (text.match(WIDE)?.length ?? 0);
    },
    raw: (name, from, to) => {
      if (name === 'style') sheets.push({ rules: styleRules(html.slice(from, to)) });
    },
    edits: ({ header, styles, pathOf }) => {
      const shown = images.flatMap((image) => {
        const src = addressOf(image.element.tag, 'src');
        return isAddress(src) ? [{ ...image, src }] : [];
      });
      if (shown.length === 0) return [];
      const rules = sheets.map((sheet) => {
        if ('rules' in sheet) return sheet.rules;
        const read = styles(sheet.href);
        // On paper nothing moves, and a picture that fits into a larger box looks as it did.
        if (read === undefined || !sheet.isForPaper) return read;
        return { heights: read.heights.filter(({ isFitted }) => isFitted !== true), keepsRatio: false };
      });
      const heights = rules.map((one) => one?.heights);
      const keepsRatio = rules.some((one) => one?.keepsRatio === true);
      // A page that says itself where its addresses start is left to itself.
      const headerOf = (src: string): ImageHeader | undefined => (hasBase ? undefined : header(src));
      return shown.flatMap(({ element, src, isFirst }): TextEdit | readonly TextEdit[] => {
        const { tag, from, to, parent } = element;
        const own = headerOf(src);
        const onPlate = withPlates && own !== undefined && isFigure(tag, own) && !isAround(parent);
        if (!keepsRoom) return onPlate ? { from, to, text: changedTag(tag, { className: 'plate' }) } : [];
        const others = parent === undefined ? [] : (sources.get(parent) ?? []);
        const text = imageTag(tag, {
          header: isOneSize(own, [attributeOf(tag, 'srcset') ?? '', ...others], headerOf) ? own : undefined,
          mayHaveHeight: mayHaveHeight(element, heights),
          keepsRatio,
          isFirst,
          onPlate,
          ...(variants === undefined ||
          own === undefined ||
          attributeOf(tag, 'srcset') !== undefined ||
          others.length > 0
            ? {}
            : { variants: (shownWidth) => offered(own, shownWidth, pathOf(src), variants) }),
        });
        return { from, to, text };
      });
    },
  };
}

/** The mark of a picture of which there may be smaller variants. */
function offered(
  { width }: ImageHeader,
  shownWidth: number,
  path: string | undefined,
  { root, column, margins }: VariantOffers,
): string | undefined {
  if (path === undefined || !ENCODED.test(path)) return undefined;
  const shown = Math.round(Math.min(shownWidth, column, width));
  return shown < NARROWEST_FIGURE ? undefined : pictureMark({ path, root, shownWidth: shown, margins });
}

/** Whether there is a file that can be loaded: not where a tag lacks its end, and goes on to that of another. */
function isAddress(src: string): boolean {
  return src !== '' && !/^data:|[<>\n]/i.test(src);
}

/** Whether all that may be shown in place of a picture has its proportions, and is shown as wide as it. */
function isOneSize(
  own: ImageHeader | undefined,
  sourceSets: readonly string[],
  headerOf: (src: string) => ImageHeader | undefined,
): boolean {
  if (own === undefined) return false;
  return sourceSets.every((written) => {
    if (written === '') return true;
    const { urls, isByWidth } = readSourceSet(decodeReferences(written).text);
    return (
      !isByWidth &&
      urls.every((url) => {
        const other = headerOf(url);
        if (other === undefined || other.isRatio !== own.isRatio) return false;
        return Math.abs((other.width * own.height) / (other.height * own.width) - 1) < 0.01;
      })
    );
  });
}

function isFigure(tag: string, { isTransparent, height }: ImageHeader): boolean {
  return isTransparent && height >= LOWEST_FIGURE && !classesOf(tag).includes('plate');
}

function addressOf(tag: string, name: string): string {
  return decodeReferences(attributeOf(tag, name) ?? '').text.trim();
}
