import { escapePattern } from '../../diagnostics/index.js';
import type { MathConfig } from '../config/index.js';
import { LITERAL_DOLLAR } from '../formula/index.js';
import { isTexEnvironment } from '../tex/index.js';

/** What decides where a formula starts and ends in running text. */
export type MathDelimiters = Pick<
  MathConfig,
  'version' | 'inlineMath' | 'displayMath' | 'processEscapes' | 'processEnvironments' | 'processRefs'
>;

/** A formula in running text; offsets are UTF-16 units into the text that was searched. */
export interface FoundMath {
  /** `formula`, or `escape` for a `\$` or `\\` that stands for its second character. */
  readonly kind: 'formula' | 'escape';
  /** Where its opening delimiter starts. */
  readonly from: number;
  /** Where its closing delimiter ends. */
  readonly to: number;
  /** Where its TeX starts and ends. The TeX of an environment includes its `\begin` and `\end`. */
  readonly texFrom: number;
  readonly texTo: number;
  readonly display: boolean;
}

interface Closing {
  readonly close: string;
  readonly display: boolean;
}

/** What the search for closing delimiters has learnt and may still spend. */
interface Search {
  /** Closing delimiters that do not occur in the rest of the text. */
  readonly hopeless: Set<string>;
  /** How many characters may still be looked at: keeps the work linear where braces never close. */
  budget: number;
}

/** How often a text may be looked through for closing delimiters that do not come. */
const ROUNDS = 30;
const ENDING = '\\end';

/** Finds the formulas in a text, which is what a reader's browser would search. */
export type MathFinder = (text: string) => FoundMath[];

/** {@link findMath} for many texts with the same delimiters. */
export function mathFinder(delimiters: MathDelimiters): MathFinder {
  const openings = openingDelimiters(delimiters);
  const start = startPattern(openings, delimiters);
  return (text) => findBy(text, openings, start);
}

/**
 * Tells at a glance whether a text may hold a delimiter, or one without its partner, as most texts do not: whether it has
 * a character that one of them begins with.
 */
export function delimiterGlance({ inlineMath, displayMath }: MathDelimiters): (text: string) => boolean {
  const openings = [...inlineMath, ...displayMath].map(([open]) => open.charAt(0));
  const characters = new Set(['\\', '$', LITERAL_DOLLAR, ...openings]);
  characters.delete('');
  const all = [...characters];
  return (text) => all.some((character) => text.includes(character));
}

/**
 * Finds the formulas in a text as MathJax does (`FindTeX.ts` of MathJax 3, `tex2jax.js` of MathJax 2): an opening
 * delimiter holds where its closing one follows outside of braces; of several opening delimiters at one place
 * the longest counts. The text is what a reader's browser would search: character references are decoded.
 * Work is linear in the text, whatever it holds.
 */
export function findMath(text: string, delimiters: MathDelimiters): FoundMath[] {
  return mathFinder(delimiters)(text);
}

function findBy(text: string, openings: ReadonlyMap<string, Closing>, start: RegExp): FoundMath[] {
  const found: FoundMath[] = [];
  start.lastIndex = 0;
  const search: Search = { hopeless: new Set(), budget: ROUNDS * (text.length + 1000) };
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const math = mathAt(text, match, openings, search);
    if (math === undefined) continue;
    found.push(math);
    start.lastIndex = math.to;
  }
  return found;
}

function openingDelimiters({ inlineMath, displayMath }: MathDelimiters): Map<string, Closing> {
  const openings = new Map<string, Closing>();
  for (const [open, close] of inlineMath) if (open !== '') openings.set(open, { close, display: false });
  for (const [open, close] of displayMath) if (open !== '') openings.set(open, { close, display: true });
  return openings;
}

