import { describe, expect, test } from 'vitest';
import { locator, mapText } from '../../../src/diagnostics/index.js';
import { makeEnvironment } from '../../../src/markdown/document/environment.js';
import { collectHtml } from '../../../src/markdown/html/references.js';
import { DEFAULT_OPTIONS } from './render-case.js';

/** The URLs and ids in HTML as `element[attribute] url column` and `#id column`. */
function collected(html: string): string[] {
  const document = mapText(html);
  const environment = makeEnvironment(document, DEFAULT_OPTIONS);
  collectHtml(html, [[0, 0]], environment);
  const place = locator(document);
  const found = [
    ...environment.references.map((r) => [r.place.column, `${r.element}[${r.attribute}] ${r.url}`] as const),
    ...environment.anchors.map((a) => [a.place.column, `#${a.id}`] as const),
  ];
  expect(place(0).column).toBe(1);
  return found.sort(([a], [b]) => a - b).map(([column, text]) => `${text} ${column}`);
}

describe('HTML that is printed as it is tells its URLs and ids', () => {
  test.each([
    ['in double quotes', '<a href="x y.html">', ['a[href] x y.html 10']],
    ['in single quotes', "<a href='x'>", ['a[href] x 10']],
    ['without quotes', '<a href=x/y.html>', ['a[href] x/y.html 9']],
    ['with blanks', '<a  href = "x" >', ['a[href] x 13']],
    ['with blanks inside', '<a href=" x ">', ['a[href] x 11']],
    ['in capitals', '<IMG SRC="x">', ['img[src] x 11']],
    ['with character references', '<a href="?a=1&amp;b=&#50;">', ['a[href] ?a=1&b=2 10']],
    [
      'of every kind',
      '<video poster=p src=s><object data=d><form action=f><q cite=c><body background=b>',
      [
        'video[poster] p 15',
        'video[src] s 21',
        'object[data] d 36',
        'form[action] f 51',
        'q[cite] c 61',
        'body[background] b 80',
      ],
    ],
    ['but not where the attribute is none', '<a data="x"> <div action=y cite=z>', []],
    [
      'of sets of sources',
      '<source srcset="a,b.png, c.png 2x,d.png 3x">',
      ['source[srcset] a,b.png 17', 'source[srcset] c.png 26', 'source[srcset] d.png 35'],
    ],
    ['of ids and names', '<p id="a"><a name=b></a><map name=c>', ['#a 8', '#b 19']],
    ['of broken tags', '<a href="x" <img src="y">', ['a[href] x 10', 'a[src] y 23']],
    ['but not of comments', '<!-- <a href="x"> --><a href="y">', ['a[href] y 31']],
    ['but not of scripts', '<script>"<a href=x>"</script><script src=y></script>', ['script[src] y 42']],
    ['of closing tags', '</a href="x">', []],
  ])('%s', (_, html, expected) => {
    expect(collected(html)).toEqual(expected);
  });
});
