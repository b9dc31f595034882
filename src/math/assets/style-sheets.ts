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

/**
 * The style sheet that goes with KaTeX's: formulas scroll sideways instead of widening the page, those in a line stay
 * with the letters that touch them, equations that a link leads to are marked, formulas that could not be typeset
 * stand in a box, and in print nothing is cut off. MathML that only screen readers take is laid out where it comes near
 * the screen: for all formulas at once that is a third of the work of showing a page.
 */
export const MATH_STYLE = `.math-text {
  white-space: nowrap;
}
.math-text wbr {
  white-space: normal;
}
.math-wide {
  display: inline-grid;
  max-width: 100%;
  overflow-x: auto;
  overflow-y: hidden;
  margin: -0.2em 0;
  padding: 0.2em 0;
}
.math-display {
  display: block;
  position: relative;
  max-width: 100%;
  overflow-x: auto;
  overflow-y: hidden;
  margin: 1em 0;
  padding: 0.15em 0;
}
.math-display > .katex-display {
  margin: 0;
}
.math-display > .katex-display > .katex {
  box-sizing: border-box;
  width: max-content;
  min-width: 100%;
}
.math-display > .katex-display > .katex:has(> .katex-html > .katex-tag) {
  display: grid;
  grid-template-columns: minmax(0, 1fr) max-content minmax(3.5em, 1fr);
  position: relative;
  width: min-content;
}
.math-display > .katex-display.leqno > .katex:has(> .katex-html > .katex-tag) {
  grid-template-columns: minmax(3.5em, 1fr) max-content minmax(0, 1fr);
}
.math-left > .katex-display > .katex:has(> .katex-html > .katex-tag) {
  grid-template-columns: 0 max-content minmax(3.5em, 1fr);
}
.math-display > .katex-display > .katex > .katex-html:has(> .katex-tag) {
  grid-column: 2;
  position: static;
}
.math-display > .katex-display > .katex > .katex-html > .katex-tag {
  right: 0.1em;
}
.math-display > .katex-display.leqno > .katex > .katex-html > .katex-tag {
  right: auto;
  left: 0.1em;
}
.math-display:focus-visible,
.math-wide:focus-visible {
  outline: 2px solid currentColor;
  outline-offset: -2px;
}
.math-number {
  position: relative;
  z-index: 1;
  color: inherit;
  text-decoration: none;
}
.math-number:hover {
  text-decoration: underline;
}
.math-link {
  position: absolute;
  z-index: 1;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
}
.math-display > .math-link {
  top: 0;
  left: 0;
}
.math-link:focus {
  width: auto;
  height: auto;
  clip-path: none;
  padding: 0 0.4em;
  background: Canvas;
  color: LinkText;
}
.math-link::before {
  content: attr(aria-label);
}
.math-preview {
  inset: auto;
  box-sizing: border-box;
  max-width: min(40em, calc(100vw - 16px));
  margin: 0;
  padding: 0.5em 1em;
  overflow: auto;
  border: 1px solid GrayText;
  border-radius: 0.3em;
  background: Canvas;
  color: CanvasText;
}
.math-preview > .math-display {
  margin: 0;
}
.math-display:target,
.math-display:has(> .math-anchor:target) {
  background: Mark;
  background: color-mix(in srgb, Mark 25%, transparent);
}
.math-left > .katex-display.fleqn > .katex,
.math-left > .katex > .katex-mathml:last-child > math {
  padding-left: var(--math-indent, 0em);
}
.math-left math,
.math-right math {
  display: inline math;
}
.math-left > .katex-display > .katex {
  text-align: left;
}
.math-right,
.math-right > .katex-display > .katex {
  text-align: right;
}
.katex > .katex-mathml:not(:last-child) {
  content-visibility: auto;
}
.katex > .katex-mathml:last-child {
  position: static;
  width: auto;
  height: auto;
  overflow: visible;
  clip-path: none;
}
.katex-mathml:last-child > math mtext[mathvariant="bold"] {
  font-weight: bold;
}
.katex-mathml:last-child > math mtext[mathvariant="italic"] {
  font-style: italic;
}
.katex-mathml:last-child > math mtext[mathvariant="monospace"] {
  font-family: monospace;
}
.katex-mathml:last-child > math mtable[columnalign^="left"] > mtr > mtd,
.katex-mathml:last-child > math mtable[columnalign^="right left"] > mtr > mtd:nth-child(even) {
  text-align: left;
  text-align: -webkit-left;
}
.katex-mathml:last-child > math mtable[columnalign^="right"] > mtr > mtd:nth-child(odd) {
  text-align: right;
  text-align: -webkit-right;
}
.katex-mathml:last-child > math mtable[columnalign^="right left"] > mtr > mtd {
  padding-inline: 0;
}
.katex-mathml:last-child > math mtable[columnalign^="right left"] > mtr > mtd:nth-child(odd):not(:first-child) {
  padding-inline-start: 2em;
}
.katex-error {
  border: 1px solid #d33;
  border-radius: 0.2em;
  padding: 0 0.25em;
  background: rgb(221 51 51 / 10%);
  font-family: ui-monospace, monospace;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
.katex-error.math-display {
  padding: 0.5em;
}
@media (forced-colors: active) {
  .math-display:target,
  .math-display:has(> .math-anchor:target) {
    outline: 2px solid Highlight;
    outline-offset: -2px;
  }
}
@media print {
  .katex,
  .katex-error {
    color: #000;
  }
  .math-display,
  .math-wide {
    overflow: visible;
  }
  .math-display {
    break-inside: avoid;
  }
  .math-link {
    display: none;
  }
}
`;
