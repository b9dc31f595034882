import katex, { type KatexOptions, type TrustContext } from 'katex';
import 'katex/contrib/mhchem';
import { withLetters } from './mathml-letters.js';
import { isSafeClass, isSafeId, isSafeStyle, isSafeUrl } from './trust.js';

/** What KaTeX writes: boxes for the eye with MathML for other readers, or one of the two. */
export type MathOutput = 'htmlAndMathml' | 'html' | 'mathml';

/** How one formula is to be set. */
export interface KatexStyle {
  readonly output: MathOutput;
  readonly display: boolean;
  /** Whether equation numbers stand on the left. */
  readonly leqno: boolean;
  /** Whether display formulas start at the left margin. */
  readonly fleqn: boolean;
}

/** KaTeX's HTML, or what it did not understand, with the offset in the TeX that it was given. */
export type KatexResult =
  | { readonly ok: true; readonly html: string }
  | { readonly ok: false; readonly message: string; readonly at: number };

/** Where KaTeX's boxes for the eye start; MathML stands before them. */
const BOXES = '<span class="katex-html"';
/** Sizes that an author gives (`\rule{500em}{500em}`) are cut to this many em. */
const MAX_SIZE = 100;
/** Macros have been expanded before; KaTeX's own definitions need few steps each. */
const MAX_EXPAND = 100_000;

/** Characters of a formula: for a long run of letters KaTeX takes time in proportion to its square. */
const LONGEST = 30_000;
/** What is said of a formula that is longer, as KaTeX's messages are. */
export const TOO_LONG = `With its macros replaced, this formula has more than ${LONGEST} characters.`;

/**
 * Typesets TeX in KaTeX's own dialect. `mathml` is TeX that says the same for MathML, where KaTeX's MathML of
 * `tex` itself would not do.
 */
export function renderKatex(tex: string, style: KatexStyle, mathml?: string): KatexResult {
  if (tex.length > LONGEST) return { ok: false, message: TOO_LONG, at: 0 };
  if (mathml === undefined || style.output === 'html') return render(tex, style);
  const spoken = render(mathml, { ...style, output: 'mathml' });
  const seen = style.output === 'mathml' ? spoken : render(tex, { ...style, output: 'html' });
  if (!spoken.ok || !seen.ok || style.output === 'mathml') return seen;
  const math = /<math[\s\S]*<\/math>/.exec(spoken.html)?.[0] ?? '';
  const html = seen.html.replace(BOXES, (boxes) => `<span class="katex-mathml">${math}</span>${boxes}`);
  return { ok: true, html };
}

/** KaTeX draws this environment in displayed formulas only. */
const DISPLAYED_ONLY = '\\begin{CD}';
const IN_LINE = '\\textstyle ';

/** A formula within a line, of which KaTeX is told that it is displayed. */
function renderInLine(tex: string, style: KatexStyle): KatexResult {
  const result = render(IN_LINE + tex, { ...style, display: true });
  if (!result.ok) return { ...result, at: Math.max(0, result.at - IN_LINE.length) };
  const html = result.html
    .replace(/^<span class="katex-display[^"]*">([\s\S]*)<\/span>$/, '$1')
    .replace(' display="block"', '');
  return { ok: true, html };
}

function render(tex: string, style: KatexStyle): KatexResult {
  if (!style.display && tex.includes(DISPLAYED_ONLY)) return renderInLine(tex, style);
  const options: KatexOptions = {
    displayMode: style.display,
    output: style.output,
    leqno: style.leqno,
    fleqn: style.fleqn,
    throwOnError: true,
    strict: 'ignore',
    trust: isHarmless,
    maxSize: MAX_SIZE,
    maxExpand: MAX_EXPAND,
    macros: {},
  };
  try {
    const html = katex.renderToString(tex, options);
    return { ok: true, html: style.output === 'html' ? html : withLetters(html) };
  } catch (error) {
    if (error instanceof katex.ParseError) {
      return { ok: false, message: error.rawMessage, at: error.position ?? 0 };
    }
    if (error instanceof Error) return { ok: false, message: error.message, at: 0 };
    throw error;
  }
}

/** Whether KaTeX may write what a command puts into an attribute. */
function isHarmless(context: TrustContext): boolean {
  switch (context.command) {
    case '\\htmlClass':
      return isSafeClass(context.class);
    case '\\htmlId':
      return isSafeId(context.id);
    case '\\htmlStyle':
      return isSafeStyle(context.style);
    case '\\href':
    case '\\url':
      return isSafeUrl(context.url);
    default:
      return false;
  }
}

/** Whether KaTeX itself has a meaning for a command. */
export function isKatexCommand(name: string): boolean {
  const result = renderKatex(name, { output: 'mathml', display: true, leqno: false, fleqn: false });
  return result.ok || !result.message.startsWith('Undefined control sequence');
}
