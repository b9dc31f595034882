import { formulaMark } from '../../math/index.js';
import { environmentOf, type MarkdownEnvironment } from '../document/environment.js';
import type { StateInline, Token } from '../document/markdown-it.js';
import { reportMend } from '../document/mend.js';
import { PlainToken, replaceTokens } from '../document/token.js';
import { metaOf } from '../document/token-meta.js';
import { reportWarning } from '../document/warnings.js';
import { addReferences, collectHtml } from '../html/references.js';
import { mappedFormula } from '../source/segment.js';
import { joinBrokenUrls } from './links/broken-urls.js';

/**
 * Notes what the finished spans of a text hold among what the document holds: formulas, URLs and mends. Only
 * now is it certain which of the spans that were tried are there.
 */
export function collect(state: StateInline): void {
  collectTokens(state.tokens, environmentOf(state));
  const { tokens } = state;
  const isWrapped = ({ type, attrs }: Token) => attrs !== null && type === 'math_inline';
  if (!tokens.some(isWrapped)) return;
  const wrapped = tokens.flatMap((token) => (isWrapped(token) ? inSpan(token) : [token]));
  replaceTokens(tokens, wrapped);
}

/** A formula that has attributes in a `span` that carries them. */
function inSpan(formula: Token): Token[] {
  const open = new PlainToken('html_open', 'span', 1);
  const close = new PlainToken('html_close', 'span', -1);
  open.attrs = formula.attrs;
  metaOf(open).at = metaOf(formula).at ?? 0;
  formula.attrs = null;
  open.level = formula.level;
  close.level = formula.level;
  formula.level += 1;
  return [open, formula, close];
}

/** Notes the formulas, URLs and mends of tokens, not of their children. */
export function collectTokens(tokens: readonly Token[], environment: MarkdownEnvironment): void {
  for (const token of tokens) {
    if (token.meta === null) continue;
    const { formula, references, origin } = metaOf(token);
    if (formula !== undefined) token.content = addFormulaMark(token, environment);
    if (references !== undefined) addReferences(joinBrokenUrls(token, references, environment), environment);
    metaOf(token).mends?.forEach((note) => {
      reportMend(note, environment);
    });
    metaOf(token).warnings?.forEach((warning) => {
      reportWarning(warning, environment);
    });
    if (token.type === 'html_raw' && origin !== undefined) collectHtml(token.content, origin, environment);
  }
}

function addFormulaMark(token: Token, environment: MarkdownEnvironment): string {
  const { formula } = metaOf(token);
  if (formula === undefined) return '';
  return formulaMark(environment.formulas.push(mappedFormula(formula, environment)) - 1);
}
