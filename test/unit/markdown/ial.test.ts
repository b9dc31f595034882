import { describe, expect, test } from 'vitest';
import { applyIal, type Ial, parseAttributeList } from '../../../src/markdown/document/ial.js';
import { renderCase } from './render-case.js';

describe('attribute lists', () => {
  test('that name each other end', () => {
    const { html } = renderCase('*a*{:x .own}\n\n{:x: y .one}\n{:y: x .two}');
    expect(html).toBe('<p><em class="two one own">a</em></p>\n\n');
  });

  test('that double with every definition stay short', () => {
    const names = Array.from({ length: 40 }, (_, index) => `d${index}`);
    const definitions = new Map<string, Ial>(
      names.map((name, index) => [name, parseAttributeList(`d${index + 1} d${index + 1} .c`)]),
    );
    const attributes = new Map<string, string>();
    applyIal(attributes, parseAttributeList('d0'), definitions);
    expect(attributes.get('class')?.length).toBeLessThan(1000);
  });

  test('are read in time that grows with their length', () => {
    for (const part of [' a="', " b='", ' a="}', '\\"', ' a="\\"', '.a#b', 'a=']) {
      expect(parseAttributeList(part.repeat(100_000))).toBeDefined();
    }
  });
});
