import { describe, expect, test } from 'vitest';
import { formsOf, linkTerms, TERM_REGION } from '../../../src/glossary/index.js';
import { withOwnParts } from '../../../src/math/index.js';

const FORMULA = (tex: string) =>
  `<span class="katex"><math><semantics><mi>${tex}</mi><annotation encoding="application/x-tex">${tex}</annotation></semantics></math></span>`;

/** The text of a page with `[…]` for each link to a term; `terms` are their names with other forms behind `|`. */
function linked(html: string, ...terms: readonly string[]): string {
  const linkable = terms.map((term) => ({
    forms: term.split('|').flatMap(formsOf),
    address: `g.html#${term.split('|')[0]}`,
  }));
  const page = withOwnParts(`<p>before</p>${TERM_REGION.from}${html}${TERM_REGION.to}<p>behind</p>`);
  const text = linkTerms(page, () => linkable);
  expect(text.startsWith('<p>before</p>') && text.endsWith('<p>behind</p>')).toBe(true);
  return text
    .slice('<p>before</p>'.length, -'<p>behind</p>'.length)
    .replace(/<a class="term reference" href="[^"]*">(.*?)<\/a>/gs, '[$1]');
}

describe('the first use of a term is linked', () => {
  test('once, wherever on the page it is', () => {
    expect(linked('<p>An <em>entropy</em>.</p><ul><li>The entropy</li></ul>', 'entropy')).toBe(
      '<p>An <em>[entropy]</em>.</p><ul><li>The entropy</li></ul>',
    );
  });

  test('with a capital or a small first letter, and with the other letters as they are', () => {
    expect(linked('<p>Gradient descent</p>', 'gradient descent')).toBe('<p>[Gradient descent]</p>');
    expect(linked('<p>a gradient descent</p>', 'Gradient descent')).toBe('<p>a [gradient descent]</p>');
    expect(linked('<p>do it with IT, i and I</p>', 'IT', 'I')).toBe('<p>do it with [IT], i and [I]</p>');
  });

  test('as a whole word, which a hyphen goes on with', () => {
    const text = '<p>means, mean-field, zero-mean, mean_x, 2mean, meané; mean’s</p>';
    expect(linked(text, 'mean')).toBe(text.replace('mean’s', '[mean]’s'));
    expect(linked('<p>(mean) </p>', 'mean')).toBe('<p>([mean]) </p>');
  });

  test('in other forms only where they are said to be its own', () => {
    expect(linked('<p>Kernels. A kernel.</p>', 'kernel')).toBe('<p>Kernels. A [kernel].</p>');
    expect(linked('<p>Kernels. A kernel.</p>', 'kernel|kernels')).toBe('<p>[Kernels]. A kernel.</p>');
  });

  test('the longest that stands there, also where that was linked before', () => {
    expect(linked('<p>Gradient descent, gradient descent, descent.</p>', 'descent', 'gradient descent')).toBe(
      '<p>[Gradient descent], gradient descent, [descent].</p>',
    );
  });

  test('over the end of a line, entities and typographic apostrophes', () => {
    expect(linked('<p>by Bayes’\n   theorem</p>', "Bayes' theorem")).toBe('<p>by [Bayes’\n   theorem]</p>');
    expect(linked('<p>ask Q&amp;A &amp; more</p>', 'Q&A')).toBe('<p>ask [Q&amp;A] &amp; more</p>');
  });

  test('with formulas in it, as such or as text', () => {
    const formula = FORMULA('k');
    expect(linked(`<p>Use ${formula}-means.</p>`, '\uFFFEk\uFFFF-means')).toBe(
      `<p>Use [${formula}-means].</p>`,
    );
    expect(linked('<p>Use k-means.</p>', '\uFFFEk\uFFFF-means')).toBe('<p>Use [k-means].</p>');
    const tied = `<span class="math-text">(${formula}-</span>means)`;
    expect(linked(`<p>${tied}</p>`, '\uFFFEk\uFFFF-means')).toBe(`<p>${tied}</p>`);
    const whole = `<span class="math-text">${formula}-</span>means`;
    expect(linked(`<p>the ${whole}</p>`, '\uFFFEk\uFFFF-means')).toBe(`<p>the [${whole}]</p>`);
    expect(linked(`<p>the ${FORMULA('n')}-means</p>`, 'means')).toBe(`<p>the ${FORMULA('n')}-means</p>`);
  });
});

