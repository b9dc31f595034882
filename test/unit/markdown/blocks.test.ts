import { describe, expect, test } from 'vitest';
import { fixtures, renderCase, written } from './render-case.js';

describe('blocks are printed as kramdown prints them', () => {
  test.each(fixtures('blocks'))('$name', ({ text, html, options }) => {
    expect(written(renderCase(text, options))).toBe(html);
  });
});

describe('blocks are printed as kramdown prints them with the option', () => {
  test.each(fixtures('block-options'))('$name', ({ text, html, options }) => {
    expect(written(renderCase(text, options))).toBe(html);
  });
});
