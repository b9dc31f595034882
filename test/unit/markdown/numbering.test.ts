import { describe, expect, test } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { LABEL_KINDS, readReferenceMark, replaceReferenceMarks } from '../../../src/labels/index.js';
import { createMarkdown, type MarkdownResult, type Numbering } from '../../../src/markdown/index.js';
import { withOwnParts } from '../../../src/math/index.js';
import { DEFAULT_OPTIONS, fixtures, renderCase, written } from './render-case.js';

const ENGLISH = Object.fromEntries(
  [...LABEL_KINDS, 'proof', 'solution', 'note', 'tip', 'important', 'warning', 'caution'].map((kind) => [
    kind,
    kind.charAt(0).toUpperCase() + kind.slice(1),
  ]),
);
const NUMBERING: Numbering = { prefix: '4.', words: ENGLISH, solutions: 'closed', origin: '123' };

/** What a text becomes on the page of lecture 4. */
function numbered(text: string, numbering: Partial<Numbering> = {}): MarkdownResult {
  return createMarkdown({ ...DEFAULT_OPTIONS, mend: {} })(mapText(text, 'page.md'), {
    ...NUMBERING,
    ...numbering,
  });
}

/** HTML as readers get it, with what other pages decide as `‹form target›`. */
function shown(result: MarkdownResult): string {
  return replaceReferenceMarks(withOwnParts(written(result)), (mark) => {
    const { form, kind, target } = readReferenceMark(mark) ?? {};
    return `‹${form}${kind === undefined ? '' : ` ${kind}`} ${target}›`;
  });
}

describe('theorems, figures and what else is numbered become', () => {
  test.each(fixtures('numbering'))('$name', ({ text, html }) => {
    expect(shown(numbered(text))).toBe(html);
  });

  test.each(fixtures('numbering'))('without numbers what kramdown makes of $name', ({ text }) => {
    const off = createMarkdown({ ...DEFAULT_OPTIONS, mend: false })(mapText(text, 'page.md'), NUMBERING);
    expect(off).toEqual(renderCase(text));
    expect(off.html).not.toMatch(/block-label|self-link|[\uFDD7-\uFDDF\uFDEA-\uFDEF]/);
  });
});

