import type { Place, Severity } from '../../diagnostics/index.js';
import { asRecord } from '../data/data-value.js';
import type { ConfigFields, KeyPath } from './config-fields.js';
import type { AcceptedFinding, DiagnosticsConfig } from './site-config.js';

const SEVERITIES: ReadonlyMap<unknown, Severity | 'off'> = new Map<unknown, Severity | 'off'>([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'info'],
  ['off', 'off'],
  // YAML 1.1 reads a bare `off` as false.
  [false, 'off'],
]);

/**
 * Reads `diagnostics:`, which has `severity:` (a severity for each code, or `off`), `ignore:` (a list of codes) and
 * `accept:` (findings that the course lives with, each with its reason). What cannot be read is reported.
 */
export function readDiagnosticsConfig(
  fields: ConfigFields,
  placeOf: (path: KeyPath) => Place,
): DiagnosticsConfig {
  const severities: [string, Severity | 'off', Place][] = [];
  for (const [code, value] of Object.entries(fields.record(['diagnostics', 'severity']))) {
    const path = ['diagnostics', 'severity', code];
    const severity = SEVERITIES.get(value);
    if (severity !== undefined) severities.push([code, severity, placeOf(path)]);
    else fields.report(path, 'error, warning, info or off', `Write for example \`${code}: warning\`.`);
  }
  for (const [index, code] of fields.texts(['diagnostics', 'ignore'], []).entries()) {
    severities.push([code, 'off', placeOf(['diagnostics', 'ignore', String(index)])]);
  }
  return { severities, accepted: readAccepted(fields, placeOf) };
}

function readAccepted(fields: ConfigFields, placeOf: (path: KeyPath) => Place): AcceptedFinding[] {
  const given = fields.value(['diagnostics', 'accept']) ?? [];
  if (!Array.isArray(given)) {
    fields.report(['diagnostics', 'accept'], 'a list', 'Start each entry with `- code:`.');
    return [];
  }
  return given.flatMap((entry, index) => {
    const path = ['diagnostics', 'accept', String(index)];
    const { code, path: glob = null, text = null, reason } = asRecord(entry) ?? {};
    const isGiven = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
    if (!isGiven(code) || !isGiven(reason)) {
      const hint = 'Give the entry a `code:`, and say in `reason:` why the course lives with it.';
      fields.report(path, 'an entry with `code:` and `reason:`', hint);
      return [];
    }
    if ((glob !== null && !isGiven(glob)) || (text !== null && !isGiven(text))) {
      fields.report(path, 'an entry whose `path:` and `text:` are texts', 'Put them into quotes.');
      return [];
    }
    return [{ code, path: glob, text, reason, place: placeOf(path) }];
  });
}
