import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readChecked, writeChecked } from '../../../src/cache/checked-file.js';
import { textFingerprint } from '../../../src/cache/index.js';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-checked-'));
  file = path.join(folder, 'record.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const values = (): unknown => readChecked(file)?.map((part) => part());

it('reads back the parts that were written, with a line each', () => {
  writeChecked(file, [{ a: 'eins\nzwei' }, ['ü'], null]);
  expect(values()).toEqual([{ a: 'eins\nzwei' }, ['ü'], null]);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(5);
  expect(readdirSync(folder)).toEqual(['record.json']);
});

it('ends on a record whose last line has no line feed, as earlier versions wrote it', () => {
  for (const lines of ['[1]', '[1]\n[2]']) {
    writeFileSync(file, `${textFingerprint(Buffer.from(lines))}\n${lines}`);
    expect(values()).toEqual(lines.split('\n').map((line) => JSON.parse(line)));
  }
});

it('takes nothing from a file of which a byte is another, or the end is missing', () => {
  writeChecked(file, [['some'], ['other']]);
  const whole = readFileSync(file);
  for (const damaged of [
    Buffer.concat([whole.subarray(0, -4), Buffer.from('!'), whole.subarray(-3)]),
    whole.subarray(0, -1),
    whole.subarray(0, 10),
    Buffer.alloc(0),
  ]) {
    writeFileSync(file, damaged);
    expect(values()).toBeUndefined();
  }
});

it('has nothing of a file that is not there', () => {
  expect(readChecked(path.join(folder, 'none'))).toBeUndefined();
});
