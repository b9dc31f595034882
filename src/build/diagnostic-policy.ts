import {
  CODES,
  codeMatches,
  type Diagnostic,
  diagnostic,
  type FoldedDiagnostic,
  foldDiagnostics,
  isKnownCode,
  nearestName,
  type Place,
  type Severity,
} from '../diagnostics/index.js';
import { type AcceptedFinding, type DiagnosticsConfig, globMatcher, type SiteConfig } from '../site/index.js';

/**
 * Folds what was found, and treats it as the course wants (`diagnostics:` in the configuration): what it accepts or
 * switches off is left out, and severities are its own. An exception that fits nothing, and a code that lectern does not
 * know, are reported in their turn.
 */
export function applyPolicy(
  found: readonly Diagnostic[],
  { diagnostics: policy }: Pick<SiteConfig, 'diagnostics'>,
): FoldedDiagnostic[] {
  const exceptions = policy.accepted.map((accepted) => ({
    accepted,
    fits: matcherOf(accepted),
    used: false,
  }));
  const kept = foldDiagnostics(found).filter((one) => {
    const fitting = exceptions.filter(({ fits }) => fits(one));
    for (const exception of fitting) exception.used = true;
    return fitting.length === 0;
  });
  const unused = exceptions.filter(({ used }) => !used).map(({ accepted }) => unusedException(accepted));
  return foldDiagnostics([...kept, ...unused, ...unknownCodes(policy)]).flatMap((one) => {
    const severity = severityOf(one, policy);
    return severity === 'off' ? [] : [{ ...one, severity }];
  });
}

/** The severity that the course gives a code: by its whole name before any beginning, the last one that fits. */
function severityOf({ code, severity }: Diagnostic, { severities }: DiagnosticsConfig): Severity | 'off' {
  const exact = severities.findLast(([pattern]) => pattern === code);
  const [, own] = exact ?? severities.findLast(([pattern]) => codeMatches(pattern, code)) ?? [];
  return own ?? severity;
}

function matcherOf({ code, path, text }: AcceptedFinding): (found: Diagnostic) => boolean {
  const inPath = path === null ? () => true : globMatcher(path.replace(/^\.?\//, ''));
  return (found) =>
    codeMatches(code, found.code) &&
    inPath(found.file) &&
    (text === null || (found.text ?? '').includes(text) || found.message.includes(text));
}

function unusedException({ code, place }: AcceptedFinding): Diagnostic {
  const message = `Nothing is found any more that this exception for ${code} fits.`;
  const hint = 'Take the entry out of diagnostics: accept:, or correct its path and text.';
  return diagnostic('warning', 'accepted-unused', place, message, { text: code, hint });
}

function unknownCodes({ severities, accepted }: DiagnosticsConfig): Diagnostic[] {
  const named: (readonly [string, Place])[] = [
    ...severities.map(([code, , place]) => [code, place] as const),
    ...accepted.map(({ code, place }) => [code, place] as const),
  ];
  return named
    .filter(([code]) => !isKnownCode(code))
    .map(([code, place]) => {
      const meant = nearestName(code, CODES);
      const hint =
        meant === undefined ? 'lectern check prints the codes of what it finds.' : `Did you mean ${meant}?`;
      return diagnostic('warning', 'code-unknown', place, `Nothing is ever reported as ${code}.`, {
        text: code,
        hint,
      });
    });
}
