import { describe, expect, test } from 'vitest';
import { folded, queryTerms, stem, termsOf, textRuns } from '../../../src/search/index.js';

describe('how texts are cut into what they are found by', () => {
  test.each([
    ['Gradient descent', ['gradient', 'descent']],
    ["Bayes' rule and Gauss's law", ['baye', 'rule', 'and', 'gauss', 'law']],
    ['k-means, 2-gram', ['k', 'mean', '2', 'gram']],
    ['L’École, naïve Größe', ['lecole', 'naive', 'grosse']],
    ['np.argmax(x_i)', ['np', 'argmax', 'x', 'i']],
    [String.raw`\frac{\partial L}{\partial w}`, ['frac', 'partial', 'l', 'partial', 'w']],
    ['強化学習', ['強化', '化学', '学習', '習']],
    ['脳', ['脳']],
    ['CNNは畳み込み層', ['cnn', 'は畳', '畳み', 'み込', '込み', 'み層', '層']],
    ['softmax関数', ['softmax', '関数', '数']],
    ['변분 추론', ['변분', '분', '추론', '론']],
    ['梯度下降', ['梯度', '度下', '下降', '降']],
    ['ﾆｭｰﾗﾙ ＡＩ', ['ニュ', 'ュー', 'ーラ', 'ラル', 'ル', 'ai']],
    // A letter that stands for four words.
    ['\ufdfa', ['صلىاللهعليهوسلم']],
    ['', []],
    ['…—!', []],
  ])('%j', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  test.each([
    ['gradients', 'gradient'],
    ['probabilities', 'probability'],
    ['classes', 'classe'],
    ['class', 'class'],
    ['focus', 'focus'],
    ['is', 'is'],
    ['déjàs', 'déjàs'],
  ])('the plural %s is found as %s', (word, found) => {
    expect(stem(word)).toBe(found);
  });

  test('a text in other letters is compared in one form', () => {
    expect(folded('Ｅｒｄős')).toBe(folded('ERDOS'));
    expect(folded('straße')).toBe('strasse');
    expect(folded('Ｌøv')).toBe('lov');
    // Signs that change what a letter is are no accents.
    expect(folded('が')).toBe('が');
    expect(folded('ｶﾞ')).toBe('ガ');
    expect(folded('한')).toBe('한');
  });

  test('terms say where in the text they are', () => {
    const text = '"Gradients" は強化学習';
    const found = textRuns(text).flatMap(({ terms }) =>
      terms.map(({ term, from, to }) => [term, text.slice(from, to)]),
    );
    expect(found).toEqual([
      ['gradient', 'Gradients'],
      ['は強', 'は強'],
      ['強化', '強化'],
      ['化学', '化学'],
      ['学習', '学習'],
      ['習', '習'],
    ]);
  });

  test('signs outside of the first plane are one sign', () => {
    expect(termsOf('𠮷野家')).toEqual(['𠮷野', '野家', '家']);
  });
});

describe('what a reader asks for', () => {
  test('the word that is being typed may go on; those before it are whole', () => {
    expect(queryTerms('gibbs samp')).toEqual([
      { term: 'gibb', isPrefix: false, isFuzzy: true },
      { term: 'samp', isPrefix: true, isFuzzy: true },
    ]);
    expect(queryTerms('gibbs samp ').at(-1)).toEqual({ term: 'samp', isPrefix: false, isFuzzy: true });
  });

  test('short words and numbers are not taken for misspelt ones', () => {
    expect(queryTerms('map 2019').map(({ isFuzzy }) => isFuzzy)).toEqual([false, false]);
  });

  test('pairs of signs are asked for as they are; a single sign may begin any pair', () => {
    expect(queryTerms('強化学習').map(({ term }) => term)).toEqual(['強化', '化学', '学習']);
    expect(queryTerms('脳')).toEqual([{ term: '脳', isPrefix: true, isFuzzy: false }]);
  });

  test('each term is asked for once', () => {
    expect(queryTerms('the the').map(({ term }) => term)).toEqual(['the']);
  });
});
