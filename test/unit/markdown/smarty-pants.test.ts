import { expect, test } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { createSmartyPants, DEFAULT_KRAMDOWN_OPTIONS } from '../../../src/markdown/index.js';

const smartify = createSmartyPants({
  dialect: 'kramdown',
  kramdown: DEFAULT_KRAMDOWN_OPTIONS,
  dollars: false,
  mend: false,
  highlight: () => undefined,
  relativeLink: () => undefined,
});

// What Jekyll::Converters::SmartyPants of Jekyll 4.3.1 makes of each text.
test.each([
  ['Signals & "Noise" | News', 'Signals &amp; “Noise” | News'],
  ['*stars* and _lines_ `code`', '*stars* and _lines_ `code`'],
  ["it's -- a --- dash... <<a>>", 'it’s – a — dash… «a»'],
  ['1. item', '1. item'],
  ['# head', '# head'],
  ['    code', '    code'],
  ['a <em>"b"</em> & &amp; &copy; < 3', 'a <em>“b”</em> &amp; &amp; © &lt; 3'],
  ['two\nlines "x"\n', 'two\nlines “x”'],
  ["para\n\npara 'x'", 'para\n\npara ‘x’'],
  ['[a](b) $x$ \\"y\\"', '[a](b) $x$ \\“y\\”'],
  ['<div>"x" *y*</div>', '<div>"x" *y*</div>'],
  ['', ''],
  ['<b', '&lt;b'],
  ['a | b', 'a | b'],
  ["'90s", '’90s'],
  ['{: .x}', '{: .x}'],
  ['<!-- c -->', '<!-- c -->'],
  ['x\n', 'x'],
  ['é "ü"', 'é “ü”'],
  ['<p>a "b"</p> c "d"', '<p>a "b"</p>\n c “d”'],
])('smartify makes of %j what Jekyll does', (text, expected) => {
  expect(smartify(mapText(text))).toBe(expected);
});
