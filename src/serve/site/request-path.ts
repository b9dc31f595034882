/** What a request asks for. */
export interface RequestTarget {
  /** The path, decoded, with its leading slash. */
  readonly path: string;
  /** What follows it, with its question mark; or ''. */
  readonly query: string;
}

/**
 * Reads the target of a request as it came over the wire. Undefined where it is none that a browser would send for a
 * file: not a path, a broken or hidden separator (`%2F`, `%5C`), a NUL, a `.` or `..` folder, however written.
 */
export function readTarget(target: string): RequestTarget | undefined {
  if (!target.startsWith('/')) return undefined;
  const start = target.indexOf('?');
  const written = start === -1 ? target : target.slice(0, start);
  const segments: string[] = [];
  for (const part of written.split('/')) {
    const segment = decode(part);
    if (segment === undefined || /[/\\\0]/.test(segment) || segment === '.' || segment === '..')
      return undefined;
    segments.push(segment);
  }
  return { path: segments.join('/'), query: start === -1 ? '' : target.slice(start) };
}

/** Percent-encodes a decoded path, slash by slash. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
