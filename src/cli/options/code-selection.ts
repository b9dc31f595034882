import { type CodeSelection, isKnownCode } from '../../diagnostics/index.js';
import type { Terminal } from '../terminal/index.js';
import { commaList } from './course-options.js';

/** What a command line says of the codes that are wanted: codes with commas between. */
export interface CodeOptions {
  readonly only?: string;
  readonly ignore?: string;
}

/** The codes that a command line selects. Where it names one that does not exist, says so and answers undefined. */
export function codeSelection(options: CodeOptions, terminal: Terminal): CodeSelection | undefined {
  const only = commaList(options.only);
  const ignore = commaList(options.ignore);
  const unknown = [...only, ...ignore].find((code) => !isKnownCode(code));
  if (unknown === undefined) return { only, ignore };
  terminal.writeError(`error: nothing is ever reported as '${unknown}'.\n`);
  terminal.writeError('Run lectern check to see the codes of what it finds, or lectern check --help.\n');
  return undefined;
}
