import { withoutReferenceMarks } from '../labels/index.js';
import {
  attributeOf,
  decodeReferences,
  FORMULA_MARK,
  type Formula,
  htmlTokens,
  LITERAL_DOLLAR,
  MARK_CHARACTERS,
  MARK_OR_SHOWN,
  spanAt,
  withoutOwnParts,
} from '../math/index.js';
import { FORMULA_SIGN } from './formula-sign.js';

/** A page as it is published, and the text in it that is its own. */
export interface SearchedPage {
  /** What readers call it. */
  readonly title: string;
  /** Its own text, HTML in which formulas and references are marks. */
  readonly content: string;
  readonly formulas: readonly Formula[];
  /** The whole page. */
  readonly output: string;
}

/** A part of a page that can be found: what a heading has below it, or what comes before the first. */
export interface SearchSection {
  /** The anchor of the heading; '' for the page as a whole. */
  readonly anchor: string;
  /** 1 to 6; 0 for the page as a whole. */
  readonly level: number;
  /** The heading as text, in which formulas are {@link FORMULA_SIGN}. */
  readonly heading: string;
  /** The text, likewise; white space is one space. */
  readonly text: string;
  /** The formulas of the heading, then those of the text. */
  readonly formulas: readonly FoundFormula[];
}

/** A formula as it is found and shown. */
export interface FoundFormula {
  readonly tex: string;
  /** As it is typeset; '' where the page shows it otherwise. */
  readonly html: string;
}

/** Elements whose content nobody reads as text. */
const UNREAD: ReadonlySet<string> = new Set([
  'svg',
  'noscript',
  'template',
  'object',
  'audio',
  'video',
  'button',
]);
/** Elements in a line: what stands around them is one word with what stands in them. */
const IN_LINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

interface OpenSection {
  readonly anchor: string;
  readonly level: number;
  heading: string;
  text: string;
  readonly formulas: FoundFormula[];
}

/**
 * Cuts a page into what can be found in it. Formulas are looked up in the published page by their TeX, and references to what
 * other pages number by their order.
 */
export function pageSections({ title, content, formulas, output }: SearchedPage): SearchSection[] {
  const typeset = typesetFormulas(output);
  const references = referenceTexts(output);
  const html = withoutOwnParts(content);
  const first: OpenSection = { anchor: '', level: 0, heading: title, text: '', formulas: [] };
  const sections = [first];
  let current = first;
  let unread = 0;
  let isHeading = false;
  let reference: string | undefined;
  const add = (text: string): void => {
    if (isHeading) current.heading += text;
    else current.text += text;
  };
  const addFormula = (written: string, onJekyll?: string): void => {
    if (DEFINES.test(written)) return;
    const tex = written.trim();
    const shown = typeset(written, onJekyll);
    // What shows the number of an equation is text.
    if (IS_NUMBER.test(tex)) {
      add(shown.replace(/<[^>]*>/g, ''));
      return;
    }
    current.formulas.push({ tex, html: shown });
    add(FORMULA_SIGN);
  };
  for (const token of htmlTokens(html)) {
    const { from, to } = token;
    if (token.kind === 'text') {
      if (unread > 0) continue;
      // Formulas of the page itself are looked up as any other.
      if (reference !== undefined && html.slice(from, to).search(FORMULA_MARK) < 0) {
        add(reference);
        reference = '';
        continue;
      }
      const text = html.slice(from, to);
      let read = 0;
      for (const mark of text.matchAll(MARK_OR_SHOWN)) {
        add(decodeReferences(text.slice(read, mark.index)).text);
        read = mark.index + mark[0].length;
        // A formula of the page has its number in the last group, one of what an include or a filter prints its TeX.
        const { tex } = mark.groups ?? {};
        const own = tex === undefined ? formulas[Number(mark.at(-1))] : undefined;
        if (tex !== undefined) addFormula(decodeReferences(tex).text);
        else if (own !== undefined) addFormula(own.tex.text, own.onJekyll);
      }
      add(decodeReferences(text.slice(read)).text);
      continue;
    }
    if (token.kind !== 'tag') continue;
    const { name, closing, selfClosing } = token;
    if (UNREAD.has(name) && !selfClosing) unread = Math.max(0, unread + (closing ? -1 : 1));
    if (unread > 0) continue;
    if (name === 'a') {
      const tag = html.slice(from, to);
      reference = !closing && IS_REFERENCE.test(tag) ? (references.next().value ?? '') : undefined;
    }
    const level = Number(/^h([1-6])$/.exec(name)?.[1] ?? 0);
    if (level === 0) {
      if (!IN_LINE.has(name)) add(' ');
    } else if (closing) {
      isHeading = false;
    } else {
      const anchor = attributeOf(html.slice(from, to), 'id');
      if (anchor === undefined || anchor === '') {
        add(' ');
        continue;
      }
      current = { anchor: decodeReferences(anchor).text, level, heading: '', text: '', formulas: [] };
      sections.push(current);
      isHeading = true;
    }
  }
  return sections.map(({ heading, text, ...section }) => ({
    ...section,
    heading: plain(heading),
    text: plain(text),
  }));
}

