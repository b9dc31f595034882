import { describe, expect, test } from 'vitest';
import { escapedByCode, escapePattern } from '../../../src/diagnostics/escape-pattern.js';

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const OTHERS = ['é', '数', '𝒙', '\u{2028}', '\ud83d', '\udc00', 'fig:a-b', '{x}[y](z)', '1.5 - \\foo', ''];

describe.each([
  ['as the language escapes', escapePattern],
  ['by codes', escapedByCode],
])('a text in a pattern, %s', (_, escaped) => {
  test.each(['', 'i', 'u', 'iu', 'v'])('matches itself with the flags "%s"', (flags) => {
    for (const text of [...ASCII, ...OTHERS]) {
      expect(new RegExp(`^${escaped(text)}$`, flags).test(text), JSON.stringify(text)).toBe(true);
    }
  });

  test.each(['u', 'v'])('matches itself in a class with the flag "%s"', (flags) => {
    for (const text of ASCII) {
      const one = new RegExp(`^[${escaped(text)}]$`, flags);
      expect(
        ASCII.filter((other) => one.test(other)),
        JSON.stringify(text),
      ).toEqual([text]);
    }
  });

  test('goes on with no escape that stands before it', () => {
    expect(new RegExp(`^\\0${escaped('1')}$`, 'u').test('\u{0}1')).toBe(true);
  });
});
