import { spanAt } from '../../math/index.js';

/** The start of a displayed formula, as far as its class. */
const DISPLAY = '<span class="katex-display math-display';
const STRUT = /<span class="katex-strut" style="height:([\d.]+)em;(?:vertical-align:(-?[\d.]+)em;)?"/g;
const LINE = /<span class="mspace katex-newline"/;

/** What a line is high at least, in the formula's letters. */
const LEAST = 1.1;

/**
 * A page on which each displayed formula says how high it is, as the custom property `--math-height` in the size of its letters:
 * a style sheet can have browsers lay it out where it comes near the screen, and nothing moves then. KaTeX begins each box of a
 * formula with a strut as high as the box (`buildHTML.ts`). What has no boxes, as MathML, stays as it is.
 */
export function withFormulaHeights(html: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = html.indexOf(DISPLAY); at >= 0; at = html.indexOf(DISPLAY, done)) {
    const formula = spanAt(html, at) || html.slice(at);
    const end = at + formula.length;
    const tagEnd = html.indexOf('>', at);
    const height = heightOf(formula);
    const tag = html.slice(at, tagEnd);
    parts.push(html.slice(done, at), height === 0 ? tag : withStyle(tag, `--math-height:${rounded(height)}`));
    parts.push(html.slice(tagEnd, end));
    done = end;
  }
  return parts.join('') + html.slice(done);
}

/** The height of a formula by its boxes, line by line; 0 where it has none. */
function heightOf(formula: string): number {
  let height = 0;
  for (const line of formula.split(LINE)) {
    let [above, below] = [0, 0];
    for (const [, whole = '0', align = '0'] of line.matchAll(STRUT)) {
      below = Math.max(below, -Number(align));
      above = Math.max(above, Number(whole) + Number(align));
    }
    if (above + below > 0) height += Math.max(LEAST, above + below);
  }
  return height;
}

function withStyle(tag: string, style: string): string {
  return tag.includes(' style="') ? tag.replace(' style="', ` style="${style};`) : `${tag} style="${style}"`;
}

function rounded(height: number): string {
  return String(Math.round(height * 100) / 100);
}
