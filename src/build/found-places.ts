import { type Diagnostic, locator, type MappedText, mapSource, type Place } from '../diagnostics/index.js';
import type { Page } from '../site/index.js';
import type { ComposedText } from './composed-text.js';

/**
 * Gives places to what was found in formulas that no renderer has marked: those of layouts, and of raw HTML. They come
 * without one, at the start of the page's file; the place is where their TeX stands in the layout, or else in the page.
 */
export function withFoundPlaces(
  faults: readonly Diagnostic[],
  page: Page,
  { text, content }: ComposedText,
): readonly Diagnostic[] {
  const isPlaceless = ({ file, line, column }: Diagnostic): boolean =>
    file === page.file.path && line === 1 && column === 1;
  if (!faults.some(isPlaceless)) return faults;
  return faults.map((fault) => {
    const tex = isPlaceless(fault) ? texPattern(fault.text ?? '') : undefined;
    if (tex === undefined) return fault;
    return { ...fault, ...(placeInLayout(tex, text, content) ?? placeInPage(tex, page)) };
  });
}

/** The longest beginning of a formula by which it is looked for. */
const LONGEST = 60;

/** Finds a formula as it is written: any white space for a space, character references for `<`, `>` and `&`. */
function texPattern(quote: string): RegExp | undefined {
  const tex = quote.slice(0, LONGEST).replace(/…$/, '').trim();
  if (tex === '') return undefined;
  const escaped = tex.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(
    escaped.replace(/&/g, '&(?:amp;)?').replace(/</g, '(?:<|&lt;)').replace(/>/g, '(?:>|&gt;)'),
    'g',
  );
}

function placeInLayout(tex: RegExp, text: MappedText, content: ComposedText['content']): Place | undefined {
  const place = locator(text);
  for (const { index } of text.text.matchAll(tex)) {
    const run = text.runs.findLast(({ at }) => at <= index);
    if (run?.source !== content && run?.verbatim === true) return place(index);
  }
  return undefined;
}

function placeInPage(tex: RegExp, { body }: Page): Place | undefined {
  const source = body.runs[0]?.source;
  const found = source === undefined ? undefined : tex.exec(source.text);
  return source === undefined || !found ? undefined : locator(mapSource(source))(found.index);
}
