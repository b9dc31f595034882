const FONT_FACE = /@font-face\{[^}]*\}/g;
const SOURCE = /src:url\(fonts\/([\w-]+)\.woff2\)[^}]*/;

/**
 * KaTeX's style sheet with the given fonts, by their names, in place of its links to font files; it declares no others.
 * Fonts that come with the style sheet are there before anything is painted, so nothing moves when they arrive, as it
 * would with files of their own: not even a preloaded one holds up the painting for long.
 */
export function katexStyle(css: string, fonts: ReadonlyMap<string, Uint8Array>): string {
  return css.replace(FONT_FACE, (rule) => {
    const font = fonts.get(SOURCE.exec(rule)?.[1] ?? '');
    if (font === undefined) return '';
    const data = Buffer.from(font).toString('base64');
    return rule.replace(SOURCE, `src:url(data:font/woff2;base64,${data}) format("woff2")`);
  });
}
