import type { Diagnostic, MappedText, Place } from '../../diagnostics/index.js';
import type { ImageHeader } from '../../images/index.js';
import type { DataRecord } from '../data/data-value.js';
import type { PageBody } from './page-body.js';
import type { SourceFile } from './source-file.js';

/** What a file's first bytes say. */
export interface FileStart {
  readonly hasFrontMatter: boolean;
  /** Whether front matter stands behind a byte order mark, where Jekyll does not see it. */
  readonly hidesFrontMatter: boolean;
}

/** A page or a layout taken apart. */
export interface TextReading {
  /** Its own front matter, without defaults. */
  readonly data: DataRecord;
  readonly body: PageBody;
  /** Where a key of the front matter stands. */
  readonly placeOf: (key: string) => Place;
  readonly diagnostics: readonly Diagnostic[];
}

/** A file that is a template as a whole; its text is null where it is no text. */
export interface TemplateReading {
  readonly text: MappedText | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A file that may be a picture: what its header says, null for what is none. */
export interface ImageReading {
  readonly header: ImageHeader | null;
}

/** A picture of which variants are made. */
export interface PictureReading {
  /** The fingerprint of its bytes. */
  readonly hash: string;
}

/** What a file is read as. Each follows from nothing but the file's path in the course and its bytes. */
export interface FileReadings {
  readonly start: FileStart;
  readonly text: TextReading;
  readonly template: TemplateReading;
  readonly image: ImageReading;
  readonly picture: PictureReading;
}

/**
 * Remembers from scan to scan what the files of a course have been read as: a file of which the disk says what it said
 * before is not opened again.
 */
export interface FileMemory {
  /** A scan begins: what it hands over has been read after this. */
  readonly begin: () => void;
  /** What a file was read as, while the disk says the same of it; undefined where it has to be read. */
  readonly recall: <Kind extends keyof FileReadings>(
    kind: Kind,
    file: SourceFile,
  ) => FileReadings[Kind] | undefined;
  /**
   * Remembers what a file was read as; `file` is what the disk said of it before it was opened. What is then recalled may
   * read the file's text again.
   */
  readonly keep: <Kind extends keyof FileReadings>(
    kind: Kind,
    file: SourceFile,
    reading: FileReadings[Kind],
  ) => void;
  /** The fingerprint of a text: of equal texts it is the same. */
  readonly fingerprint: (text: string) => string;
}

/** What a file is read as: what is remembered of it, or else what `read` makes of it, which is then remembered. */
export async function remembered<Kind extends keyof FileReadings>(
  memory: FileMemory | undefined,
  kind: Kind,
  file: SourceFile,
  read: () => Promise<FileReadings[Kind]>,
): Promise<FileReadings[Kind]> {
  const known = memory?.recall(kind, file);
  if (known !== undefined) return known;
  const reading = await read();
  memory?.keep(kind, file, reading);
  return memory?.recall(kind, file) ?? reading;
}
