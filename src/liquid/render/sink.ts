import type { MappedText, Run, SourceText } from '../../diagnostics/index.js';

/** A spot in a file. */
export interface Origin {
  readonly source: SourceText;
  /** Offset into the file's text, in UTF-16 units. */
  readonly from: number;
}

/** Where a template writes to. */
export interface Sink {
  /** Text of the template itself, with its places. */
  readonly copy: (text: MappedText) => void;
  /** Text that a construct made; all of it comes from that one spot. */
  readonly write: (text: string, origin: Origin | undefined) => void;
}

/** A sink whose text can be had. */
export interface TextSink extends Sink {
  readonly result: () => MappedText;
}

/** Collects text and where it came from. */
export function createMappedSink(): TextSink {
  const runs: Run[] = [];
  let text = '';
  return {
    copy: (mapped) => {
      if (mapped.text === '') return;
      for (const run of mapped.runs) runs.push({ ...run, at: run.at + text.length });
      text += mapped.text;
    },
    write: (written, origin) => {
      if (written === '') return;
      const last = runs.at(-1);
      const continues =
        last?.verbatim === false && last.source === origin?.source && last.from === origin.from;
      if (origin !== undefined && !continues) {
        runs.push({ at: text.length, source: origin.source, from: origin.from, verbatim: false });
      }
      text += written;
    },
    result: () => ({ text, runs }),
  };
}

/** Collects text whose places nobody asks for: a capture's, a highlighted block's. */
export function createPlainSink(): TextSink {
  let text = '';
  return {
    copy: (mapped) => {
      text += mapped.text;
    },
    write: (written) => {
      text += written;
    },
    result: () => ({ text, runs: [] }),
  };
}

/** A sink for the text of an included file, which keeps its own places. */
export function fromInclude(sink: Sink): Sink {
  return {
    copy: ({ text, runs }) => sink.copy({ text, runs: runs.map((run) => ({ ...run, included: true })) }),
    write: sink.write,
  };
}
