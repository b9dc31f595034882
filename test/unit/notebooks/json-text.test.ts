import { expect, test } from 'vitest';
import { jsonValueAt } from '../../../src/notebooks/reading/json-text.js';

test.each([
  ['{"a": 1}', ['a'], '1}'],
  ['{"x": {"a": 0}, "a" : "b"}', ['a'], '"b"}'],
  ['{ "x": ["a", {"a": 1}], "y": "\\"a\\": {", "a":{"b":[2]} }', ['a', 'b'], '[2]} }'],
  ['\r\n{"\\u0061":null}', ['a'], 'null}'],
  ['{"x": -1.5e3, "y": true, "a": {}}', ['a'], '{}}'],
])('in %s the value of %j is found', (text, names, expected) => {
  const at = jsonValueAt(text, names);
  expect(at === undefined ? undefined : text.slice(at)).toBe(expected);
});

test.each([
  ['{}', ['a']],
  ['{"b": {"a": 1}}', ['a']],
  ['[{"a": 1}]', ['a']],
  ['{"a": "b"}', ['a', 'b']],
  ['{"a": ', ['b']],
])('in %s there is no value of %j', (text, names) => {
  expect(jsonValueAt(text, names)).toBeUndefined();
});
