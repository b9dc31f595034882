/** Characters that `encodeURIComponent` escapes although a path may hold them as they are (RFC 3986, section 3.3). */
const ALLOWED = new Map([...'$&+,;=:@'].map((letter) => [encodeURIComponent(letter), letter] as const));

/** A path as it is written in a URL: what is not allowed there is percent-encoded, `/` stays. */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
        /%../g,
        (code) => ALLOWED.get(code) ?? code,
      ),
    )
    .join('/');
}

/** A percent-encoded path as names of files. Where the encoding is broken the path is taken as it stands. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Takes `.` and `..` out of a path. Undefined where it climbs out of the folder it starts in. */
export function joinPath(...parts: readonly string[]): string | undefined {
  const segments: string[] = [];
  for (const segment of parts.join('/').split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== '' && segment !== '.') {
      segments.push(segment);
    }
  }
  return segments.join('/');
}

/** The folder of a path, '' for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The extension of a path's last name in lower case, with its dot, or ''. */
export function extensionOf(path: string): string {
  return /[^/](\.[^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** The path that leads from a folder to a file, written with `..` where it has to be. */
export function relativePath(fromFolder: string, to: string): string {
  const from = fromFolder === '' ? [] : fromFolder.split('/');
  const target = to.split('/');
  let shared = 0;
  while (shared < from.length && shared < target.length - 1 && from[shared] === target[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}
