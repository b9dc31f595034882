import type { ByteReader } from './byte-reader.js';
import type { ImageHeader } from './image-header.js';

/** So many bytes are looked into; editors write comments, entities and metadata in front of what is drawn. */
const START = 16 * 1024;

/** CSS pixels of the units that a length can have (CSS Values 4, section 6.2); fonts are taken to be of 16 pixels. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  pt: 96 / 72,
  pc: 16,
  em: 16,
  rem: 16,
  ex: 8,
};

/** What of an SVG is not drawn where it stands. */
const NOT_DRAWN =
  /<!--[\s\S]*?(?:-->|$)|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>|<(defs|metadata|style|title|desc|clipPath|mask|marker|symbol|pattern|linearGradient|radialGradient|filter|script|sodipodi:namedview)\b(?:[^>]*\/>|[\s\S]*?<\/\1\s*>)/g;

/** What draws something. */
const DRAWN = /<(rect|path|polygon|circle|ellipse|line|polyline|text|image|use|foreignObject)\b([^>]*)>/;

/** How much of the picture's width and height a shape must have to be its background. */
const NEARLY_ALL = 0.97;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The header of an SVG: its natural size is that of browsers (SVG 2, section 8.2; CSS Images 3, section 5.1). It is
 * transparent unless its root has a background or what is drawn first covers all of it.
 */
export function svgHeader(read: ByteReader): ImageHeader | undefined {
  const text = new TextDecoder().decode(read(0, START)).replace(NOT_DRAWN, '');
  const root = /<svg\b((?:[^>"']|"[^"]*"|'[^']*')*)>/.exec(text);
  if (root === null) return undefined;
  const attributes = attributesOf(root[1] ?? '');
  const [, , boxWidth = 0, boxHeight = 0] = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const box = boxWidth > 0 && boxHeight > 0 ? { width: boxWidth, height: boxHeight } : undefined;
  const size = naturalSize(lengthOf(attributes.get('width')), lengthOf(attributes.get('height')), box);
  if (size === undefined) return undefined;
  const behind = text.slice(root.index + root[0].length);
  const isOpaque = hasBackground(attributes.get('style') ?? '') || isCovered(behind, box ?? size);
  return { ...size, isTransparent: !isOpaque };
}

function naturalSize(
  width: number | undefined,
  height: number | undefined,
  box: Size | undefined,
): (Size & Pick<ImageHeader, 'isRatio'>) | undefined {
  if (width !== undefined && height !== undefined) return { width, height, isRatio: false };
  if (box === undefined) return undefined;
  const ratio = box.width / box.height;
  if (width !== undefined) return { width, height: width / ratio, isRatio: false };
  if (height !== undefined) return { width: height * ratio, height, isRatio: false };
  return { ...box, isRatio: true };
}

/** A length in CSS pixels; undefined for a share of what is around it, and for what is no length. */
function lengthOf(written: string | undefined): number | undefined {
  const match = /^\s*\+?((?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)([a-z]*)\s*$/i.exec(written ?? '');
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit;
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = tag.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...found].map(([, name = '', double, single]) => [name, double ?? single ?? '']));
}

function hasBackground(style: string): boolean {
  const background = /(?:^|;)\s*background(?:-color)?\s*:\s*([^;]+)/i.exec(style)?.[1]?.trim();
  return background !== undefined && !isSeenThrough(background);
}

/** Whether the shape that is drawn first is as large as the picture, and not seen through. */
function isCovered(drawing: string, size: Size): boolean {
  const [, name, written = ''] = DRAWN.exec(drawing) ?? [];
  const attributes = attributesOf(written);
  const style = new Map(
    [...(attributes.get('style') ?? '').matchAll(/([\w-]+)\s*:\s*([^;]+)/g)].map(
      ([, key = '', value = '']) => [key, value.trim()],
    ),
  );
  const property = (key: string): string | undefined => style.get(key) ?? attributes.get(key);
  if (isSeenThrough(property('fill') ?? 'black')) return false;
  if ([property('opacity'), property('fill-opacity')].some((opacity) => Number(opacity ?? 1) < 1))
    return false;
  const extent = extentOf(name, attributes, size);
  return (
    extent !== undefined &&
    extent.width >= size.width * NEARLY_ALL &&
    extent.height >= size.height * NEARLY_ALL
  );
}

/** Whether a colour lets all, or some, of what is behind it be seen. */
function isSeenThrough(colour: string): boolean {
  return /^(?:none|transparent)$|^(?:rgb|hsl)a?\(.*(?:,[^,]*,[^,]*,|\/)\s*(?:0?\.\d+|0)%?\s*\)$/i.test(
    colour,
  );
}

function extentOf(
  name: string | undefined,
  attributes: ReadonlyMap<string, string>,
  size: Size,
): Size | undefined {
  if (name === 'rect') {
    const side = (of: 'width' | 'height'): number =>
      attributes.get(of) === '100%' ? size[of] : (lengthOf(attributes.get(of)) ?? 0);
    return { width: side('width'), height: side('height') };
  }
  if (name === 'polygon') return extentOfPoints(attributes.get('points') ?? '');
  const path = attributes.get('d') ?? '';
  // A path of lines that run along the axes, or along the edges of a rectangle, from corner to corner.
  return name === 'path' && /^\s*M[\s\d.,e+-]+(?:[LHV][\s\d.,e+-]+){2,4}z?\s*$/i.test(path)
    ? extentOfPath(path)
    : undefined;
}

function extentOfPoints(written: string): Size {
  const numbers = (written.match(/-?\d*\.?\d+(?:e[+-]?\d+)?/gi) ?? []).map(Number);
  return {
    width: extentOfNumbers(numbers.filter((_, index) => index % 2 === 0)),
    height: extentOfNumbers(numbers.filter((_, index) => index % 2 === 1)),
  };
}

/** Of a path with absolute or relative commands `M`, `L`, `H` and `V`. */
function extentOfPath(path: string): Size {
  let [x, y] = [0, 0];
  const [xs, ys]: [number[], number[]] = [[], []];
  for (const [, command = '', written = ''] of path.matchAll(/([MLHV])([^MLHVZ]*)/gi)) {
    const numbers = (written.match(/-?\d*\.?\d+(?:e[+-]?\d+)?/gi) ?? []).map(Number);
    const isRelative = command === command.toLowerCase();
    const step = (to: number, from: number): number => (isRelative ? from + to : to);
    const axis = command.toUpperCase();
    for (let index = 0; index < numbers.length; index += axis === 'H' || axis === 'V' ? 1 : 2) {
      const [first = 0, second = 0] = numbers.slice(index);
      if (axis !== 'V') x = step(first, x);
      if (axis !== 'H') y = step(axis === 'V' ? first : second, y);
      xs.push(x);
      ys.push(y);
    }
  }
  return { width: extentOfNumbers(xs), height: extentOfNumbers(ys) };
}

function extentOfNumbers(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : Math.max(...numbers) - Math.min(...numbers);
}
