import { textFingerprint } from '../../cache/index.js';
import { type Diagnostic, guarded, guardedLater } from '../../diagnostics/index.js';
import { referenceMarksIn } from '../../labels/index.js';
import { type FormulaTimes, NO_MATH, texText } from '../../math/index.js';
import type { Page } from '../../site/index.js';
import { type ComposeFindings, PAGE_PARTS, type Profile } from '../context/index.js';
import type { FinishedPage, PageTypesetter } from '../typeset/index.js';
import type { PlacedPage } from './compose-page.js';

/** The text of a page as it is published, and its fingerprint. */
export type PublishedText = Pick<FinishedPage, 'output' | 'outputHash'>;

/** What finishing a page takes, shared by all pages of a build. */
export interface Finishing {
  /** Started when the first formula may have to be typeset. */
  readonly typesetter: () => Promise<PageTypesetter>;
  readonly profile: Profile | undefined;
}

const UNPLACED =
  'looking for the places of faults in formulas failed, so they are told at the start of the file';

/** Finishes a page that has been placed. */
export async function finishPage(
  page: Page,
  { text, math, isTermed, layout, diagnostics, placed }: PlacedPage,
  { typesetter, profile }: Finishing,
): Promise<ComposeFindings & PublishedText> {
  if (math === undefined) return untypeset(text, { isTermed, layout, diagnostics });
  const faults: Diagnostic[] = [];
  const failing = 'typesetting the formulas of this page failed, so their TeX is shown';
  return guardedLater(
    { failing, place: page.file.path, severity: 'error', tell: (fault) => faults.push(fault) },
    async () => {
      const { finishPage: finish, isBeside } = await typesetter();
      const typeset = await finish(text, math);
      const {
        use,
        times,
        diagnostics: found,
        ...finished
      } = guarded(
        { failing: UNPLACED, place: page.file.path, tell: (fault) => faults.push(fault) },
        () => placed(typeset),
        () => typeset,
      );
      if (times !== undefined && profile !== undefined) noteTimes(page, times, isBeside, profile);
      return {
        ...finished,
        isTermed,
        layout,
        mathUse: use,
        diagnostics: [...diagnostics, ...found, ...faults],
      };
    },
    () =>
      untypeset(texText(text, math.formulas), {
        isTermed,
        layout,
        diagnostics: [...diagnostics, ...faults],
      }),
  );
}

/** A page as it is published without any formula typeset. */
function untypeset(
  text: string,
  found: Pick<ComposeFindings, 'isTermed' | 'layout' | 'diagnostics'>,
): ComposeFindings & PublishedText {
  const output = new TextEncoder().encode(text);
  const nothing = {
    ids: [],
    placedFormulas: [],
    equations: [],
    formulaCount: 0,
    leftOut: 0,
    mathUse: NO_MATH,
    preambleFaults: [],
  };
  const references = { marks: referenceMarksIn(text), missingLabels: [] };
  return { ...nothing, ...references, output, outputHash: textFingerprint(output), ...found };
}

function noteTimes(
  page: Page,
  { milliseconds, slowest }: FormulaTimes,
  isBeside: boolean,
  profile: Profile,
): void {
  profile.add('formulas', page.file.path, milliseconds);
  if (isBeside) profile.add('beside', PAGE_PARTS.formulas, milliseconds);
  for (const { place, tex, milliseconds: own } of slowest) {
    profile.add('formula', `${place.file}:${place.line}:${place.column} ${tex}`, own);
  }
}