/** Of a formula that defines macros readers see nothing, or nothing else. */
const DEFINES =
  /^\s*\\(?:(?:re)?newcommand|providecommand|[gex]?def|let|DeclareMathOperator|require)(?![a-zA-Z])/;
const IS_NUMBER = /^\\(?:eq)?ref\s*\{[^{}]*\}$/;
/** The first use of a term, which leads to its definition, is text of the page itself. */
const IS_TERM = /\sclass="term reference"/;
const IS_REFERENCE = /\sclass\s*=\s*["']?(?:[^"'>]*\s)?reference(?=[\s"'>])/i;

function plain(text: string): string {
  return withoutReferenceMarks(text)
    .replaceAll(LITERAL_DOLLAR, '$')
    .replace(MARK_CHARACTERS, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The texts of the references of a page, one after the other. */
function* referenceTexts(output: string): Generator<string, undefined> {
  for (const [tag, text = ''] of output.matchAll(REFERENCE))
    if (IS_REFERENCE.test(tag) && !IS_TERM.test(tag) && !(text.includes('<') && OF_FORMULA.test(tag)))
      yield decodeReferences(withTex(text)).text;
  return undefined;
}

const REFERENCE = /<a\s[^>]*class="?[^">]*reference[^>]*>([\s\S]*?)<\/a>/g;
/** A link that is a formula, or stands in the boxes of one: that is read with the formula. */
const OF_FORMULA = /^<a\s[^>]*\s(?:aria-label|tabindex)=/;
const BOXES = '<span class="katex-html"';
const MATHML = /<math[\s>][\s\S]*?(<annotation[\s>][\s\S]*?<\/annotation>)[\s\S]*?<\/math>/g;

/** What a reference shows without its markup, formulas as their TeX. */
function withTex(html: string): string {
  if (!html.includes('<')) return html;
  let text = html;
  for (let at = text.indexOf(BOXES); at >= 0; at = text.indexOf(BOXES, at))
    text = text.slice(0, at) + text.slice(at + Math.max(1, spanAt(text, at).length));
  return text.replace(MATHML, '$1').replace(/<[^>]*>/g, '');
}

const TYPESET =
  /<annotation encoding="application\/x-tex"[^>]*>([^<]*)<\/annotation><\/semantics><\/math><\/span>/g;

/** Looks up how a page shows a formula, by its TeX, or else by what Markdown leaves of that on Jekyll. */
function typesetFormulas(output: string): (tex: string, onJekyll?: string) => string {
  const places = new Map<string, readonly [annotation: number, behind: number]>();
  for (const match of output.matchAll(TYPESET)) {
    const [whole, tex = ''] = match;
    const key = words(decodeReferences(tex).text);
    if (!places.has(key)) places.set(key, [match.index, match.index + whole.length]);
  }
  const found = new Map<number, string>();
  return (tex, onJekyll) => {
    const place =
      places.get(words(tex)) ?? (onJekyll === undefined ? undefined : places.get(words(onJekyll)));
    if (place === undefined) return '';
    const [annotation, behind] = place;
    const html = found.get(behind) ?? typesetAt(output, annotation, behind);
    found.set(behind, html);
    return html;
  };
}

/** A formula as it is shown: KaTeX's HTML, or its MathML where a site has that alone. */
function typesetAt(html: string, annotation: number, behind: number): string {
  if (html.startsWith('<span class="katex-html"', behind)) return spanAt(html, behind);
  const math = html.lastIndexOf('<math', annotation);
  return math < 0 ? '' : html.slice(math, html.indexOf('</math>', annotation) + '</math>'.length);
}

function words(tex: string): string {
  return tex.replace(/\s+/g, '');
}
