import { escapeText, type Formula, formulaIndexes, LITERAL_DOLLAR } from '../../../math/index.js';
import type { Token } from '../../document/markdown-it.js';
import { rawText } from '../../document/raw-text.js';

/** What leads somewhere or has a name: a reference is a link itself, and two elements cannot have one name. */
const LINKS = /\\(?:href|url|label|tag|html[A-Z]|cssId|[a-zA-Z]*ref(?![a-zA-Z]))/;

/**
 * The text of a heading as HTML without tags, with marks for its formulas, by which a reference shows them as the heading does;
 * undefined where it has none, or one that cannot stand in a link.
 */
export function markedHeading(spans: readonly Token[], formulas: readonly Formula[]): string | undefined {
  const numbers = spans.filter(isFormula).flatMap(({ content }) => formulaIndexes(content));
  if (numbers.length === 0 || numbers.some((number) => LINKS.test(formulas[number]?.tex.text ?? '\\href')))
    return undefined;
  return spans.map(textOf).join('').trim();
}

function textOf(token: Token): string {
  if (isFormula(token)) return token.content;
  const text = token.type === 'abbreviation' ? token.content : rawText([token]);
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('$', LITERAL_DOLLAR);
}

function isFormula({ type, content }: Token): boolean {
  return type.startsWith('math_') && formulaIndexes(content).length > 0;
}
