import {
  type Diagnostic,
  escapePattern,
  guarded,
  mapSource,
  type Place,
  textLocator,
} from '../../diagnostics/index.js';
import type { MacroDefinition, PageMacros } from '../../math/index.js';
import type { Page } from '../../site/index.js';
import type { ComposedText } from './composed-text.js';

/**
 * Gives places to what was found in formulas that no renderer has marked: those of layouts, and of raw HTML. They come
 * without one, at the start of the page's file; the place is where their TeX stands in the layout, or else in the page.
 */
export function withFormulaPlaces(
  faults: readonly Diagnostic[],
  page: Page,
  composed: ComposedText,
): readonly Diagnostic[] {
  if (!faults.some((fault) => isPlaceless(fault, page))) return faults;
  const lost: Diagnostic[] = [];
  const locate = textLocator();
  const places = new Map<string, Place | undefined>();
  const placed = faults.map((fault) => {
    const beginning = isPlaceless(fault, page) ? beginningOf(fault.text ?? '') : '';
    if (beginning === '') return fault;
    const quote: Quote = { beginning, isWhole: fault.code === 'math-asciimath' };
    const key = `${quote.isWhole} ${beginning}`;
    if (!places.has(key) && places.size < MOST_SOUGHT) {
      const place = guarded(
        {
          failing: 'looking for the place of a fault failed, so it is told at the start of its file',
          place: page.file.path,
          tell: (own) => lost.push(own),
        },
        () => placeInLayout(quote, composed, locate) ?? placeInPage(quote, page, locate),
        () => undefined,
      );
      places.set(key, place);
    }
    return { ...fault, ...places.get(key) };
  });
  return [...placed, ...lost];
}

/**
 * Gives places to what was found in formulas of documents without a page of their own, which pages show: where such a
 * document has their TeX, once for all pages that show it.
 */
export function withShownPlaces(
  faults: readonly Diagnostic[],
  shown: readonly Page[],
): readonly Diagnostic[] {
  if (shown.length === 0) return faults;
  const locate = textLocator();
  const places = new Map<string, Place | undefined>();
  const told = new Set<string>();
  return faults.flatMap((fault) => {
    const { code, line, column, message, text = '' } = fault;
    const beginning = beginningOf(text);
    if (line !== 1 || column !== 1 || !code.startsWith('math-') || beginning === '') return [fault];
    if (!places.has(beginning) && places.size < MOST_SOUGHT) {
      const quote: Quote = { beginning, isWhole: code === 'math-asciimath' };
      places.set(
        beginning,
        first(shown, (page) => placeInPage(quote, page, locate)),
      );
    }
    const place = places.get(beginning);
    if (place === undefined) return [fault];
    const key = JSON.stringify([place, code, message]);
    if (told.has(key)) return [];
    told.add(key);
    return [{ ...fault, ...place }];
  });
}