describe('what is numbered', () => {
  const words = { theorem: 'Satz', figure: 'Abbildung', solution: 'Lösung', note: 'Hinweis' };

  test('has the words of the page, and its English name where there is none', () => {
    const { html } = numbered('A.\n{: .theorem #t}\n\nB.\n{: .lemma}\n\n[](#t) [Satz](#t) [theorem](#t)', {
      words,
    });
    expect(withOwnParts(html)).toContain('<span class="block-label">Satz 4.1.');
    expect(withOwnParts(html)).toContain('<span class="block-label">Lemma 4.2.');
    const reference = (text: string) => `<a href="#t" class="reference">${text}\u00a04.1</a>`;
    expect(html).toContain(['Satz', 'Satz', 'theorem'].map(reference).join(' '));
  });

  test('ends its name and brackets its title as the language has it', () => {
    const japanese = { theorem: '定理', figure: '図', label_title: '（%）', label_end: '　' };
    const { html } = numbered('一。\n{: .theorem title="*ベイズ*"}\n\n![絵](x.png){: #fig:x}', {
      words: japanese,
    });
    expect(withOwnParts(html).replace(/<a class="self-link"[^>]*><\/a>/g, '')).toBe(
      `<div class="theorem" id="theorem-4.1">
  <p><span class="block-label">定理 4.1<span class="block-title">（<em>ベイズ</em>）</span></span>　一。</p>
</div>

<figure id="fig:x">
  <img src="x.png" alt="絵" />
  <figcaption><span class="block-label">図 4.1</span>　絵</figcaption>
</figure>
`,
    );
  });

  test('has plain numbers on a page that is no lecture', () => {
    expect(numbered('A.\n{: .theorem}', { prefix: '' }).html).toContain('Theorem 1.');
  });

  test('has ids that nothing else on the page has', () => {
    const text = [
      'One.\n{: .example}',
      '## Example 1',
      '## Figure 1',
      '![A cat](a.png){: .figure}',
      'Some <span id="theorem-1">words</span>.',
      'Two.\n{: .theorem}',
      '<div id="lemma-3" markdown="1">\n### Lemma 2\n</div>',
      'Three.\n{: .lemma}',
      'Four.\n{: .lemma}',
    ].join('\n\n');
    const { html, anchors } = numbered(text, { prefix: '' });
    const ids = anchors.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).toEqual(expect.arrayContaining(['example-1', 'example-1-', 'figure-1-', 'theorem-1-']));
    expect(withOwnParts(html)).toContain('<a class="self-link" href="#figure-1-"');
    expect(ids).toEqual(expect.arrayContaining(['lemma-2', 'lemma-2-', 'lemma-3', 'lemma-3-']));
  });

  test('shows its solutions open, closed or not at all', () => {
    const text = 'One.\n\nBy counting, [](#x).\n{: .solution}';
    expect(numbered(text).html).toContain('<details class="solution">\n  <summary>Solution</summary>');
    expect(numbered(text, { solutions: 'open' }).html).toContain('<details class="solution" open="open">');
    expect(numbered(text, { solutions: 'hidden' }).html).toBe('<p>One.</p>\n\n');
  });

  test('is told by name, kind and number, with its headings by their text', () => {
    const { labels, mentions } = numbered(
      '# Part\n\nA.\n{: .theorem #thm:a}\n\n![x](x.png){: #fig:x}\n\n[](#thm:a) [](#thm:b) \\eqref{eq:c}',
    );
    expect(labels).toEqual([
      { name: 'thm:a', kind: 'theorem', number: '4.1' },
      { name: 'fig:x', kind: 'figure', number: '4.1' },
      { name: 'part', kind: 'section', number: 'Part' },
    ]);
    expect(mentions).toMatchObject([
      { target: '#thm:b', text: '[](#thm:b)', place: { line: 8, column: 15 } },
      { target: '#eq:c', text: '\\eqref{eq:c}', place: { line: 8, column: 23 } },
    ]);
  });

  test('leaves no link to another page’s name among the links that are looked up as such', () => {
    const { references } = numbered('[](#thm:b) [](two.md#thm:c) [text](#here)');
    expect(references.map(({ url }) => url)).toEqual(['two.md', '#here']);
  });

  test('is in CommonMark what has no need of attribute lists', () => {
    const markdown = createMarkdown({ ...DEFAULT_OPTIONS, dialect: 'commonmark', mend: {} });
    const text =
      '# A part\n\n> [!NOTE]\n> Two\n> lines, [](#a-part).\n\n> [!TIP] no\n\nBy \\eqref{eq:a} and [](#thm:b).\n';
    const result = markdown(mapText(text, 'page.md'), NUMBERING);
    expect(
      shown(result),
    ).toBe(`<h1 id="a-part">A part<a class="self-link" href="#a-part" aria-label="Link to this section"></a></h1>
<aside class="note" role="note">
<p class="block-label">Note</p>
<p>Two
lines, <a href="#a-part" class="reference">A part</a>.</p>
</aside>
<blockquote>
<p>[!TIP] no</p>
</blockquote>
<p>By <a class="reference" href="‹address #eq:a›">‹in-parentheses #eq:a›</a> and <a href="‹address #thm:b›" class="reference">‹name #thm:b›</a>.</p>
`);
    expect(result.mentions).toMatchObject([
      { target: '#eq:a', place: { line: 9, column: 4 } },
      { target: '#thm:b', place: { line: 9, column: 24 } },
    ]);
    expect(markdown(mapText(text)).html).toContain('[!NOTE]');
  });

  test('links to itself only where it is shown itself', () => {
    const { html } = numbered('## Part\n\nA.\n{: .theorem}');
    expect(html.match(/\uFDED<a class="self-link"[^\uFDEE]*<\/a>\uFDEE/g)).toHaveLength(2);
  });

  test('stays readable however deep it is nested', () => {
    const { html } = numbered(`${'<div class="theorem">'.repeat(3000)}x${'</div>'.repeat(3000)}`);
    expect(html).toContain('x');
    expect(html.match(/block-label/g)?.length).toBe(31);
  });
});
