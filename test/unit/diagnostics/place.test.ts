import { expect, test, vi } from 'vitest';
import { mapSource, sliceMapped, textLocator } from '../../../src/diagnostics/index.js';

test('the lines of a source are counted once for all texts that are cut out of it', () => {
  const lines = 500;
  const text = Array.from({ length: lines }, (_, index) => `é ${index}`).join('\n');
  const whole = mapSource({ file: 'page.md', text });
  const starts = Array.from(text.matchAll(/é/g), ({ index }) => index);
  const search = vi.spyOn(String.prototype, 'indexOf');
  const locate = textLocator();
  const places = starts.map((start) => locate(sliceMapped(whole, start, start + 3), 2));
  const searches = search.mock.calls.filter(([sought]) => sought === '\n').length;
  search.mockRestore();
  expect(places).toEqual(starts.map((_, index) => ({ file: 'page.md', line: index + 1, column: 3 })));
  expect(searches).toBeLessThanOrEqual(lines + 1);
});
