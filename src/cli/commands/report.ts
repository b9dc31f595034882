import type { BuildResult } from '../../course/index.js';
import { countByCode, foldDiagnostics } from '../../diagnostics/index.js';

/** Version of the report's form; it changes when a reader would have to. */
const REPORT_VERSION = 1;

/**
 * What a build found, as JSON for other programs: its counts, a summary by code, and every diagnostic in the
 * order of files and lines, equal ones folded with the number of `times`.
 */
export function reportText(result: BuildResult): string {
  const { complete, pageCount, fileCount, formulaCount, published, diagnostics } = result;
  const report = {
    version: REPORT_VERSION,
    complete,
    pages: pageCount,
    files: fileCount,
    formulas: formulaCount,
    written: published?.written.length ?? 0,
    removed: published?.removed.length ?? 0,
    summary: countByCode(diagnostics),
    diagnostics: foldDiagnostics(diagnostics),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
