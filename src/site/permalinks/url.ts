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
