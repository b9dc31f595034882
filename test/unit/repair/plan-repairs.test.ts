import { describe, expect, test } from 'vitest';
import type { Diagnostic, Edit } from '../../../src/diagnostics/index.js';
import { planRepairs } from '../../../src/repair/index.js';

const FILE = 'week1.md';

function edit(line: number, column: number, written: string, replacement: string, file = FILE): Edit {
  return { file, line, column, written, replacement };
}

function fault(...fix: Edit[]): Diagnostic {
  const { file = FILE, line = 1, column = 1 } = fix[0] ?? {};
  return { severity: 'error', code: 'figure-case', message: 'Wrong.', file, line, column, fix };
}

function plan(text: string | Uint8Array, ...faults: readonly Diagnostic[]) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return planRepairs(faults, (file) => (file === FILE ? bytes : undefined));
}

/** The text as it is once it is repaired; undefined where nothing changes. */
function repaired(text: string, ...faults: readonly Diagnostic[]): string | undefined {
  return plan(text, ...faults).files[0]?.after;
}

describe('an edit is made where it says, and nowhere else', () => {
  test.each([
    ['in the first line', 'A.png A.png', edit(1, 7, 'A.png', 'a.png'), 'A.png a.png'],
    ['behind line feeds', 'x\n\nA.png\n', edit(3, 1, 'A.png', 'a.png'), 'x\n\na.png\n'],
    ['behind Windows line ends', 'x\r\n\r\nA.png\r\n', edit(3, 1, 'A.png', 'a.png'), 'x\r\n\r\na.png\r\n'],
    ['behind mixed line ends', 'x\ny\r\nA.png\n', edit(3, 1, 'A.png', 'a.png'), 'x\ny\r\na.png\n'],
    ['behind a byte order mark', '\uFEFFA.png\n', edit(1, 1, 'A.png', 'a.png'), '\uFEFFa.png\n'],
    ['behind a tab', '\tA.png', edit(1, 2, 'A.png', 'a.png'), '\ta.png'],
    ['behind full-width letters', '図　A.png', edit(1, 3, 'A.png', 'a.png'), '図　a.png'],
    ['behind an emoji', '😀👩‍🏫A.png', edit(1, 5, 'A.png', 'a.png'), '😀👩‍🏫a.png'],
    ['behind what lectern does not read', '\uFDD0A.png', edit(1, 1, 'A.png', 'a.png'), '\uFDD0a.png'],
    ['at the end of a file without line end', 'x\nA.png', edit(2, 1, 'A.png', 'a.png'), 'x\na.png'],
    ['over the end of a line', 'a/b\nc', edit(1, 3, 'b\nc', 'bc'), 'a/bc'],
    ['over the end of a line of Windows', 'a/b\r\nc\r\n', edit(1, 3, 'b\nc', 'bc'), 'a/bc\r\n'],
    ['with a line end of its own', 'x\r\n</p>', edit(2, 1, '</p>', '\n</p>'), 'x\r\n\r\n</p>'],
  ])('%s', (_, text, change, expected) => {
    expect(repaired(text, fault(change))).toBe(expected);
  });
});

test.each([
  ['says something else', 'B.png', edit(1, 1, 'A.png', 'a.png')],
  ['has other letter case', 'a.png', edit(1, 1, 'A.png', 'a.png')],
  ['has no such line', 'A.png', edit(7, 1, 'A.png', 'a.png')],
  ['has no such column', 'A.png\nA.png', edit(1, 7, 'A.png', 'a.png')],
  ['ends before', 'A.p', edit(1, 1, 'A.png', 'a.png')],
  ['says what Liquid made of it elsewhere', '{{ site.figure }}', edit(1, 1, 'A.png', 'a.png')],
  ['is right already', 'a.png', edit(1, 1, 'a.png', 'a.png')],
])('nothing changes where the file %s', (_, text, change) => {
  expect(plan(text, fault(change))).toEqual({ files: [], repaired: [], unreadable: [] });
});

test('edits that belong together are made together or not at all', () => {
  const both = fault(edit(1, 1, '<b>', '<i>'), edit(1, 5, '</b>', '</i>'));
  expect(repaired('<b>x</b>', both)).toBe('<i>x</i>');
  expect(repaired('<b>x</p>', both)).toBeUndefined();
});

describe('where repairs meet', () => {
  test('the same repair, found on many pages, is made once and puts right all', () => {
    const one = fault(edit(1, 1, 'A.png', 'a.png'));
    const { files, repaired: done } = plan('A.png', one, one, one);
    expect(files[0]?.after).toBe('a.png');
    expect(done.length).toBe(3);
  });

  test('the outer one of two is made, and the inner one is left for the next time', () => {
    const inner = fault(edit(1, 4, 'B', 'b'));
    const outer = fault(edit(1, 1, '[A B]', '<a b>'));
    expect(plan('[A B]', inner, outer)).toMatchObject({ files: [{ after: '<a b>' }], repaired: [outer] });
  });

  test('of two that change one place differently, one is made', () => {
    const found = plan('A.png', fault(edit(1, 1, 'A.png', 'a.png')), fault(edit(1, 1, 'A.png', 'b.png')));
    expect(found.files[0]?.after).toBe('a.png');
    expect(found.repaired.length).toBe(1);
  });

  test('two side by side are both made, whatever their order', () => {
    const [first, second] = [fault(edit(1, 1, '</br>', '<br>')), fault(edit(1, 6, '</br>', '<br>'))];
    expect(repaired('</br></br>', first, second)).toBe('<br><br>');
    expect(repaired('</br></br>', second, first)).toBe('<br><br>');
  });
});

test('a file that is not UTF-8 stays as it is, and is named', () => {
  const latin1 = new Uint8Array([0x41, 0xe9, 0x41]);
  expect(plan(latin1, fault(edit(1, 1, 'A', 'a')))).toEqual({ files: [], repaired: [], unreadable: [FILE] });
});

test('a file that cannot be read is named, and the others are repaired', () => {
  const { files, unreadable } = plan(
    'A.png',
    fault(edit(1, 1, 'A', 'a', 'gone.md')),
    fault(edit(1, 1, 'A.png', 'a.png')),
  );
  expect(files.map(({ file }) => file)).toEqual([FILE]);
  expect(unreadable).toEqual(['gone.md']);
});

test('ten thousand repairs of one file take a moment', () => {
  const line = 'text </br>\n';
  const faults = Array.from({ length: 10_000 }, (_, index) => fault(edit(index + 1, 6, '</br>', '<br>')));
  const before = performance.now();
  expect(repaired(line.repeat(10_000), ...faults)).toBe('text <br>\n'.repeat(10_000));
  expect(performance.now() - before).toBeLessThan(5000);
});

test('a fault in each of twenty thousand words of one line is put right in a moment', () => {
  const words = 20_000;
  const faults = Array.from({ length: words }, (_, index) => fault(edit(1, 7 * index + 2, 'A.png', 'a.png')));
  const before = performance.now();
  const { files, repaired: done } = plan('😀A.png '.repeat(words), ...faults.toReversed());
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(files[0]?.after).toBe('😀a.png '.repeat(words));
  expect(done).toHaveLength(words);
});

test('of fixes that overlap in one of their edits nothing of the later is made, and others find its places free', () => {
  const first = fault(edit(1, 4, 'd', 'D'));
  const second = fault(edit(1, 5, 'e', 'E'), edit(1, 4, 'd', '?'));
  const third = fault(edit(1, 5, 'e', '!'));
  expect(repaired('abcde', first, second, third)).toBe('abcD!');
});
