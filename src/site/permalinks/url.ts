import { posix } from 'node:path';

/** What may stand in a URL's path as it is (RFC 3986 `pchar`, `/`), and the `?` that Jekyll leaves alone. */
const UNSAFE = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/?]+/g;

/**
 * Escapes a path for a URL as Jekyll does (`URL.escape_path`, which is Addressable's `URI.encode`): every byte of
 * UTF-8 that a path may not hold becomes `%XX`, `%` itself included.
 */
export function escapePath(path: string): string {
  return path.replace(UNSAFE, (text) =>
    [...new TextEncoder().encode(text)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

/** Takes the escapes out of a URL again (`URL.unescape_path`). Bytes that are no UTF-8 become U+FFFD. */
export function unescapePath(path: string): string {
  return path.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      Uint8Array.from(escapes.split('%').slice(1), (hex) => Number.parseInt(hex, 16)),
    ),
  );
}

/** A URL with one slash at its start and none doubled, and without `..` and `./` (`URL#sanitize_url`). */
export function sanitizeUrl(url: string): string {
  return `/${url}`
    .replaceAll('..', '/')
    .replaceAll('./', '')
    .replace(/\/{2,}/g, '/');
}

/**
 * The path, relative to the destination, of the file at a URL. Dots that came to light when the escapes were taken
 * out cannot lead out of the destination (`PathManager.sanitized_path`). No file system takes a NUL, so it is dropped.
 */
export function outputPath(url: string): string {
  return posix.normalize(`/${unescapePath(url)}`.replaceAll('\0', '')).replace(/^\/+|\/+$/g, '');
}

/** Fills the placeholders of a page's or static file's URL one after the other (`URL#generate_url_from_hash`). */
export function fillTemplate(
  template: string,
  values: readonly (readonly [name: string, value: string])[],
): string {
  return values.reduce(
    (filled, [name, value]) => filled.replaceAll(`:${name}`, () => escapePath(value)),
    template,
  );
}

/** A template filled, and the placeholders that nothing is known for. */
export interface FilledTemplate {
  readonly url: string;
  readonly unknown: readonly string[];
}

/**
 * Fills the placeholders of a document's permalink (`URL#generate_url_from_drop`). A placeholder ends where
 * neither a small letter nor `_` follows; a `_` at its end belongs to it only if there is such a placeholder.
 */
export function fillPlaceholders(
  template: string,
  value: (name: string) => string | undefined,
): FilledTemplate {
  const unknown: string[] = [];
  const url = template.replace(/:([a-z_]+)/g, (match, name: string) => {
    const exact = value(name);
    if (exact !== undefined) return escapePath(exact);
    const shorter = name.endsWith('_') ? value(name.slice(0, -1)) : undefined;
    if (shorter !== undefined) return `${escapePath(shorter)}_`;
    unknown.push(match);
    return match;
  });
  return { url, unknown };
}
