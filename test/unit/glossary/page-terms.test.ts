import { expect, test } from 'vitest';
import { pageTerms } from '../../../src/glossary/index.js';

test('a page defines what stands in its lists of the class glossary', () => {
  const html = `<dl><dt id="no">No</dt><dd>Another list.</dd></dl>
<dl class="wide glossary">
<dt id="mean"><em>The</em> mean &amp; more</dt><dt id="average">Average</dt>
<dd>One <dl><dt id="inner">Inner</dt><dd>of another list</dd></dl></dd>
<dt id="empty">Empty</dt><dd> </dd>
<dt id="picture">Picture<dd><img src="a.png">
<dt>Without an id</dt><dd>x</dd>
</dl><dl><dt id="behind">Behind</dt><dd>x</dd></dl>`;
  expect(pageTerms(html, [])).toEqual([
    { id: 'mean', names: ['The mean & more', 'Average'], isEmpty: false },
    { id: 'empty', names: ['Empty'], isEmpty: true },
    { id: 'picture', names: ['Picture'], isEmpty: false },
  ]);
});
