const RULE = /([^{}]+)\{[^{}]*\}/g;
const CLASS = /\.([a-z][\w-]*)/gi;
/** The classes in it are those that an element does not have. */
const NOT = /:not\([^)]*\)/g;
/** Classes of elements around the boxes, which lectern writes, too. */
const ALWAYS = ['katex', 'katex-display', 'katex-html', 'katex-mathml'];
const FONT_FACE = /@font-face\{[^}]*\}/g;
const SOURCE = /src:url\(fonts\/([\w-]+)\.woff2\)[^}]*/;

/**
 * KaTeX's style sheet with the rules for elements of the given classes, and with the given fonts, by their names, in
 * place of its links to font files; it has no others, which are most of it. Fonts that come with the style sheet are
 * there before anything is painted, so nothing moves when they arrive, as it would with files of their own: not even a
 * preloaded one holds up the painting for long.
 */
export function katexStyle(
  css: string,
  classes: readonly string[],
  fonts: ReadonlyMap<string, Uint8Array>,
): string {
  const used = new Set([...ALWAYS, ...classes]);
  return withFonts(withRules(css, used), fonts);
}

/** The rules of a style sheet that may hold for elements of some classes; of their selectors, those that may. */
function withRules(css: string, used: ReadonlySet<string>): string {
  return css.replace(RULE, (rule, selectors: string) => {
    if (selectors.startsWith('@')) return rule;
    const needed = selectors.split(',').filter((selector) => {
      const classes = selector.replace(NOT, '').matchAll(CLASS);
      return Array.from(classes).every(([, name = '']) => used.has(name));
    });
    return needed.length === 0 ? '' : needed.join(',') + rule.slice(selectors.length);
  });
}

function withFonts(css: string, fonts: ReadonlyMap<string, Uint8Array>): string {
  return css.replace(FONT_FACE, (rule) => {
    const font = fonts.get(SOURCE.exec(rule)?.[1] ?? '');
    if (font === undefined) return '';
    const data = Buffer.from(font).toString('base64');
    return rule.replace(SOURCE, `src:url(data:font/woff2;base64,${data}) format("woff2")`);
  });
}
