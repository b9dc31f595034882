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
