/** A colour as red, green and blue from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The names that authors write colours by, with those of HTML 3.2 first, and dark ones, which the dark makes illegible. */
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
};

/** Reads an opaque colour that is written as a name, in hexadecimal digits or as `rgb(…)`; undefined for any other. */
export function readColour(written: string): Rgb | undefined {
  const text = written.trim().toLowerCase();
  const hex =
    (Object.hasOwn(NAMES, text) ? NAMES[text] : /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(text)?.[1]) ?? '';
  if (hex !== '') {
    const size = hex.length / 3;
    const part = (index: number): number => {
      const digits = hex.slice(index * size, (index + 1) * size);
      return Number.parseInt(size === 1 ? digits + digits : digits, 16) / 255;
    };
    return [part(0), part(1), part(2)];
  }
  const numbers = /^rgb\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*\)$/
    .exec(text)
    ?.slice(1)
    .map(Number);
  const [red, green, blue] = numbers ?? [];
  return red === undefined || green === undefined || blue === undefined
    ? undefined
    : [Math.min(1, red / 255), Math.min(1, green / 255), Math.min(1, blue / 255)];
}

/** The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The colour nearest to `colour`, on the way to white or black, that has at least a contrast of `least` with `ground`; it is
 * `colour` itself where that has it.
 */
export function legible(colour: Rgb, ground: Rgb, least: number): Rgb {
  const towards = luminance(ground) < 0.18 ? 1 : 0;
  for (let step = 0; step <= 50; step++) {
    const share = step / 50;
    const [red, green, blue] = colour;
    const mix = (part: number): number => part + (towards - part) * share;
    const mixed: Rgb = [mix(red), mix(green), mix(blue)];
    if (contrast(mixed, ground) >= least) return mixed;
  }
  return [towards, towards, towards];
}

/** A colour in hexadecimal digits. */
export function writtenColour(colour: Rgb): string {
  return `#${colour
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
