/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What stands before the last `/` of a path, or ''. */
export function directoryName(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The path from the source of what lies at `path` in a folder; '' is the source itself. */
export function pathIn(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/**
 * The extension of a file name with its dot, as Ruby's `File.extname` has it: none for a name whose only dots
 * are leading ones, `.` for a name that ends with a dot.
 */
export function extensionName(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return /^\.*$/.test(name.slice(0, dot)) || dot < 0 ? '' : name.slice(dot);
}

/** A file name without its extension (Ruby: `File.basename(path, '.*')`). */
export function stemName(path: string): string {
  const name = baseName(path);
  return name.slice(0, name.length - extensionName(name).length);
}

/** Orders two strings as Ruby does: by their UTF-8 bytes. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const first = a.charCodeAt(at);
    const second = b.charCodeAt(at);
    if (first !== second) return utf8Rank(first) - utf8Rank(second);
  }
  return a.length - b.length;
}

/** UTF-8 puts characters beyond U+FFFF, which are surrogates here, behind all others. */
function utf8Rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
