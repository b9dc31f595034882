import { describe, expect, test } from 'vitest';
import { fixtures, renderCase, written } from './render-case.js';

describe('text is printed as kramdown prints it', () => {
  test.each(fixtures('spans'))('$name', ({ text, html, options }) => {
    expect(written(renderCase(text, options))).toBe(html);
  });
});

describe('text is printed as kramdown prints it with the option', () => {
  test.each(fixtures('span-options'))('$name', ({ text, html, options }) => {
    expect(written(renderCase(text, options))).toBe(html);
  });
});
