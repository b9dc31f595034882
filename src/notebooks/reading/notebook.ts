/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value of JSON is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A cell of a notebook with its source, which the file may hold in one string or in several. */
export interface NotebookCell {
  /** `markdown`, `code`, `raw`, or what else the file says; '' where it says nothing. */
  readonly type: string;
  readonly text: string;
  /** Offset in `text` at which each string of the source starts. */
  readonly starts: readonly number[];
  /** Where the source lies in the file, as the names and indexes that lead to it: `cells 3 source`. */
  readonly path: string;
  /** How many characters stand in front of the source that the file has not: those of a heading of nbformat 3. */
  readonly added: number;
  /** The number of the run of a code cell; null where it has not run. */
  readonly count: number | null;
  readonly outputs: readonly NotebookOutput[];
  /** Pictures of a Markdown cell: by their names, the text of each by its media type. */
  readonly attachments: ReadonlyMap<string, MimeBundle>;
  readonly metadata: JsonObject;
}

/** What an output is by the media types it is there as; of those that are JSON the text is ''. */
export type MimeBundle = ReadonlyMap<string, string>;

/** An output of a code cell (nbformat 4, `output`). */
export type NotebookOutput =
  | { readonly kind: 'stream'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'data';
      readonly data: MimeBundle;
      /** Whether it is what the cell's last line gave, and not what was displayed on the way. */
      readonly isResult: boolean;
      readonly metadata: JsonObject;
    }
  | { readonly kind: 'error'; readonly text: string };

/** A notebook as its file says it. */
export interface Notebook {
  readonly cells: readonly NotebookCell[];
  readonly metadata: JsonObject;
}

/** A notebook that could be read, or why it could not, with the offset of the fault. */
export type NotebookReading =
  | (Notebook & { readonly kind: 'notebook' })
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken'; readonly at: number }
  | { readonly kind: 'other' };
