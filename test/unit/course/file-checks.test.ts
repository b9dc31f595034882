import { expect, test } from 'vitest';
import { memoryCache } from '../../../src/cache/index.js';
import type { FileTables } from '../../../src/course/context/index.js';
import { checkFiles } from '../../../src/course/resolve/file-checks.js';
import type { Diagnostic } from '../../../src/diagnostics/index.js';

/** A course whose files can be changed, and checks of it that tell what they read and looked into. */
function course(texts: Readonly<Record<string, string>>) {
  const cache = memoryCache<FileTables>();
  const files = new Map(Object.entries(texts).map(([file, text]) => [file, { text, identity: 1 }]));
  const [read, looked]: [string[], string[]] = [[], []];
  const found = (file: string, message: string): Diagnostic => ({
    severity: 'warning',
    code: 'secret-exposed',
    message,
    file,
    line: 1,
    column: 1,
  });
  const run = async ({ against = '', isWhole = true } = {}) => {
    const all = await checkFiles(cache, 'secrets', [...files.keys()], {
      against,
      atOnce: 2,
      identityOf: (file) => files.get(file)?.identity,
      textOf: async (file) => {
        read.push(file);
        const { text = '' } = files.get(file) ?? {};
        return { print: text, text: () => text };
      },
      check: (file, text = '') => {
        looked.push(file);
        return text === '' ? [] : [found(file, text)];
      },
      isWhole: () => isWhole,
    });
    const messages = all.flat().map(({ file, message }) => `${file}: ${message}`);
    return { messages, read: read.splice(0), looked: looked.splice(0) };
  };
  return { files, run };
}

test('a file is read again where the disk says something new of it, and looked into where its text is another', async () => {
  const { files, run } = course({ a: 'one', b: '', c: 'three' });
  const first = ['a: one', 'c: three'];
  expect(await run()).toEqual({ messages: first, read: ['a', 'b', 'c'], looked: ['a', 'b', 'c'] });
  expect(await run()).toEqual({ messages: first, read: [], looked: [] });
  files.set('a', { text: 'one', identity: 2 });
  expect(await run()).toEqual({ messages: first, read: ['a'], looked: [] });
  expect(await run()).toEqual({ messages: first, read: [], looked: [] });
  files.set('c', { text: 'four', identity: 2 });
  expect(await run()).toEqual({ messages: ['a: one', 'c: four'], read: ['c'], looked: ['c'] });
  files.delete('a');
  expect(await run()).toEqual({ messages: ['c: four'], read: [], looked: [] });
  files.set('a', { text: 'one', identity: 2 });
  expect((await run()).looked).toEqual(['a']);
});

test('all is looked into where it is held against something else, and again where it was not whole', async () => {
  const { run } = course({ a: 'one', b: 'two' });
  await run();
  expect((await run({ against: 'others' })).looked).toEqual(['a', 'b']);
  expect((await run({ against: 'others' })).looked).toEqual([]);
  expect((await run({ against: 'more', isWhole: false })).looked).toEqual(['a', 'b']);
  expect((await run({ against: 'more' })).looked).toEqual(['a', 'b']);
});