function first<T, U>(items: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Gives places to the macros that such formulas define: those where the definition stands in a layout, an include or the page. */
export function withDefinitionPlaces(
  macros: PageMacros,
  page: Page,
  { text, content }: ComposedText,
): PageMacros {
  if (!macros.defined.some((one) => isPlaceless(one, page))) return macros;
  const source = page.body.runs[0]?.source;
  const locate = textLocator();
  let sought = 0;
  const defined = macros.defined.map((definition) => {
    if (!isPlaceless(definition, page) || sought++ >= MOST_SOUGHT) return definition;
    const pattern = definitionPattern(definition);
    for (const { index } of text.text.matchAll(pattern)) {
      const run = text.runs.findLast(({ at }) => at <= index);
      if (run?.source !== content && run?.verbatim === true) return { ...definition, ...locate(text, index) };
    }
    const index = source?.text.search(pattern) ?? -1;
    return source === undefined || index < 0
      ? definition
      : { ...definition, ...locate(mapSource(source), index) };
  });
  return { ...macros, defined };
}

/** Where a definition may be written: `\newcommand{\name}`, `\newcommand\name`, `\newenvironment{name}`. */
function definitionPattern({ by, name }: MacroDefinition): RegExp {
  const written = /^\\begin\{(.*)\}$/s.exec(name)?.[1] ?? name;
  return new RegExp(`${escapePattern(by)}\\*?\\s*\\{?\\s*${escapePattern(written)}(?![A-Za-z])`, 'gu');
}

/** What is found in formulas without a place of their own stands at the start of the page's file. */
function isPlaceless({ file, line, column }: Place, page: Page): boolean {
  return file === page.file.path && line === 1 && column === 1;
}

/** The beginning of what a diagnostic quotes, and whether it has its delimiters, by which it is known. */
interface Quote {
  readonly beginning: string;
  readonly isWhole: boolean;
}

/** Each formula and each definition is looked for in all of the layout and of the page; so many of them are, and no more. */
const MOST_SOUGHT = 200;

/** The longest beginning of a formula by which it is looked for. */
const LONGEST = 60;

/** The beginning of a formula as a diagnostic quotes it: with single spaces, and with `…` where it is cut off. */
function beginningOf(quote: string): string {
  return quote.replace(/…$/, '').slice(0, LONGEST).trim();
}

type Locate = ReturnType<typeof textLocator>;

function placeInLayout(quote: Quote, { text, content }: ComposedText, locate: Locate): Place | undefined {
  for (const index of offsetsOf(quote, text.text)) {
    const run = text.runs.findLast(({ at }) => at <= index);
    if (run?.source !== content && run?.verbatim === true) return locate(text, index);
  }
  return undefined;
}

function placeInPage(quote: Quote, { body }: Page, locate: Locate): Place | undefined {
  const source = body.runs[0]?.source;
  if (source === undefined) return undefined;
  const [found] = offsetsOf(quote, source.text);
  return found === undefined ? undefined : locate(mapSource(source), found);
}

/** Shorter beginnings, to look for where what stands behind them was written otherwise, as by Liquid. */
const SHORTER = [30, 15] as const;

/** Where a text has a formula with this beginning; of shorter ones one that it has but once. */
function* offsetsOf(quote: Quote, text: string): Generator<number> {
  const { beginning } = quote;
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    if (isFormula(quote, text, at)) yield at;
  }
  yield* writtenOffsets(quote, text);
  for (const length of SHORTER) {
    const shorter = { ...quote, beginning: beginning.slice(0, length).trim() };
    const offsets = beginning.length <= length ? [] : [...writtenOffsets(shorter, text)];
    if (offsets.length === 1) yield* offsets;
  }
}

function* writtenOffsets(quote: Quote, text: string): Generator<number> {
  for (const { index } of text.matchAll(writtenAs(quote.beginning)))
    if (isFormula(quote, text, index)) yield index;
}

/** Whether the quote found at `at` is a formula's: it has a command or a delimiter, or stands behind a delimiter. */
function isFormula({ beginning, isWhole }: Quote, text: string, at: number): boolean {
  return isWhole || /[\\$]/.test(beginning) || /[$([]\s*$/.test(text.slice(Math.max(0, at - 8), at));
}

/** What kramdown makes other characters of (`parser/kramdown/{smart_quotes,typographic_symbol}.rb`), as it is written. */
const WRITTEN: Readonly<Record<string, string>> = {
  '‘': "['‘]",
  '’': "['’]",
  '“': '["“]',
  '”': '["”]',
  '–': '(?:–|--)',
  '—': '(?:—|---)',
  '…': '(?:…|\\.\\.\\.)',
  '«': '(?:«|<<)',
  '»': '(?:»|>>)',
  '&': '&(?:amp;)?',
  '<': '(?:<|&lt;)',
  '>': '(?:>|&gt;)',
};

/**
 * A text of a page as it may be written: any white space for a space, what becomes typographic characters, character
 * references for `<`, `>` and `&`, and a backslash before each sign.
 */
function writtenAs(quote: string): RegExp {
  const pieces = quote.match(/\s+|[A-Za-z0-9]+|./gsu) ?? [];
  return new RegExp(pieces.map(writtenPiece).join(''), 'gu');
}

function writtenPiece(piece: string): string {
  if (/^\s/.test(piece)) return '\\s+';
  if (/^[A-Za-z0-9]/.test(piece)) return piece;
  const written = WRITTEN[piece] ?? escapePattern(piece);
  return /^[!-~]$/.test(piece) ? `\\\\?${written}` : written;
}
