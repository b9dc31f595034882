import { type Diagnostic, diagnostic, type Place } from '../../diagnostics/index.js';
import { Float } from '../../liquid/index.js';
import { asRecord, type DataRecord } from '../data/data-value.js';

/** A path of keys into the configuration. */
export type KeyPath = readonly string[];

/** Reads typed values out of a configuration; a value of another type is reported, and the fallback holds. */
export interface ConfigFields {
  /** The value as it stands, undefined where there is none. */
  readonly value: (path: KeyPath) => unknown;
  /** Text; numbers and booleans are taken as they print. */
  readonly text: <T>(path: KeyPath, fallback: T) => string | T;
  readonly flag: <T>(path: KeyPath, fallback: T) => boolean | T;
  readonly number: (path: KeyPath, fallback: number) => number;
  /** A list of texts; what in it is no text is reported, and left out. */
  readonly texts: (path: KeyPath, fallback: readonly string[]) => readonly string[];
  readonly record: (path: KeyPath, fallback?: DataRecord) => DataRecord;
  /** Reports that the value at a path is not what it should be. */
  readonly report: (path: KeyPath, expected: string, hint: string) => void;
}

/** The readers over a configuration. `placeOf` says where a key stands. */
export function configFields(
  config: DataRecord,
  placeOf: (path: KeyPath) => Place,
  diagnostics: Diagnostic[],
): ConfigFields {
  const value = (path: KeyPath): unknown =>
    path.reduce<unknown>((within, key) => asRecord(within)?.[key], config);

  function report(path: KeyPath, expected: string, hint: string): void {
    const message = `\`${path.join('.')}\` should be ${expected}; its default is used instead.`;
    diagnostics.push(diagnostic('warning', 'config-type', placeOf(path), message, { hint }));
  }

  /** Reports a member of a list of texts that is none; Jekyll passes over it, too. */
  function leaveOut(path: KeyPath, index: number, item: unknown): false {
    const message = `${JSON.stringify(item)} in \`${path.join('.')}\` is no text, so it is left out.`;
    const hint = 'Write it in quotes, or take it out of the list.';
    diagnostics.push(
      diagnostic('warning', 'config-type', placeOf([...path, String(index)]), message, { hint }),
    );
    return false;
  }

  function read<T, F>(
    path: KeyPath,
    fallback: F,
    expected: string,
    hint: string,
    convert: (value: unknown) => T | null,
  ): T | F {
    const found = value(path);
    if (found === undefined || found === null) return fallback;
    const converted = convert(found);
    if (converted !== null) return converted;
    report(path, expected, hint);
    return fallback;
  }

  return {
    value,
    report,
    text: (path, fallback) => read(path, fallback, 'a text', `Write \`${path.at(-1)}: "…"\`.`, asText),
    flag: (path, fallback) =>
      read(
        path,
        fallback,
        'true or false',
        `Write \`${path.at(-1)}: true\` or \`${path.at(-1)}: false\`.`,
        (found) => (typeof found === 'boolean' ? found : null),
      ),
    number: (path, fallback) =>
      read(path, fallback, 'a whole number from 0 up', `Write \`${path.at(-1)}: ${fallback}\`.`, (found) =>
        typeof found === 'number' && Number.isInteger(found) && found >= 0 ? found : null,
      ),
    texts: (path, fallback) =>
      read(path, fallback, 'a list of texts', `Write \`${path.at(-1)}: ["…", "…"]\`.`, (found) =>
        Array.isArray(found)
          ? found.filter((item, index) => isText(item) || leaveOut(path, index, item))
          : null,
      ),
    record: (path, fallback = {}) =>
      read(
        path,
        fallback,
        'a mapping',
        `Write \`${path.at(-1)}:\` and indented \`key: value\` lines below it.`,
        asRecord,
      ),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function asText(value: unknown): string | null {
  return value instanceof Float ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
    ? String(value)
    : null;
}
