import katex, { type KatexOptions, type TrustContext } from 'katex';
import 'katex/contrib/mhchem';
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

/** Where Unicode's mathematical alphabets start: of capitals, digits and Greek capitals. */
interface Alphabet {
  readonly capitals: number;
  readonly digits?: number;
  readonly greek?: number;
}

/** By MathML's `mathvariant`; small letters follow the capitals. */
const ALPHABETS: Readonly<Record<string, Alphabet>> = {
  bold: { capitals: 0x1d400, digits: 0x1d7ce, greek: 0x1d6a8 },
  'bold-italic': { capitals: 0x1d468, greek: 0x1d71c },
  script: { capitals: 0x1d49c },
  'bold-script': { capitals: 0x1d4d0 },
  fraktur: { capitals: 0x1d504 },
  'bold-fraktur': { capitals: 0x1d56c },
  'double-struck': { capitals: 0x1d538, digits: 0x1d7d8 },
  'sans-serif': { capitals: 0x1d5a0, digits: 0x1d7e2 },
  'bold-sans-serif': { capitals: 0x1d5d4, digits: 0x1d7ec, greek: 0x1d756 },
  'sans-serif-italic': { capitals: 0x1d608 },
  'sans-serif-bold-italic': { capitals: 0x1d63c, greek: 0x1d790 },
  monospace: { capitals: 0x1d670, digits: 0x1d7f6 },
};

/** Letters that Unicode had before it got the alphabets: their places there are empty. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  script: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ', e: 'ℯ', g: 'ℊ', o: 'ℴ' },
  fraktur: { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' },
  'double-struck': { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' },
};

const TOKEN = /<(m[in]) mathvariant="([a-z-]+)">([^<&]+)<\/\1>/g;
const LETTERS_IN_ALPHABET = 26;

/**
 * MathML whose letters in bold, script, double-struck and other alphabets are Unicode's characters for them.
 * KaTeX names the alphabet in the attribute `mathvariant`, which MathML Core, and so most browsers, ignore.
 */
function withLetters(mathml: string): string {
  // Most formulas have none, which is found faster so.
  if (!mathml.includes(' mathvariant="')) return mathml;
  return mathml.replace(TOKEN, (token, element: string, variant: string, text: string) => {
    const letters = Array.from(text, (character) => letterOf(variant, character));
    return letters.includes(undefined)
      ? token
      : `<${element} mathvariant="normal">${letters.join('')}</${element}>`;
  });
}

function letterOf(variant: string, character: string): string | undefined {
  const alphabet = ALPHABETS[variant];
  if (alphabet === undefined) return undefined;
  const elsewhere = ELSEWHERE[variant]?.[character];
  if (elsewhere !== undefined) return elsewhere;
  const code = character.charCodeAt(0);
  if (/^[A-Z]$/.test(character)) return String.fromCodePoint(alphabet.capitals + code - 0x41);
  if (/^[a-z]$/.test(character)) {
    return String.fromCodePoint(alphabet.capitals + LETTERS_IN_ALPHABET + code - 0x61);
  }
  if (/^[0-9]$/.test(character) && alphabet.digits !== undefined) {
    return String.fromCodePoint(alphabet.digits + code - 0x30);
  }
  if (/^[Α-Ω]$/.test(character) && alphabet.greek !== undefined) {
    return String.fromCodePoint(alphabet.greek + code - 0x391);
  }
  if (/^[α-ω]$/.test(character) && alphabet.greek !== undefined) {
    return String.fromCodePoint(alphabet.greek + LETTERS_IN_ALPHABET + code - 0x3b1);
  }
  return undefined;
}