function startPattern(openings: ReadonlyMap<string, Closing>, delimiters: MathDelimiters): RegExp {
  const parts = [...openings.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  if (delimiters.processEnvironments) parts.push('\\\\begin\\s{0,9}\\{(?<environment>[^{}]{1,64})\\}');
  if (delimiters.processEscapes)
    parts.push(delimiters.version === 2 ? '(?<escape>\\\\\\$)' : '(?<escape>\\\\[\\\\$])');
  if (delimiters.processRefs) parts.push('(?<reference>\\\\(?:eq)?ref\\s{0,9}\\{[^{}]{1,200}\\})');
  return new RegExp(parts.length === 0 ? '(?!)' : parts.join('|'), 'g');
}

function mathAt(
  text: string,
  match: RegExpExecArray,
  openings: ReadonlyMap<string, Closing>,
  search: Search,
): FoundMath | undefined {
  const from = match.index;
  const inside = from + match[0].length;
  const { environment, escape: escaped, reference } = match.groups ?? {};
  if (escaped !== undefined) {
    return { kind: 'escape', from, to: inside, texFrom: from + 1, texTo: inside, display: false };
  }
  if (reference !== undefined) {
    return { kind: 'formula', from, to: inside, texFrom: from, texTo: inside, display: false };
  }
  if (environment !== undefined) {
    const end = environmentEnd(text, inside, environment, search);
    return end === undefined
      ? undefined
      : { kind: 'formula', from, to: end, texFrom: from, texTo: end, display: true };
  }
  const closing = openings.get(match[0]);
  if (closing === undefined) return undefined;
  const texTo = closingDelimiter(text, inside, closing.close, search);
  if (texTo === undefined) return undefined;
  return {
    kind: 'formula',
    from,
    to: texTo + closing.close.length,
    texFrom: inside,
    texTo,
    display: closing.display,
  };
}

/**
 * The offset of the closing delimiter that belongs to a formula whose TeX starts at `from`. A delimiter inside
 * braces does not close, nor one whose first character a backslash takes.
 */
function closingDelimiter(text: string, from: number, close: string, search: Search): number | undefined {
  if (search.budget <= 0 || search.hopeless.has(close)) return undefined;
  if (text.indexOf(close, from) < 0) {
    search.hopeless.add(close);
    return undefined;
  }
  let braces = 0;
  for (let at = from; at < text.length; at++) {
    if (braces === 0 && text.startsWith(close, at)) return at;
    const c = text.charAt(at);
    if (c === '\\') at++;
    else if (c === '{') braces++;
    else if (c === '}' && braces > 0) braces--;
  }
  search.budget -= text.length - from;
  return undefined;
}

/** The offset behind the `\end{name}` that ends an environment, outside of braces. */
function environmentEnd(text: string, from: number, name: string, search: Search): number | undefined {
  if (search.budget <= 0 || search.hopeless.has(ENDING)) return undefined;
  if (text.indexOf(ENDING, from) < 0) {
    search.hopeless.add(ENDING);
    return undefined;
  }
  const end = /\\end\s{0,9}\{/y;
  let braces = 0;
  for (let at = from; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '\\') {
      end.lastIndex = at;
      if (braces === 0 && end.test(text) && text.startsWith(`${name}}`, end.lastIndex)) {
        return end.lastIndex + name.length + 1;
      }
      at++;
    } else if (c === '{') {
      braces++;
    } else if (c === '}' && braces > 0) {
      braces--;
    }
  }
  search.budget -= text.length - from;
  return undefined;
}

/** Environments of LaTeX's text: no mathematics has them, whatever stands in them. */
const OF_TEXT =
  /^(?:abstract|acknowledge?ments?|algorithm(?:ic)?|answer|assumption|axiom|center|claim|comment|conjecture|corollary|def(?:inition)?|description|document|enumerate|example|exercise|fact|figure|flush(?:left|right)|frame|itemize|lem(?:ma)?|list|listing|lstlisting|minipage|minted|notation|note|observation|problem|proof|prop(?:osition)?|property|question|quot(?:e|ation)|rem(?:ark)?|solution|table|tabular|tabularx|th(?:eore)?m|tikzpicture|titlepage|verbatim|verse)\*?$/i;
/** What stands in text rather than in a formula: delimiters of formulas, a blank line, words in a row. */
const TEXT = /\$|\\[([]|\n[ \t]*\n|(?:^|[^\\A-Za-z{])[A-Za-z]{2,}[ \n]+[A-Za-z]{2,}[ \n]+[A-Za-z]{2,}/;

/**
 * Whether `\begin{name}…\end{name}` with this body is text that TeX's mathematics has no environment for, as
 * `\begin{lemma}`: MathJax shows an error in place of all of it. `definitions` is where `\newenvironment` may stand.
 */
export function isTextEnvironment(name: string, body: string, definitions: string): boolean {
  if (isTexEnvironment(name) || definesEnvironment(name, definitions)) return false;
  return OF_TEXT.test(name) || TEXT.test(body);
}

function definesEnvironment(name: string, text: string): boolean {
  return text.includes('newenvironment') && text.includes(`newenvironment{${name}}`);
}
