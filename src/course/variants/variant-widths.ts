/** In pixels: a phone's column, that of a lecture, and the same on screens that have two for each CSS pixel. */
const WIDTHS: readonly number[] = [360, 720, 1080, 1440];

/** A variant of nearly the picture's own width would serve nobody whom that does not. */
const NEARLY_ALL = 0.85;

/**
 * The widths in pixels, ascending, of the variants of a picture that is `own` pixels wide in its file and shown at most `shown` CSS
 * pixels wide: as many as serve screens with two pixels for each of those, and none wider than the picture.
 */
export function variantWidths(own: number, shown: number): readonly number[] {
  const widest = WIDTHS[WIDTHS.length - 1] ?? own;
  const smaller = WIDTHS.filter((width) => width < own * NEARLY_ALL);
  const all = own <= widest ? [...smaller, own] : smaller.includes(widest) ? smaller : [...smaller, widest];
  const enough = all.findIndex((width) => width >= shown * 2);
  return enough < 0 ? all : all.slice(0, enough + 1);
}
