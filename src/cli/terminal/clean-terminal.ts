import { printableLine, printableLines, systemFault, withoutCommands } from '../../diagnostics/index.js';
import type { Terminal } from './terminal.js';

/** What lectern itself steers a terminal with: the colours and weights of `styleText`, and a progress line's erasure. */
const STYLES = /(\u001b\[(?:[012]|22|3[1-69])m)/;
const ERASURE = /(\r\u001b\[2K)/;

/**
 * The terminal as every command has it. Of what it is given to write for people nothing steers it but lectern's own
 * colours, and nothing is a command to the runner of a CI service, whatever a file, a name or an error of the system's
 * holds. What programs read passes as it is: its form sees to that.
 */
export function cleanTerminal(terminal: Terminal): Terminal {
  const clean = (text: string, ...own: readonly RegExp[]): string => {
    const [first, ...others] = own;
    if (first === undefined) return printableLines(text);
    // Of a text that is split at a group every second part is the group's.
    return text
      .split(first)
      .map((part, index) => (index % 2 === 1 ? part : clean(part, ...others)))
      .join('');
  };
  const safe = (text: string): string => (isInRunner(terminal) ? withoutCommands(text) : text);
  const styles = terminal.colours ? [STYLES] : [];
  const errorStyles = [
    ...(terminal.errorColours ? [STYLES] : []),
    ...(terminal.interactive ? [ERASURE] : []),
  ];
  return {
    ...terminal,
    write: (text) => terminal.write(safe(clean(text, ...styles))),
    writeError: (text) => terminal.writeError(safe(clean(text, ...errorStyles))),
  };
}

/**
 * What others have written and programs read, such as HTML or a diff: byte for byte where it goes to a program or a file,
 * clean where it is shown in a terminal, and without commands in the log of a CI service, which takes what programs print.
 */
export function foreignText(text: string, terminal: Terminal): string {
  const shown = terminal.columns === undefined ? text : printableLines(text);
  return isInRunner(terminal) && !terminal.isToFile ? withoutCommands(shown) : shown;
}

/** Whether the runner of a CI service reads what is printed: of GitHub's and its likes, and of Azure's. */
function isInRunner({ env }: Terminal): boolean {
  return env['GITHUB_ACTIONS'] === 'true' || env['TF_BUILD'] !== undefined;
}

/** Says what the system has refused; throws an error that is not the system's again. */
export function tellFault(error: unknown, terminal: Terminal): void {
  const fault = systemFault(error);
  if (fault === undefined) throw error;
  terminal.writeError(`${printableLine(fault)}\n`);
}
