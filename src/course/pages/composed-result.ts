import { type CachedResult, fingerprint, type Read } from '../../cache/index.js';
import { type Diagnostic, hasInternalFault } from '../../diagnostics/index.js';
import { formulasAt, type PageMath, type PlacedFormula } from '../../math/index.js';
import type { PublishedText } from '../compose/index.js';
import type { ComposedLinks, ComposeFindings, ComposeNotes } from '../context/index.js';

/** A composed page as the cache keeps it, with what it was made from. */
export interface ComposedResult {
  readonly reads: readonly Read[];
  readonly value: ComposeNotes;
  readonly texts: readonly [
    output: { readonly bytes: Uint8Array; readonly hash: string },
    links: string,
    formulas: string,
  ];
}

/** What is kept of a page that has been finished. */
export function composedResult(
  {
    output: bytes,
    outputHash,
    ids,
    equations,
    layout,
    placedFormulas,
    ...notes
  }: ComposeFindings & PublishedText,
  reads: readonly Read[],
): ComposedResult {
  const { diagnostics: layoutDiagnostics, ...ofLayout } = layout;
  const links: ComposedLinks = { ids, equations, ...ofLayout };
  const value = { ...notes, idsPrint: fingerprint(ids), layoutDiagnostics };
  return {
    reads: readsOf(value.diagnostics, reads),
    value,
    texts: [{ bytes, hash: outputHash }, JSON.stringify(links), JSON.stringify(placedFormulas)],
  };
}

/** The formulas of a composed page, as the cache keeps them; undefined where it has lost them, or never had the page. */
export function formulasOf(kept: CachedResult<ComposeNotes> | undefined): PageMath['typeset'] {
  const [output, placed] = [kept?.text(0), kept?.text(2)];
  // It is what `composedResult` wrote.
  return output === undefined || placed === undefined
    ? undefined
    : formulasAt(JSON.parse(placed) as readonly PlacedFormula[], output);
}

/**
 * What a result was made from; that lectern failed at a part of it is one of these things. What it failed of may be the
 * machine's, and gone the next time, so such a result lasts no longer than its build.
 */
export function readsOf(diagnostics: readonly Diagnostic[], reads: readonly Read[]): readonly Read[] {
  return hasInternalFault(diagnostics) ? [...reads, ['failure', '']] : reads;
}
