import { printableLine, printableLines, systemFault, withoutCommands } from '../../diagnostics/index.js';

/** The terminal, or what stands in for it, as a command sees it. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** IANA name of the machine's time zone. */
  readonly timezone: string;
  /** Monotonic time since the program was started, in milliseconds. */
  readonly clock: () => number;
  /** Writes for people to standard output. */
  readonly write: (text: string) => void;
  /** Writes for people to standard error. */
  readonly writeError: (text: string) => void;
  /** Writes to standard output what programs read, byte for byte. */
  readonly writeData: (text: string) => void;
  /** How wide the terminal is that standard output is shown in; undefined where it is shown in none. */
  readonly columns: number | undefined;
  /** The same of standard error. */
  readonly errorColumns: number | undefined;
  /** Whether standard output goes into a regular file, rather than to a terminal, a program or a log. */
  readonly isToFile: boolean;
  /** Whether somebody is watching: progress may be drawn over itself. */
  readonly interactive: boolean;
  /** Whether colours are wanted in what `write` takes (a terminal, `NO_COLOR` and `FORCE_COLOR` heeded). */
  readonly colours: boolean;
  /** Whether they are wanted in what `writeError` takes. */
  readonly errorColours: boolean;
  /**
   * Resolves when a command that goes on by itself is to end: of a process, at Ctrl-C, which from this call on does
   * not end it otherwise.
   */
  readonly untilStopped: () => Promise<void>;
  /** All of standard input, line by line. */
  readonly input: AsyncIterable<string>;
}

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
