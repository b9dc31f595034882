/** Patterns of the same in a `.gitignore`: `/docs/`, `docs/` and `docs` all ignore the folder at the top. */
function barePattern(line: string): string {
  return line.trim().replace(/^\//, '').replace(/\/$/, '');
}

/**
 * A `.gitignore` with the lines that it lacks, at its end and with its own line ends; undefined where it lacks none. A file with
 * null bytes is no text (git-diff(1)), and `unreadable`.
 */
export function withIgnored(content: Buffer, lines: readonly string[]): Buffer | 'unreadable' | undefined {
  if (content.includes(0)) return 'unreadable';
  // Byte by byte, since nothing says in which encoding it is.
  const text = content.toString('latin1');
  const there = new Set(text.split(/\r?\n/).map(barePattern));
  const missing = lines.filter((line) => !there.has(barePattern(line)));
  if (missing.length === 0) return undefined;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : end;
  return Buffer.concat([content, Buffer.from(gap + missing.map((line) => line + end).join(''), 'utf8')]);
}
