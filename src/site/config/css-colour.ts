import { nearestName } from '../../diagnostics/index.js';

/** A colour as red, green and blue from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The names of colours (CSS Color 4, section 6.1), those of HTML 3.2 first. */
const NAMES: Readonly<Record<string, string>> = {
  black: '000000',
  silver: 'c0c0c0',
  gray: '808080',
  grey: '808080',
  white: 'ffffff',
  maroon: '800000',
  red: 'ff0000',
  purple: '800080',
  fuchsia: 'ff00ff',
  magenta: 'ff00ff',
  green: '008000',
  lime: '00ff00',
  olive: '808000',
  yellow: 'ffff00',
  navy: '000080',
  blue: '0000ff',
  teal: '008080',
  aqua: '00ffff',
  cyan: '00ffff',
  blueviolet: '8a2be2',
  brown: 'a52a2a',
  chocolate: 'd2691e',
  coral: 'ff7f50',
  cornflowerblue: '6495ed',
  crimson: 'dc143c',
  darkblue: '00008b',
  darkcyan: '008b8b',
  darkgray: 'a9a9a9',
  darkgreen: '006400',
  darkgrey: 'a9a9a9',
  darkmagenta: '8b008b',
  darkolivegreen: '556b2f',
  darkorange: 'ff8c00',
  darkorchid: '9932cc',
  darkred: '8b0000',
  darkslateblue: '483d8b',
  darkslategray: '2f4f4f',
  darkslategrey: '2f4f4f',
  darkviolet: '9400d3',
  deeppink: 'ff1493',
  dimgray: '696969',
  dimgrey: '696969',
  dodgerblue: '1e90ff',
  firebrick: 'b22222',
  forestgreen: '228b22',
  gold: 'ffd700',
  goldenrod: 'daa520',
  hotpink: 'ff69b4',
  indianred: 'cd5c5c',
  indigo: '4b0082',
  lightblue: 'add8e6',
  lightgreen: '90ee90',
  lightgray: 'd3d3d3',
  lightgrey: 'd3d3d3',
  lightpink: 'ffb6c1',
  lightyellow: 'ffffe0',
  limegreen: '32cd32',
  mediumblue: '0000cd',
  mediumvioletred: 'c71585',
  midnightblue: '191970',
  orange: 'ffa500',
  orangered: 'ff4500',
  orchid: 'da70d6',
  pink: 'ffc0cb',
  royalblue: '4169e1',
  saddlebrown: '8b4513',
  salmon: 'fa8072',
  seagreen: '2e8b57',
  sienna: 'a0522d',
  skyblue: '87ceeb',
  slateblue: '6a5acd',
  slategray: '708090',
  slategrey: '708090',
  steelblue: '4682b4',
  tomato: 'ff6347',
  violet: 'ee82ee',
  yellowgreen: '9acd32',
  aliceblue: 'f0f8ff',
  antiquewhite: 'faebd7',
  aquamarine: '7fffd4',
  azure: 'f0ffff',
  beige: 'f5f5dc',
  bisque: 'ffe4c4',
  blanchedalmond: 'ffebcd',
  burlywood: 'deb887',
  cadetblue: '5f9ea0',
  chartreuse: '7fff00',
  cornsilk: 'fff8dc',
  darkgoldenrod: 'b8860b',
  darkkhaki: 'bdb76b',
  darksalmon: 'e9967a',
  darkseagreen: '8fbc8f',
  darkturquoise: '00ced1',
  deepskyblue: '00bfff',
  floralwhite: 'fffaf0',
  gainsboro: 'dcdcdc',
  ghostwhite: 'f8f8ff',
  greenyellow: 'adff2f',
  honeydew: 'f0fff0',
  ivory: 'fffff0',
  khaki: 'f0e68c',
  lavender: 'e6e6fa',
  lavenderblush: 'fff0f5',
  lawngreen: '7cfc00',
  lemonchiffon: 'fffacd',
  lightcoral: 'f08080',
  lightcyan: 'e0ffff',
  lightgoldenrodyellow: 'fafad2',
  lightsalmon: 'ffa07a',
  lightseagreen: '20b2aa',
  lightskyblue: '87cefa',
  lightslategray: '778899',
  lightslategrey: '778899',
  lightsteelblue: 'b0c4de',
  linen: 'faf0e6',
  mediumaquamarine: '66cdaa',
  mediumorchid: 'ba55d3',
  mediumpurple: '9370db',
  mediumseagreen: '3cb371',
  mediumslateblue: '7b68ee',
  mediumspringgreen: '00fa9a',
  mediumturquoise: '48d1cc',
  mintcream: 'f5fffa',
  mistyrose: 'ffe4e1',
  moccasin: 'ffe4b5',
  navajowhite: 'ffdead',
  oldlace: 'fdf5e6',
  olivedrab: '6b8e23',
  palegoldenrod: 'eee8aa',
  palegreen: '98fb98',
  paleturquoise: 'afeeee',
  palevioletred: 'db7093',
  papayawhip: 'ffefd5',
  peachpuff: 'ffdab9',
  peru: 'cd853f',
  plum: 'dda0dd',
  powderblue: 'b0e0e6',
  rebeccapurple: '663399',
  rosybrown: 'bc8f8f',
  sandybrown: 'f4a460',
  seashell: 'fff5ee',
  snow: 'fffafa',
  springgreen: '00ff7f',
  tan: 'd2b48c',
  thistle: 'd8bfd8',
  turquoise: '40e0d0',
  wheat: 'f5deb3',
  whitesmoke: 'f5f5f5',
};

