import { markTokens } from '../core/found-math.js';
import { tokenLists } from '../core/token-lists.js';
import { environmentOf, onTrial } from '../environment.js';
import type { StateCore, Token } from '../markdown-it.js';
import { metaOf } from '../token-meta.js';
import { isMended, type MendNote, reportMend } from './mend.js';

/** Backslashes that Markdown takes away. */
const ESCAPE = /\\[\\.*_+`<>()[\]{}#!:|"'$=~-]/;
/** Other signs that Markdown reads as its own wherever they stand. */
const MARKUP = /`|<[A-Za-z/!]|~~|\{:|\][ \t]*[[(]/;
/** What may begin emphasis and, behind it, what may end it. */
type EmphasisSigns = readonly [opening: RegExp, closing: RegExp];

const EMPHASIS: readonly EmphasisSigns[] = [
  [/\*(?=\S)/, /\S\*/],
  [/(?<![A-Za-z]|[A-Za-z]-)_(?=\S)/, /\S_(?![A-Za-z0-9])/],
];
const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '--',
  '—': '---',
  '…': '...',
  '«': '<<',
  '»': '>>',
};

/**
 * `$\{a_1^*, \dots, a_n^*\}$`: on Jekyll, Markdown reads a formula between single dollars before MathJax does, and may take its stars for
 * emphasis and its backslashes for escapes. Formulas are met first; this says which of them Jekyll shows
 * otherwise than they were written.
 */
export function hurtFormulas(core: StateCore): void {
  const { options } = environmentOf(core);
  if (!options.dollars || !isMended('formulas', options)) return;
  for (const tokens of tokenLists(core)) {
    for (const token of tokens) {
      if (token.type !== 'inline' || !token.content.includes('$')) continue;
      const formulas = (token.children ?? []).filter((child) => isOpenToMarkdown(child, core));
      if (formulas.length === 0) continue;
      const emphasis = EMPHASIS.filter((signs) => holdsEmphasis(token.content, signs));
      if (formulas.some((child) => isEndangered(child, emphasis))) reportHurt(core, token, formulas);
    }
  }
}

/** Whether a token is a formula between single dollars, or in a bare environment. */
function isOpenToMarkdown(token: Token, core: StateCore): boolean {
  const { formula, at = 0 } = token.type === 'math_inline' ? metaOf(token) : {};
  return formula !== undefined && !environmentOf(core).document.text.startsWith('$$', at);
}

/** Whether a text may hold emphasis of these signs. */
function holdsEmphasis(content: string, [opening, closing]: EmphasisSigns): boolean {
  const start = content.search(opening);
  return start >= 0 && closing.test(content.slice(start + 1));
}

/** Whether signs of Markdown stand in a formula; `emphasis` are the signs of what the text around it may hold. */
function isEndangered(token: Token, emphasis: readonly EmphasisSigns[]): boolean {
  const tex = metaOf(token).formula?.text ?? '';
  if (ESCAPE.test(tex) || MARKUP.test(tex)) return true;
  return emphasis.some(([opening, closing]) => opening.test(tex) || closing.test(tex));
}

/** Reports those formulas of a text that Jekyll shows otherwise; where one is torn, those behind it are, too. */
function reportHurt(core: StateCore, token: Token, formulas: readonly Token[]): void {
  const environment = environmentOf(core);
  const shown = texOnJekyll(core, token);
  for (const child of formulas) {
    const { formula, at = 0 } = metaOf(child);
    if (formula === undefined || shown.has(plain(formula.text))) continue;
    reportMend(hurtNote(formula.text, at), environment);
  }
}

/** What MathJax finds on Jekyll's page in a text, without harmless wear. */
function texOnJekyll(core: StateCore, { content, meta }: Token): ReadonlySet<string> {
  const environment = environmentOf(core);
  return onTrial(environment, () => {
    const { formulas } = environment;
    const before = formulas.length;
    environment.mathFirst = false;
    environment.origin = metaOf({ meta }).origin ?? [[0, 0]];
    const children: Token[] = [];
    core.md.inline.parse(content, core.md, core.env, children);
    markTokens(children, 0, environment);
    return new Set(formulas.slice(before).map(({ tex }) => plain(tex.text)));
  });
}

function plain(tex: string): string {
  return tex.replace(/[‘’“”–—…«»]/g, (sign) => PLAIN[sign] ?? sign).replace(/\s+/g, '');
}

function hurtNote(tex: string, at: number): MendNote {
  const [escaped] = ESCAPE.exec(tex) ?? [];
  const wear =
    escaped === undefined
      ? 'takes signs in or near this formula for markup'
      : `drops the backslash of ${escaped} in this formula`;
  return {
    mend: 'formulas',
    severity: 'info',
    at,
    text: tex,
    message: `On Jekyll, Markdown ${wear} before MathJax reads it; it is typeset as it is written.`,
    hint: 'For Jekyll, write it between double dollars, $$…$$, where Markdown changes nothing.',
  };
}
