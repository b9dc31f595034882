/** A part of a text, `to` excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a text is taken up again after something that holds no formulas: code, comments, and what Liquid
 * itself keeps from being read.
 */
const OPENERS = new RegExp(
  [
    '(?<fence>^[ \\t>]*(?:[-*+]|\\d+[.)])?[ \\t]*(?<mark>`{3,}|~{3,}))',
    '(?<ticks>`+)',
    '(?<comment><!--)',
    '<(?<element>script|style|pre|code|textarea)\\b',
    '\\{%-?\\s*(?<block>raw|comment|highlight)\\b',
    '(?<paren>\\\\{1,2}[(\\[])',
    '\\\\begin\\{(?<environment>[a-zA-Z]+\\*?)\\}',
    '(?<escape>\\\\[\\s\\S])',
    '(?<display>\\$\\$)',
    '(?<dollar>\\$)',
  ].join('|'),
  'gm',
);

/**
 * Finds the formulas of a Markdown page, roughly and before anything else has read it: `$…$`, `$$…$$`,
 * `\(…\)`, `\[…\]` (with one backslash or two) and `\begin…\end`, but none in code. A dollar that is money
 * opens none: what is between single dollars is in one paragraph, and spaces stand on the inner side of both
 * or of neither. The spans are in order and hold their delimiters.
 */
export function formulaSpans(text: string): Span[] {
  const spans: Span[] = [];
  const find = createFinder(text);
  OPENERS.lastIndex = 0;
  const openers = new RegExp(OPENERS);
  for (let match = openers.exec(text); match !== null; match = openers.exec(text)) {
    const start = openers.lastIndex;
    const groups = match.groups ?? {};
    const skipped = endOfCode(groups, start, find);
    const formula = skipped === undefined ? endOfFormula(text, groups, start, find) : undefined;
    if (formula !== undefined) spans.push({ from: match.index, to: formula });
    openers.lastIndex = skipped ?? formula ?? start;
  }
  return spans;
}

type Groups = Readonly<Record<string, string | undefined>>;
type Finder = (closer: string, from: number) => number | undefined;

/** Looks for texts; one that is not found is looked for no further, so that searching stays linear. */
function createFinder(text: string): Finder {
  const missing = new Set<string>();
  return (closer, from) => {
    if (missing.has(closer)) return undefined;
    const at = text.indexOf(closer, from);
    if (at >= 0) return at + closer.length;
    missing.add(closer);
    return undefined;
  };
}

function endOfCode(groups: Groups, start: number, find: Finder): number | undefined {
  const { mark, ticks, comment, element, block } = groups;
  if (mark !== undefined) return find(`\n${mark}`, start) ?? find(mark, start);
  if (ticks !== undefined) return find(ticks, start);
  if (comment !== undefined) return find('-->', start);
  if (element !== undefined) return find(`</${element}`, start);
  return block === undefined ? undefined : find(`end${block}`, start);
}

function endOfFormula(text: string, groups: Groups, start: number, find: Finder): number | undefined {
  const { paren, environment, display, dollar } = groups;
  if (paren !== undefined) {
    const bracket = paren.endsWith('(') ? ')' : ']';
    return find(paren.slice(0, -1) + bracket, start);
  }
  if (environment !== undefined) return find(`\\end{${environment}}`, start);
  if (display !== undefined) return find('$$', start);
  return dollar === undefined ? undefined : endOfInline(text, start, find);
}

function endOfInline(text: string, start: number, find: Finder): number | undefined {
  const end = find('$', start);
  if (end === undefined || end === start + 1) return undefined;
  const inner = text.slice(start, end - 1);
  const opensSpaced = /^\s/.test(inner);
  if (opensSpaced !== /\s$/.test(inner) || /\n[ \t]*\n/.test(inner)) return undefined;
  return !opensSpaced && /\d/.test(text[end] ?? '') ? undefined : end;
}
