import { expect, test } from 'vitest';
import {
  attributeOf,
  COMMON_TAGS,
  COMMON_TAGS_WITHOUT_ID,
  type HtmlToken,
  htmlTokens,
} from '../../../src/math/html/tokens.js';

const RAW = /^(?:script|style|title|textarea|xmp|iframe|noembed|noframes)$/;

const PIECES = [
  ...['<', '>', '</', '/', '=', '"', "'", ' ', '\n', '!', '<!--', '-->', '="', "'>", '日', '=='],
  ...['p', 'a', 'x', 'script', 'style', 'Title', 'href', ' id', ' name', 'ID', 'id=', 'id="q"', ' href="u"'],
  ...['<p>', '</p>', '<script>', '</script>', '</SCRIPT >', '<a b="', '<div class="c" id=d>', '<br/>'],
];

/** Texts of pieces of HTML, put together by a generator of numbers that always gives the same. */
function* randomTexts(count: number): Generator<string> {
  let state = 12345;
  const below = (end: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % end;
  };
  for (let made = 0; made < count; made++) {
    yield Array.from({ length: below(24) + 1 }, () => PIECES[below(PIECES.length)]).join('');
  }
}

function isOfRaw(token: HtmlToken): boolean {
  return token.kind === 'raw' || token.kind === 'other' || (token.kind === 'tag' && RAW.test(token.name));
}

test('what is passed over holds no element without markup', () => {
  for (const html of randomTexts(20_000)) {
    const told = [...htmlTokens(html, COMMON_TAGS)].filter(isOfRaw);
    expect(told, html).toEqual([...htmlTokens(html)].filter(isOfRaw));
  }
});

test('what is passed over as without an id has none', () => {
  for (const html of randomTexts(20_000)) {
    const isNamed = (token: HtmlToken): boolean => {
      if (isOfRaw(token)) return true;
      if (token.kind !== 'tag' || token.closing) return false;
      const tag = html.slice(token.from, token.to);
      return ['id', 'name'].some((name) => (attributeOf(tag, name) ?? '') !== '');
    };
    const told = [...htmlTokens(html, COMMON_TAGS_WITHOUT_ID)].filter(isNamed);
    expect(told, html).toEqual([...htmlTokens(html)].filter(isNamed));
  }
});

test('most of a page is passed over', () => {
  const html = '<p class="a">one <b>two</b></p>\n'.repeat(1000);
  expect([...htmlTokens(html)].length).toBe(7000);
  expect([...htmlTokens(html, COMMON_TAGS)].filter(({ kind }) => kind === 'tag').length).toBeLessThan(100);
});

test('no text is too long to be passed over', () => {
  const long = 'x'.repeat(5_000_000);
  for (const html of [long, `<p a="${long}`, `<p a="${long}">`, `<p ${'a=b '.repeat(1_000_000)}>`]) {
    for (const passed of [COMMON_TAGS, COMMON_TAGS_WITHOUT_ID]) {
      expect([...htmlTokens(html, passed)].at(-1)?.to ?? html.length).toBe(html.length);
    }
  }
});