/**
 * Reads an opaque colour that is written as a name, in hexadecimal digits, as `rgb(…)` or as `hsl(…)` (CSS Color 4); undefined for
 * any other, also where something shines through it.
 */
export function readColour(written: string): Rgb | undefined {
  const text = written.trim().toLowerCase();
  const hex =
    (Object.hasOwn(NAMES, text) ? NAMES[text] : /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(opaque(text))?.[1]) ??
    '';
  if (hex !== '') {
    const size = hex.length / 3;
    const part = (index: number): number => {
      const digits = hex.slice(index * size, (index + 1) * size);
      return Number.parseInt(size === 1 ? digits + digits : digits, 16) / 255;
    };
    return [part(0), part(1), part(2)];
  }
  return ofFunction(text);
}

/** A colour in hexadecimal digits without those that say that nothing shines through it. */
function opaque(text: string): string {
  return text.replace(/^(#[0-9a-f]{3})f$/, '$1').replace(/^(#[0-9a-f]{6})ff$/, '$1');
}

function ofFunction(text: string): Rgb | undefined {
  const [, name, written = ''] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text) ?? [];
  const parts = written.split(/[\s,/]+/).filter((part) => part !== '');
  const [first = '', second = '', third = '', alpha = '1', ...more] = parts;
  if (name === undefined || more.length > 0 || (alpha !== '1' && alpha !== '100%' && alpha !== '1.0'))
    return undefined;
  const colour =
    name === 'rgb'
      ? ([share(first, 255), share(second, 255), share(third, 255)] as const)
      : ofHue(number(first.replace(/deg$/, '')), share(second, 100), share(third, 100));
  return colour.some(Number.isNaN) ? undefined : colour;
}

/** A part of a colour from 0 to 1: a percentage, or a number up to `whole`. */
function share(text: string, whole: number): number {
  const part = text.endsWith('%') ? number(text.slice(0, -1)) / 100 : number(text) / whole;
  return Math.min(1, Math.max(0, part));
}

function number(text: string): number {
  return text === '' ? Number.NaN : Number(text);
}

/** A colour by its hue in degrees, its saturation and its lightness from 0 to 1 (CSS Color 4, section 7.1). */
function ofHue(hue: number, saturation: number, lightness: number): Rgb {
  const part = (offset: number): number => {
    const at = (((offset + hue / 30) % 12) + 12) % 12;
    return (
      lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(at - 3, 9 - at, 1))
    );
  };
  return [part(0), part(8), part(4)];
}

/** Digits as CSS has them, of which the last one or two may say how much shines through. */
const HEXADECIMAL = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/** Functions that give a colour (CSS Color 5), with what is in their parentheses. */
const FUNCTION = /^(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\((?:[^()]|\([^()]*\))+\)$/i;

/** Whether a text is a colour as style sheets have them, of whatever kind. */
export function isCssColour(written: string): boolean {
  const text = written.trim();
  return HEXADECIMAL.test(text) || Object.hasOwn(NAMES, text.toLowerCase()) || FUNCTION.test(text);
}

/** The colour whose name is nearest to a word; undefined where none is near. */
export function nearestColour(word: string): string | undefined {
  return nearestName(word.trim().toLowerCase(), Object.keys(NAMES));
}
