/**
 * Makes the function that reads a line (from 1) of a file; undefined where there is none. It keeps the lines of the
 * file that it was asked for last, for diagnostics come file by file.
 */
export function lineReader(
  readText: (file: string) => string | undefined,
): (file: string, line: number) => string | undefined {
  let last: { readonly file: string; readonly lines: readonly string[] } | undefined;
  return (file, line) => {
    if (last?.file !== file) last = { file, lines: readText(file)?.split('\n') ?? [] };
    return last.lines[line - 1];
  };
}
