import { describe, expect, test } from 'vitest';
import { rendered, siteOf } from './rendered.js';

/** What a layout's `{{ content | page_contents }}` makes of a page in Markdown. */
async function contentsOf(markdown: string): Promise<string> {
  const { outputs } = rendered(
    await siteOf({
      '_layouts/page.html': '{{ content | page_contents }}',
      'a.md': `---\nlayout: page\n---\n${markdown}`,
    }),
  );
  return (outputs['a.html'] ?? '').trim();
}

describe('the contents of a page', () => {
  test('have its sections and their sections, each in its place', async () => {
    expect(await contentsOf('## A\n\n### A1\n\n#### deeper\n\n### A2\n\n## B\n\n### B1')).toBe(
      [
        '<ul>',
        '<li><a href="#a">A</a>',
        '<ul>',
        '<li><a href="#a1">A1</a></li>',
        '<li><a href="#a2">A2</a></li>',
        '</ul>',
        '</li>',
        '<li><a href="#b">B</a>',
        '<ul>',
        '<li><a href="#b1">B1</a></li>',
        '</ul>',
        '</li>',
        '</ul>',
      ].join('\n'),
    );
  });

  test('begin below the only heading of the first level, which is the title', async () => {
    expect(await contentsOf('# T\n\n## A\n\n## B')).not.toContain('#t"');
    expect(await contentsOf('# T\n\n## A\n\n# U\n\n## B')).toContain('#t"');
  });

  test('may begin with a deeper section', async () => {
    expect(await contentsOf('### A1\n\n## A')).toBe(
      '<ul>\n<li><ul>\n<li><a href="#a1">A1</a></li>\n</ul>\n</li>\n<li><a href="#a">A</a></li>\n</ul>',
    );
  });

  test('keep stress and code, and leave out links, notes and ids', async () => {
    const heading = '## *A* `b` [c](d.html)[^1] <span id="x" lang="ja">日</span>';
    expect(await contentsOf(`${heading}\n\n## B\n\n[^1]: Note`)).toContain(
      '<em>A</em> <code>b</code> c <span lang="ja">日</span></a>',
    );
  });

  test('leave out what is marked, set apart or without an id', async () => {
    const apart = '## C\n{: .no_toc}\n\n> ## D\n\n<h2>E</h2>\n\n<details><h2 id="f">F</h2></details>\n';
    expect(await contentsOf(`## A\n\n## B\n\n${apart}`)).toBe(
      '<ul>\n<li><a href="#a">A</a></li>\n<li><a href="#b">B</a></li>\n</ul>',
    );
  });

  test('write an id so that it stays one', async () => {
    const ids = `<h2 id='a"b'>A</h2>\n\n<h2 id="50%">B</h2>\n\n<h2 id="第一">C</h2>\n`;
    const contents = await contentsOf(ids);
    expect(contents).toContain('href="#a&quot;b"');
    expect(contents).toContain('href="#50%25"');
    expect(contents).toContain('href="#第一"');
  });

  test('are none where a page has fewer than two sections', async () => {
    expect(await contentsOf('## A\n\ntext')).toBe('');
    expect(await contentsOf('text')).toBe('');
  });
});
