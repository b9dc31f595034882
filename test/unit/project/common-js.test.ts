import { describe, expect, test } from 'vitest';

/** The script is plain JavaScript: what it takes and gives is said in its comments. */
const { commonJs }: { commonJs: (text: string, fileOf: (file: string) => string) => string } = await import(
  new URL('../../../scripts/common-js.mjs', import.meta.url).href
);

/** What a chunk exports, once it is CommonJS. */
function loaded(chunk: string): Record<string, unknown> {
  const exports: Record<string, unknown> = {};
  const text = commonJs(chunk, (file) => file);
  expect(text).not.toMatch(/[^\0-\x7f]/);
  new Function('exports', 'require', '__dirname', '__filename', text)(exports, () => ({}), '/', '/a.cjs');
  return exports;
}

describe('a chunk of the bundle', () => {
  test.each([
    ['letters', 'é|あ', ''],
    ['a range', '[ぁ-ん]x', ''],
    ['a range beyond two bytes', '[😀-😂]x', 'u'],
    ['a letter beyond two bytes without a flag', '😀', ''],
    ['a letter behind a backslash', '\\é', ''],
    ['a letter behind a backslash that stands for itself', '\\\\é', ''],
    ['a set of strings', '[é\\p{Lu}]', 'v'],
  ])('has regular expressions of %s in ASCII, which match the same', (_what, source, flags) => {
    const pattern = new RegExp(source, flags);
    const { found } = loaded(`const found = /${source}/${flags}; export { found };`);
    expect(found).toBeInstanceOf(RegExp);
    for (const text of ['é', 'あ', 'んx', '😁x', '😀', '\\é', '\\', 'a', 'A', 'u00e9', '']) {
      expect([text, found instanceof RegExp && found.test(text)]).toEqual([text, pattern.test(text)]);
    }
  });

  test('has no comment that is not ASCII, and what stands around it stays apart', () => {
    const { kind, text } = loaded(
      `const kind = typeof/* é */1; // あ\nconst text = \`/* \${"a" /* ü */} */\`;\nexport { kind, text };`,
    );
    expect({ kind, text }).toEqual({ kind: 'number', text: '/* a */' });
  });

  test('loads what it did, whatever is said about it', () => {
    const { sep, later } = loaded(
      'import { /* é */ sep } from "node:path";\nconst later = () => import(/* é */ "node:path");\nexport { sep, later };',
    );
    expect([sep, typeof later]).toEqual([undefined, 'function']);
  });

  test('is refused where something of it cannot be said in ASCII', () => {
    expect(() => loaded('const text = String.raw`é`; export { text };')).toThrow('has é, and not only ASCII');
  });

  test('throws where a name is exported that changes', () => {
    expect(() => loaded('let one = 1; one = 2; export { one };')).toThrow('exports one, which changes');
  });
});
