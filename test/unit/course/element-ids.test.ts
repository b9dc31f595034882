import { describe, expect, it } from 'vitest';
import { elementIds } from '../../../src/course/typeset/element-ids.js';

describe('a link leads to', () => {
  it.each([
    ['the id of any element', '<h2 id="a">x</h2><p id=b><br id=\'c\'/>', ['a', 'b', 'c']],
    ['the name of a link, and of nothing else', '<a name="a"></a><input name="b"><A NAME=c>', ['a', 'c']],
    ['an id behind an attribute that holds a tag', '<img alt="a > b" id="c">', ['c']],
    ['an id whose letters are entities', '<p id="a&amp;b">', ['a&b']],
    ['an id on a line of its own', '<p\nclass="x"\nid="a">', ['a']],
    [
      'nothing that is only within a text, comment or script',
      'id="a" <!-- <p id="b"> --><script>"<p id=c>"</script>',
      [],
    ],
    ['nothing that is another attribute', '<p data-id="a" title=" id=\'b\'">', []],
    ['no empty id', '<p id=""><p id>', []],
  ])('%s', (_, html, ids) => {
    expect([...elementIds(html)]).toEqual(ids);
  });

  it.each([
    ['tags without an end', '<p id="a" '.repeat(50_000)],
    ['ids without values', `<p ${'id '.repeat(100_000)}>`],
    ['quotes without an end', '<p id="'.repeat(50_000)],
    ['white space', `<p id${' '.repeat(200_000)}>`],
  ])('something soon even in a page of %s', (_, html) => {
    expect(elementIds(html).size).toBeLessThan(3);
  });
});
