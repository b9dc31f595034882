import { attributeOf, decodeReferences, htmlTokens, spanAt } from '../../math/index.js';

const HEADING = /^h[1-6]$/;
/** A formula as a page shows it, in a line or on lines of its own. */
const FORMULA = /<span class="(?:[\w-]+ )?katex"/g;
/** What has a name or leads somewhere, which stands in no other link. */
const NAMED = /<a[\s>]|\sid="/;
/** Where a line may be broken in a formula that is held together with the text beside it. */
const BREAK = '<wbr>';

/** The formulas of a finished page's heading with this id, as KaTeX's HTML, in their order; none where one cannot stand elsewhere. */
export function headingFormulas(html: string, id: string): readonly string[] {
  const heading = headingWith(html, id);
  const formulas: string[] = [];
  FORMULA.lastIndex = 0;
  for (let found = FORMULA.exec(heading); found !== null; found = FORMULA.exec(heading)) {
    const formula = spanAt(heading, found.index);
    if (formula === '' || NAMED.test(formula)) return [];
    formulas.push(formula.replaceAll(BREAK, ''));
    FORMULA.lastIndex = found.index + formula.length;
  }
  return formulas;
}

/** The content of a heading, or ''. */
function headingWith(html: string, id: string): string {
  let from: number | undefined;
  for (const token of htmlTokens(html)) {
    if (token.kind !== 'tag' || !HEADING.test(token.name)) continue;
    if (from !== undefined) return html.slice(from, token.from);
    const own = token.closing ? undefined : attributeOf(html.slice(token.from, token.to), 'id');
    if (own !== undefined && decodeReferences(own).text === id) from = token.to;
  }
  return '';
}
