import type { ImageHeader } from '../../images/index.js';
import { changedTag, type TagAttribute, tagAttributes } from './html/tag-edit.js';

/** What is known of a picture of a page. */
export interface ImageFacts {
  readonly header: ImageHeader | undefined;
  /** Whether a style sheet may give it a height: browsers would then no longer keep its proportions. */
  readonly mayHaveHeight: boolean;
  /** Whether the page's style sheets let the height of any picture follow from its width. */
  readonly keepsRatio: boolean;
  /** Whether it may be seen without scrolling. */
  readonly isFirst: boolean;
  /** Whether it is to lie on a light plate in the dark. */
  readonly onPlate: boolean;
  /** The mark that stands for variants of it where it is shown so many CSS pixels wide; absent where it has none. */
  readonly variants?: (shownWidth: number) => string | undefined;
}

/** By these an author's `style` says what a picture's height is to be. */
const HEIGHT = /^(?:(?:min-|max-)?(?:height|block-size)|aspect-ratio|all)$/;
const WIDTH = /^(?:width|inline-size)$/;
const NARROWER = /^(?:min-|max-)(?:width|inline-size)$/;

/** How the size of a picture is said, so that its room is kept while it loads. */
interface Room {
  readonly added: readonly (readonly [name: string, value: string])[];
  readonly style: readonly string[];
  /** Whether nothing moves when the picture comes. */
  readonly isKept: boolean;
  /** Whether its width is said, so that it does not follow from the file that is loaded. */
  readonly isWide: boolean;
}

/**
 * The start tag of a picture with what lets its room be kept while it loads (`width`, `height`), and with how it is
 * loaded. It is shown in the size in which it is without that: what its author says stays, and what style sheets say of its
 * width still counts.
 *
 * `width` and `height` alone would distort it wherever a style sheet narrows it (`img { max-width: 100% }`) and says
 * nothing of its height, as many themes do. So `height: auto` goes with them. A style sheet that gives it a height wins in
 * no such way, so nothing but its ratio is said then, which never distorts.
 */
export function imageTag(tag: string, facts: ImageFacts): string {
  const attributes = tagAttributes(tag);
  const stated = (name: string): string | undefined => {
    const found = attributes.find((attribute) => attribute.name === name);
    return found === undefined ? undefined : (found.value ?? '').trim();
  };
  const room = roomOf(stated, facts);
  const isUrgent = facts.isFirst || stated('fetchpriority')?.toLowerCase() === 'high';
  const added = [
    ...room.added,
    // Where its room is not kept, what a link leads to would move when it comes at last.
    ...(room.isKept && !isUrgent && !has(attributes, 'loading') ? [['loading', 'lazy'] as const] : []),
    ...(has(attributes, 'decoding') ? [] : [['decoding', 'async'] as const]),
  ];
  const shownWidth = room.isWide ? widestShown(stated, facts.header) : undefined;
  const mark = shownWidth === undefined ? undefined : facts.variants?.(shownWidth);
  const className = facts.onPlate ? { className: 'plate' } : {};
  return changedTag(tag, { added, style: room.style, ...className, mark }, attributes);
}

function has(attributes: readonly TagAttribute[], name: string): boolean {
  return attributes.some((attribute) => attribute.name === name);
}

function roomOf(
  stated: (name: string) => string | undefined,
  { header, mayHaveHeight, keepsRatio }: ImageFacts,
): Room {
  const [width, height] = [stated('width'), stated('height')];
  const properties = propertiesOf(stated('style') ?? '');
  const says = (pattern: RegExp): boolean => properties.some((name) => pattern.test(name));
  const hasOwnWidth = width !== undefined || says(WIDTH);
  const hasOwnHeight = height !== undefined || says(HEIGHT);
  if (header === undefined || (hasOwnWidth && hasOwnHeight) || says(HEIGHT)) {
    return { added: [], style: [], isKept: hasOwnWidth && hasOwnHeight, isWide: hasOwnWidth };
  }
  const ratio = `aspect-ratio:auto ${rounded(header.width)} / ${rounded(header.height)}`;
  const isInPixels = width === undefined || /^\d+$/.test(width);
  if (hasOwnHeight || mayHaveHeight) return { added: [], style: [ratio], isKept: false, isWide: hasOwnWidth };
  if (says(WIDTH) || !isInPixels) return { added: [], style: [ratio], isKept: true, isWide: true };
  if (header.isRatio && width === undefined) {
    // As wide as there is room.
    return { added: [['width', '100%']], style: [ratio], isKept: true, isWide: true };
  }
  const shown = width === undefined ? header.width : Number(width);
  const added = [
    ...(width === undefined ? [['width', whole(header.width)] as const] : []),
    ['height', whole((shown * header.height) / header.width)] as const,
  ];
  return { added, style: keepsRatio && !says(NARROWER) ? [] : ['height:auto'], isKept: true, isWide: true };
}

/** How wide a picture is shown at most, in CSS pixels, as far as its tag says; undefined for one whose size is not known. */
function widestShown(
  stated: (name: string) => string | undefined,
  header: ImageHeader | undefined,
): number | undefined {
  if (header === undefined || header.isRatio) return undefined;
  const width = stated('width');
  const style = stated('style') ?? '';
  const ofStyle = [...style.matchAll(/(?:^|;)\s*(max-)?width\s*:([^;]*)/gi)].flatMap(
    ([, isMost, value = '']) => {
      const pixels = [...value.matchAll(/(\d+(?:\.\d+)?)px/gi)].map(([, number]) => Number(number));
      return pixels.length === 1 ? [{ isMost: isMost !== undefined, pixels: pixels[0] ?? 0 }] : [];
    },
  );
  const most = ofStyle.filter(({ isMost }) => isMost).map(({ pixels }) => pixels);
  const said = ofStyle.find(({ isMost }) => !isMost)?.pixels;
  const isRelative = /(?:^|;)\s*width\s*:/i.test(style) || (width !== undefined && !/^\d+$/.test(width));
  const own = said ?? (isRelative ? Number.POSITIVE_INFINITY : Number(width ?? header.width));
  return Math.min(own, ...most);
}

/** The names of the properties that a `style` declares. */
function propertiesOf(style: string): string[] {
  return style.split(';').flatMap((declaration) => {
    const name = declaration.split(':')[0]?.trim().toLowerCase() ?? '';
    return name === '' ? [] : [name];
  });
}

function whole(length: number): string {
  return String(Math.max(1, Math.round(length)));
}

function rounded(length: number): string {
  return String(Math.round(length * 100) / 100);
}
