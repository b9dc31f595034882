import type { SiteComparison } from '../comparison/compare-sites.js';
import { verdictText } from './wording.js';

/** Version of the form; it changes when a reader would have to. */
const VERSION = 1;

/**
 * A comparison for programs: `version`, `verdict`, `hasLoss`, both sites, the counts of each kind of thing (`tallies`), what many
 * pages share (`repeated`), the pages that differ, the gravest first, and the files that one site lacks.
 */
export function jsonReport(comparison: SiteComparison): string {
  const { hasLoss, tellsMends, old, new: young, compared, tallies, repeated, pages, files } = comparison;
  const verdict = verdictText(comparison);
  const report = {
    version: VERSION,
    verdict,
    hasLoss,
    tellsMends,
    old,
    new: young,
    compared,
    tallies,
    repeated,
    pages,
    files,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
