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
