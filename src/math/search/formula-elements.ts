import { attributeOf, decodeReferences, type HtmlToken, htmlTokens, scriptElements } from '../html/index.js';

/** An element of a page that stands for a formula; offsets are UTF-16 units of the page's HTML. */
export interface FormulaElement {
  readonly from: number;
  readonly to: number;
  readonly tex: string;
  readonly display: boolean;
}

/**
 * The elements of an HTML text that hold TeX: `<script type="math/tex">` of MathJax 2 where the page has MathJax,
 * distill's `<d-math>` (with `block` for a display), and the `<span data-tex>` that jekyll-katex's tags become.
 */
export function formulaElements(html: string, hasMathJax: boolean): FormulaElement[] {
  const found = hasMathJax && html.includes('math/tex') ? scriptFormulas(html) : [];
  if (!/<d-math|\sdata-tex=/i.test(html)) return found;
  let open: Extract<HtmlToken, { kind: 'tag' }> | undefined;
  let text = '';
  for (const token of htmlTokens(html)) {
    if (token.kind === 'tag' && !token.closing && isFormula(token, html)) {
      open = token;
      text = '';
    } else if (token.kind === 'tag' && token.closing && token.name === open?.name) {
      const tag = html.slice(open.from, open.to);
      const written = attributeOf(tag, 'data-tex');
      const tex =
        open.name === 'd-math' ? text : decodeReferences(written ?? '', 0, written?.length ?? 0).text;
      const display = attributeOf(tag, open.name === 'd-math' ? 'block' : 'data-display') !== undefined;
      found.push({ from: open.from, to: token.to, tex, display });
      open = undefined;
    } else if (token.kind === 'text' && open !== undefined)
      text += decodeReferences(html, token.from, token.to).text;
  }
  return found;
}

function isFormula({ name, from, to }: Extract<HtmlToken, { kind: 'tag' }>, html: string): boolean {
  return (
    name === 'd-math' || (name === 'span' && attributeOf(html.slice(from, to), 'data-tex') !== undefined)
  );
}

function scriptFormulas(html: string): FormulaElement[] {
  return scriptElements(html).flatMap(({ from, to, contentFrom, contentTo, type }) =>
    type.startsWith('math/tex')
      ? [{ from, to, tex: html.slice(contentFrom, contentTo), display: /;\s*mode=display/.test(type) }]
      : [],
  );
}