describe('what is left alone', () => {
  test.each([
    '<h2>mean</h2>',
    '<p><a href="x">the mean</a></p>',
    '<p><code>mean</code></p>',
    '<pre><code>mean</code></pre>',
    '<p><button>mean</button><kbd>mean</kbd></p>',
    '<details><summary>mean</summary></details>',
    `<p>${FORMULA('mean')}</p>`,
    '<script>mean</script>',
    '<p><span class="block-label">Theorem 1 (mean)</span></p>',
    '<dl class="glossary"><dt>mean</dt><dd>The mean.</dd></dl>',
    '<div class="no-terms"><div><p>mean</p></div></div>',
    '<p title="mean">me<b>an</b> <img alt="mean"></p>',
    '<svg><text>mean</text></svg>',
    '<div class="cell-output"><p>mean</p></div>',
  ])('%s', (html) => {
    expect(linked(`${html}<p>A mean.</p>`, 'mean')).toBe(`${html}<p>A [mean].</p>`);
  });

  test('a term that the author links to its definition before', () => {
    const html = '<p>The <a href="g.html#mean">average</a>, or mean.</p>';
    expect(linked(html, 'mean')).toBe(html);
    expect(linked('<p>A mean, the <a href="g.html#mean">average</a></p>', 'mean')).toContain('A [mean]');
  });

  test('a page without its own text, and one without terms', () => {
    expect(linkTerms('<p>mean</p>', () => [{ forms: ['mean'], address: '#mean' }])).toBe('<p>mean</p>');
    expect(linked('<p>mean</p>')).toBe('<p>mean</p>');
  });
});

describe('in Japanese', () => {
  test('no word of kanji, katakana and letters is cut in two', () => {
    expect(linked('<p>機械学習で学習率を学習する。</p>', '学習')).toBe(
      '<p>機械学習で学習率を[学習]する。</p>',
    );
    expect(linked('<p>サポート・ベクターとベクトルの空間</p>', 'ベクター', 'ベクトル')).toBe(
      '<p>サポート・ベクターと[ベクトル]の空間</p>',
    );
    expect(linked('<p>カーネル法ではなくカーネルを</p>', 'カーネル')).toBe(
      '<p>カーネル法ではなく[カーネル]を</p>',
    );
    expect(linked('<p>Q学習やSVM分類器、SVMは</p>', '学習', 'SVM')).toBe('<p>Q学習やSVM分類器、[SVM]は</p>');
  });

  test('the longest term is taken, and hiragana in it is of it', () => {
    expect(linked('<p>重み付き平均と重みを求める</p>', '重み', '重み付き平均', '平均')).toBe(
      '<p>[重み付き平均]と[重み]を求める</p>',
    );
    expect(linked('<p>重みを</p>', '重')).toBe('<p>重みを</p>');
  });
});

test('in Chinese a dictionary says where words end', () => {
  expect(linked('<p>我们使用梯度下降算法和CNN模型</p>', '梯度下降', 'CNN')).toBe(
    '<p>我们使用[梯度下降]算法和[CNN]模型</p>',
  );
  expect(linked('<p>我们使用算法</p>', '们使')).toBe('<p>我们使用算法</p>');
});

test('in Korean particles may be behind a term', () => {
  expect(linked('<p>학습률은 학습을 정한다. SVM은</p>', '학습', 'SVM')).toBe(
    '<p>학습률은 [학습]을 정한다. [SVM]은</p>',
  );
});
