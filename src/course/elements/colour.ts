import type { Rgb } from '../../site/index.js';

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
