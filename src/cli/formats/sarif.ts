import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Edit,
  type FoldedDiagnostic,
  hasLine,
  type Place,
  printableJson,
  type Severity,
} from '../../diagnostics/index.js';
import { type FormatContext, type Formatter, pathUri, workspacePath } from './formatter.js';
import { ruleText } from './rule-texts.js';
import { lineReader, type SourceLine } from './source-line.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;
/** Stands for the folder of the repository, which whoever reads the log knows (SARIF 2.1.0, section 3.14.14). */
const ROOT = '%SRCROOT%';

/**
 * For code scanning: a log in SARIF 2.1.0 (OASIS) with one run. Files are named by their paths from the workspace, columns
 * count code points, and the edits that put a fault right are its fixes.
 */
export const sarifFormat: Formatter = (diagnostics, context) => {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const lineOf = lineReader(context.readText);
  const run = {
    tool: { driver: { name: 'lectern', rules: codes.map((code) => rule(code, diagnostics)) } },
    columnKind: 'unicodeCodePoints',
    results: diagnostics.map((found) => ({
      ruleId: found.code,
      ruleIndex: codes.indexOf(found.code),
      level: LEVELS[found.severity],
      message: { text: found.hint === undefined ? found.message : `${found.message}\n${found.hint}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifactLocation(found.file, context),
            ...(hasLine(found.code) ? { region: region(found, textAt(found, lineOf)) } : {}),
          },
        },
      ],
      occurrenceCount: found.times,
      ...(found.fix === undefined ? {} : { fixes: [fix(found, found.fix, context)] }),
    })),
  };
  return printableJson(`${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`);
};

function rule(code: string, diagnostics: readonly FoldedDiagnostic[]) {
  const { what, help } = ruleText(code);
  const severity = diagnostics.find((found) => found.code === code)?.severity ?? 'warning';
  return {
    id: code,
    shortDescription: { text: what },
    help: { text: help },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function artifactLocation(file: string, context: FormatContext) {
  const inside = workspacePath(file, context);
  if (inside !== undefined) return { uri: pathUri(inside), uriBaseId: ROOT };
  return { uri: pathToFileURL(path.resolve(context.source, file)).href };
}

/** The text concerned, where it is what the line holds at the place. */
function textAt(
  { file, line, column, text = '' }: FoldedDiagnostic,
  lineOf: (file: string, line: number) => SourceLine | undefined,
): string {
  const found = lineOf(file, line);
  const offset = found?.offsetOf(column);
  return offset !== undefined && found?.text.startsWith(text, offset) === true ? text : '';
}

/** The region of a text that starts at a place; without text, the place alone. */
function region({ line, column }: Pick<Place, 'line' | 'column'>, text: string) {
  if (text === '') return { startLine: line, startColumn: column };
  const lines = text.split('\n');
  const length = [...(lines.at(-1) ?? '')].length;
  return {
    startLine: line,
    startColumn: column,
    endLine: line + lines.length - 1,
    endColumn: lines.length === 1 ? column + length : length + 1,
  };
}

function fix({ hint, message }: FoldedDiagnostic, edits: readonly Edit[], context: FormatContext) {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: hint ?? message },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactLocation(file, context),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: deleted(edit), insertedContent: { text: edit.replacement } })),
    })),
  };
}

/** The region that an edit takes away; an insertion takes away nothing, before its place. */
function deleted(edit: Edit) {
  const { line, column } = edit;
  if (edit.written !== '') return region(edit, edit.written);
  return { startLine: line, startColumn: column, endLine: line, endColumn: column };
}
