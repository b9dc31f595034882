import {
  CODES,
  codeMatches,
  type Diagnostic,
  diagnostic,
  type FoldedDiagnostic,
  foldDiagnostics,
  isKnownCode,
  isWebCode,
  nearestName,
  type Place,
  type Severity,
} from '../../diagnostics/index.js';
import {
  type AcceptedFinding,
  type DiagnosticsConfig,
  globMatcher,
  type SiteConfig,
} from '../../site/index.js';

/**
 * Folds what was found, and treats it as the course wants (`diagnostics:` in the configuration): what it accepts or
 * switches off is left out, and severities are its own. An exception that fits nothing, and a code that lectern does not
 * know, are reported in their turn. Of exceptions for what only the web can tell nothing is said here.
 */
export function applyPolicy(
  found: readonly Diagnostic[],
  { diagnostics: policy }: Pick<SiteConfig, 'diagnostics'>,
): FoldedDiagnostic[] {
  const { kept, unused } = withoutAccepted(found, policy);
  const idle = unused.filter(({ code }) => !isWebCode(code)).map(unusedException);
  return weighed([...kept, ...idle, ...unknownCodes(policy)], policy);
}

/** Treats what was found by asking the web as the course wants. */
export function applyWebPolicy(found: readonly Diagnostic[], policy: DiagnosticsConfig): FoldedDiagnostic[] {
  const { kept, unused } = withoutAccepted(found, policy);
  const idle = unused.filter(({ code }) => isWebCode(code) && isKnownCode(code)).map(unusedException);
  return weighed([...kept, ...idle], policy);
}

/** What is not accepted, folded, and the exceptions that fit nothing. */
function withoutAccepted(found: readonly Diagnostic[], { accepted }: DiagnosticsConfig) {
  const exceptions = accepted.map((exception) => ({ exception, fits: matcherOf(exception), used: false }));
  const kept = foldDiagnostics(found).filter((one) => {
    const fitting = exceptions.filter(({ fits }) => fits(one));
    for (const exception of fitting) exception.used = true;
    return fitting.length === 0;
  });
  return { kept, unused: exceptions.filter(({ used }) => !used).map(({ exception }) => exception) };
}

/** In order, with the severities that the course gives them. */
function weighed(found: readonly Diagnostic[], policy: DiagnosticsConfig): FoldedDiagnostic[] {
  const folded = foldDiagnostics(found);
  if (policy.severities.length === 0) return folded;
  return folded.flatMap((one) => {
    const severity = severityOf(one.code, policy) ?? one.severity;
    if (severity === 'off') return [];
    return [severity === one.severity ? one : { ...one, severity }];
  });
}

/** The severity that the course gives a code, if any: by its whole name before any beginning, the last one that fits. */
function severityOf(code: string, { severities }: DiagnosticsConfig): Severity | 'off' | undefined {
  const exact = severities.findLast(([pattern]) => pattern === code);
  const [, own] = exact ?? severities.findLast(([pattern]) => codeMatches(pattern, code)) ?? [];
  return own;
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
