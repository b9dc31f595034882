import { attributeOf, decodeReferences, htmlTokens } from '../math/index.js';
import { comparedText, formulaText, OBJECT_SIGN } from './term-text.js';

/** The text of a block of a page, such as a paragraph or an item of a list, and where it stands in the HTML. */
export interface PageLine {
  /** As `comparedText` has it, white space one space. */
  readonly text: string;
  /** Where a part of the text stands in the HTML; undefined where that is no one piece: there is an object in it, or half of an element. */
  readonly rangeOf: (from: number, to: number) => readonly [from: number, to: number] | undefined;
  /** Where links in it lead, with the offset in the text behind which each stands. */
  readonly links: readonly (readonly [at: number, address: string])[];
}

/** Elements in which no terms are looked for: what they hold is a name, code, a link or a control, or no text of the page. */
const CLOSED: ReadonlySet<string> = new Set(
  (
    'a audio button canvas code datalist del dfn dt h1 h2 h3 h4 h5 h6 head iframe kbd label legend math menu meter nav noscript ' +
    'object option pre progress rp rt ruby samp script select style sub summary sup svg template textarea title var video'
  ).split(' '),
);
/** Classes of others: names and numbers of blocks, formulas, the entries of glossaries and bibliographies, what notebooks print. */
const CLOSED_CLASS =
  /(?:^|\s)(?:block-label|glossary|no-terms|bibliography|csl-entry|cell-label|cell-output|katex-display|katex-error|footnote|self-link)(?:\s|$)/;
/** Elements within a line. */
const IN_LINE: ReadonlySet<string> = new Set(
  'abbr b bdi bdo cite data em font i img input ins mark q s small span strong tt time u wbr'.split(' '),
);
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);

interface OpenLine {
  text: string;
  /** Offsets in the text with those in the HTML; from each on both advance together. */
  places: [text: number, html: number][];
  tags: number[];
  links: [number, string][];
  /** Elements that keep a formula and the signs beside it on one line. */
  readonly tied: TiedText[];
}

interface TiedText {
  readonly from: number;
  readonly start: number;
  to: number;
  end: number;
}

/** The lines of a part of a page, in its order. */
export function* pageLines(html: string): Generator<PageLine> {
  let line = newLine();
  /** Of each `<span>` that is open, whether it is tied text. */
  const ties: boolean[] = [];
  /** Of an element that is passed over: its name, how deep in others of its name, and where it begins. */
  let closed:
    | { readonly name: string; depth: number; readonly from: number; readonly isFormula: boolean }
    | undefined;
  for (const token of htmlTokens(html)) {
    const { kind, from, to } = token;
    if (closed !== undefined) {
      if (kind !== 'tag' || token.name !== closed.name || token.selfClosing) continue;
      closed.depth += token.closing ? -1 : 1;
      if (closed.depth > 0) continue;
      if (closed.isFormula) addFormula(line, html, closed.from, to);
      else if (isInLine(closed.name)) addObject(line, closed.from, to);
      closed = undefined;
      continue;
    }
    if (kind === 'text') addText(line, html, from, to);
    if (kind !== 'tag') continue;
    const { name, closing, selfClosing } = token;
    const tag = closing ? '' : html.slice(from, to);
    if (!isInLine(name)) {
      if (line.text !== '') yield finished(line);
      line = newLine();
    }
    if (!closing && !selfClosing && !VOID.has(name)) {
      const names = attributeOf(tag, 'class') ?? '';
      const isFormula = /(?:^|\s)katex(?:\s|$)/.test(names);
      if (isFormula || CLOSED.has(name) || CLOSED_CLASS.test(names)) {
        closed = { name, depth: 1, from, isFormula };
        const href = name === 'a' ? attributeOf(tag, 'href') : undefined;
        if (href !== undefined) line.links.push([line.text.length, decodeReferences(href).text]);
        continue;
      }
    }
    if (name === 'img' || name === 'input') addObject(line, from, to);
    else if (name === 'span' && IS_TIED.test(tag)) {
      line.tied.push({ from: line.text.length, start: from, to: -1, end: -1 });
      ties.push(true);
    } else if (isInLine(name)) {
      const tie = name === 'span' && closing && ties.pop() ? line.tied.at(-1) : undefined;
      if (tie !== undefined) [tie.to, tie.end] = [line.text.length, to];
      else line.tags.push(line.text.length);
      if (name === 'span' && !closing) ties.push(false);
    }
  }
  if (line.text !== '') yield finished(line);
}

/** Of elements that are passed over most stand in a line. */
function isInLine(name: string): boolean {
  return IN_LINE.has(name) || (CLOSED.has(name) && !BLOCKS.has(name));
}

const BLOCKS: ReadonlySet<string> = new Set(
  'dt h1 h2 h3 h4 h5 h6 head iframe legend menu nav pre summary title video'.split(' '),
);

function newLine(): OpenLine {
  return { text: '', places: [], tags: [], links: [], tied: [] };
}

function addText(line: OpenLine, html: string, from: number, to: number): void {
  const { text, map } = decodeReferences(html, from, to);
  let next = 0;
  for (const [index, [at, source]] of map.entries()) {
    const end = map[index + 1]?.[0] ?? text.length;
    let done = at;
    // White space is one space, whose place is that of its first sign.
    for (const { 0: space, index: offset } of text.slice(at, end).matchAll(/\s\s+/g)) {
      line.places.push([line.text.length, source + done - at]);
      line.text += comparedText(text.slice(done, at + offset + 1));
      done = at + offset + space.length;
    }
    line.places.push([line.text.length, source + done - at]);
    line.text += comparedText(text.slice(done, end));
    next = source + end - at;
  }
  line.places.push([line.text.length, Math.max(next, to)]);
}

function addFormula(line: OpenLine, html: string, from: number, to: number): void {
  const tex = /<annotation encoding="application\/x-tex"[^>]*>([^<]*)<\/annotation>/.exec(
    html.slice(from, to),
  )?.[1];
  add(line, formulaText(tex === undefined ? undefined : decodeReferences(tex).text), from, to);
}

function addObject(line: OpenLine, from: number, to: number): void {
  add(line, OBJECT_SIGN, from, to);
}

function add(line: OpenLine, text: string, from: number, to: number): void {
  line.places.push([line.text.length, from]);
  line.text += text;
  line.places.push([line.text.length, to]);
}

/** What `math/` writes around a formula and the signs beside it. */
const IS_TIED = /^<span class="math-text">/;

function finished({ text, places, tags, links, tied }: OpenLine): PageLine {
  return {
    text,
    links,
    rangeOf: (from, to) => {
      if (text.slice(from, to).includes(OBJECT_SIGN) || tags.some((at) => at > from && at < to))
        return undefined;
      const across = tied.filter((one) => one.from < to && one.to > from);
      const within = across.filter((one) => one.from >= from && one.to <= to);
      // What holds all of it may stay around it.
      if (across.some((one) => !within.includes(one) && !(one.from <= from && one.to >= to)))
        return undefined;
      return [
        within.find((one) => one.from === from)?.start ?? startOf(places, from),
        within.findLast((one) => one.to === to)?.end ?? endOf(places, to),
      ];
    },
  };
}

function startOf(places: OpenLine['places'], at: number): number {
  const [known, source] = places.findLast(([offset]) => offset <= at) ?? [0, 0];
  return source + at - known;
}

function endOf(places: OpenLine['places'], at: number): number {
  const [known, source] = places.find(([offset]) => offset === at) ??
    places.findLast(([offset]) => offset <= at) ?? [0, 0];
  return source + at - known;
}
