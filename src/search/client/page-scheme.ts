/// <reference lib="dom" />

/** What the colours of the dialog go by. */
export type PageScheme = 'own' | 'dark' | 'light';

/** Whether lectern's own theme, whose colours are taken, is around the page, and else whether that is dark. */
export function pageScheme(page: HTMLElement): PageScheme {
  if (getComputedStyle(page).getPropertyValue('--edge-line') !== '') return 'own';
  const colours = [document.body, page].map((one) => getComputedStyle(one).backgroundColor.match(/[\d.]+/g));
  const [red = 255, green = 255, blue = 255] = (
    colours.find((colour) => colour !== null && colour[3] !== '0') ?? []
  ).map(Number);
  return red * 0.3 + green * 0.59 + blue * 0.11 < 110 ? 'dark' : 'light';
}
