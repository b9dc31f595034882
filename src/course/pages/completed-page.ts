import { fingerprint, type Read, textFingerprint } from '../../cache/index.js';
import { type Diagnostic, guarded } from '../../diagnostics/index.js';
import { type LinkableTerm, linkTerms, withoutTermRegions } from '../../glossary/index.js';
import { replaceReferenceMarks, withoutReferenceMarks } from '../../labels/index.js';
import type { LabelTargets } from '../../math/index.js';
import type { Page } from '../../site/index.js';
import type { PlacedPage, PublishedText } from '../compose/index.js';
import type { ComposedPage, ComposeFindings } from '../context/index.js';
import { type MarkedTitle, withTitles } from '../typeset/index.js';
import { composedPage, type ResultStore } from './cached-page.js';
import { composedResult, readsOf } from './composed-result.js';
import type { RenderingOrder } from './rendering-order.js';

/** The terms that a page can lead to. */
export interface CompletedTerms {
  /** A fingerprint of what decides which these are. */
  readonly print: string;
  readonly linkable: () => readonly LinkableTerm[];
}

/** What other pages decide of a page. */
export interface Completion {
  /** What stands for its marks of references, as HTML or text; any other shows its target. */
  readonly shown: ReadonlyMap<string, string>;
  /** What references in its formulas lead to. */
  readonly elsewhere: LabelTargets;
  /** The headings with formulas that stand for some of its marks, where it is a page of HTML. */
  readonly titles: ReadonlyMap<string, MarkedTitle>;
  /** Its terms, where first uses of them are linked. */
  readonly terms?: CompletedTerms;
}

/** How a page is composed, where that is needed to complete it. */
export interface CompletionSteps {
  readonly isCurrent: (read: Read) => boolean;
  readonly composed: () => Promise<ComposedPage>;
  readonly placed: () => { readonly result: PlacedPage; readonly reads: readonly Read[] };
  readonly finish: (placed: PlacedPage) => Promise<ComposeFindings & PublishedText>;
}

/** The name under which a completed page reads what completes it. */
const COMPLETION = 'completion';

/**
 * A composed page with what other pages decide of it, out of the cache where it was completed in the same way. Marks of
 * references are replaced in its output; where its formulas refer to other pages, or it shows headings with formulas, all of its
 * formulas are typeset anew.
 */
export async function completedPage(
  page: Page,
  { shown, elsewhere, titles, terms }: Completion,
  store: ResultStore & { readonly order: RenderingOrder },
  { isCurrent, composed, placed, finish }: CompletionSteps,
): Promise<ComposedPage> {
  const key = store.keys.keyOf(page);
  const read: Read = [COMPLETION, fingerprint([[...shown], elsewhere, [...titles], terms?.print])];
  const isSame = ([name, print]: Read): boolean =>
    name === COMPLETION ? print === read[1] : isCurrent([name, print]);
  const found = store.order.reading(page, () => store.cache.find('completed', key, isSame));
  if (found !== undefined) return composedPage(page, found, store, 'completed');
  if (elsewhere.length > 0 || titles.size > 0) {
    const { result, reads } = placed();
    const { math, text } = result;
    const finished = await finish(
      math === undefined ? result : { ...result, ...withTitles(text, { ...math, elsewhere }, titles) },
    );
    const { faults, ...filled } = filledText(finished.output, shown, terms, page);
    const diagnostics = [...finished.diagnostics, ...faults];
    const whole = composedResult({ ...finished, ...filled, diagnostics }, [...reads, read]);
    return composedPage(page, store.cache.keep('completed', key, whole), store, 'completed');
  }
  const {
    page: _page,
    links,
    output,
    findingsHash: _findings,
    outputHash: _hash,
    ...value
  } = await composed();
  const { output: bytes, outputHash: hash, faults, ...filled } = filledText(output(), shown, terms, page);
  const diagnostics = [...value.diagnostics, ...faults];
  const kept = store.cache.keep('completed', key, {
    reads: readsOf(diagnostics, [...store.log.readsOf('composed', page), read]),
    value: { ...value, ...filled, diagnostics },
    texts: [{ bytes, hash }, JSON.stringify(links())],
  });
  return composedPage(page, kept, store, 'completed');
}

/** The output of a page in which all marks are replaced. */
export interface FilledText
  extends Pick<ComposeFindings & PublishedText, 'output' | 'outputHash' | 'marks' | 'isTermed'> {
  /** Faults of lectern's own. */
  readonly faults: readonly Diagnostic[];
}

/**
 * The output of a page with what stands for its marks of references, and with links to its terms; any other mark shows its target.
 */
export function filledText(
  output: Uint8Array,
  shown: Completion['shown'],
  terms: CompletedTerms | undefined,
  { file }: Pick<Page, 'file'>,
): FilledText {
  const marked = new TextDecoder().decode(output);
  const text = withoutReferenceMarks(replaceReferenceMarks(marked, (mark) => shown.get(mark)));
  const faults: Diagnostic[] = [];
  const linked = guarded(
    {
      failing: 'linking the terms of this page failed, so they are plain text',
      place: file.path,
      tell: (fault) => faults.push(fault),
    },
    () => linkTerms(text, terms?.linkable ?? (() => [])),
    () => withoutTermRegions(text),
  );
  const bytes = new TextEncoder().encode(linked);
  return { output: bytes, outputHash: textFingerprint(bytes), marks: [], isTermed: false, faults };
}
