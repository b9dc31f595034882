import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../../src/repair/index.js';

function diff(before: string, after: string): string {
  return unifiedDiff({ file: 'week 1.md', before, after })
    .map(({ text }) => `${text}\n`)
    .join('');
}

test('what changes is shown as git shows it', () => {
  const before = 'a\nb\nc\nd\ne\nf\n';
  expect(diff(before, before.replace('d', 'D'))).toBe(`--- a/week 1.md
+++ b/week 1.md
@@ -2,5 +2,5 @@
 b
 c
-d
+D
 e
 f
`);
});

test('lines keep their own ends, and a file without a last line end says so', () => {
  expect(diff('a\r\nb', 'a\r\nB')).toBe(`--- a/week 1.md
+++ b/week 1.md
@@ -1,2 +1,2 @@
 a\r
-b
\\ No newline at end of file
+B
\\ No newline at end of file
`);
});

test('thousands of changes are shown in one part, which git applies', () => {
  const line = (index: number, tag: string) => `Line ${index} ${tag}\n${index % 3 === 0 ? '\n' : ''}`;
  const text = (tag: string) => Array.from({ length: 3000 }, (_, index) => line(index, tag)).join('');
  const before = `first\n${text('</br>')}gone\nlast`;
  const after = `first\nadded\n${text('<br>')}last\n`;
  const shown = diff(before, after);
  expect(shown.match(/^@@/gm)).toHaveLength(1);
  expect(shown).toContain(
    '\n-Line 0 </br>\n+added\n+Line 0 <br>\n \n-Line 1 </br>\n-Line 2 </br>\n-Line 3 </br>\n+Line 1 <br>\n',
  );
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-diff-'));
  try {
    writeFileSync(path.join(folder, 'week 1.md'), before);
    execFileSync('git', ['apply'], { cwd: folder, input: shown });
    expect(readFileSync(path.join(folder, 'week 1.md'), 'utf8')).toBe(after);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
