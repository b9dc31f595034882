import { describe, expect, test } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { exposedSecrets } from '../../../src/links/index.js';

const LETTERS = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGhIjKlMnOpQrStUvWxYz';

describe('what is plainly a secret is reported, without repeating it', () => {
  test.each([
    ['a passcode', 'Meeting ID: 123, Passcode: 481516', 'warning 481…'],
    ['a passcode in Japanese', '**パスコード**：a1b2c3', 'warning a1b…'],
    ['a password in Japanese', 'パスワード: neko2024', 'warning nek…'],
    ['a passcode in a link', 'https://uni.zoom.us/j/123456?pwd=QWxhZGRpbjpvcGVu.1', 'warning QWx…'],
    ['a token of GitHub', `ghp_${LETTERS.slice(0, 36)}`, 'error ghp…'],
    ['a key of AWS', `key AKIA${LETTERS.toUpperCase().slice(0, 16)}`, 'error AKI…'],
    ['a key of Google', `AIza${LETTERS.slice(0, 35)}`, 'warning AIz…'],
    ['a token of Hugging Face', `hf_${LETTERS.slice(0, 34)}`, 'error hf_…'],
    ['a key of OpenAI', `sk-proj-${LETTERS.slice(0, 48)}`, 'error sk-…'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----', 'error -----BEGIN RSA PRIVATE KEY-----'],
  ])('%s', (_, text, expected) => {
    const found = exposedSecrets(mapText(`a\n  ${text} b`, 'page.md'));
    expect(
      found.map(({ severity, text: shown, code, line }) => `${code} ${line} ${severity} ${shown}`),
    ).toEqual([`secret-exposed 2 ${expected}`]);
  });
});

test.each([
  'The passcode will be sent by mail.',
  'Passcode: see the university portal',
  'Passcode: xxxx1',
  'Password: YOUR-PASSWORD-1',
  'password = getpass()',
  'password: str',
  'パスワードは授業で配布します。',
  'Each token: 12345678 words are embedded.',
  'sk-learn-is-a-library-for-machine-learning-in-python',
  'https://zoom.us/j/123456',
])('%s is none', (text) => {
  expect(exposedSecrets(mapText(text))).toEqual([]);
});

test('a long page is read in time', () => {
  const started = performance.now();
  for (const text of ['passcode: ', 'sk-', 'sk-a', 'zoom.us/j/', 'AKIA', ' '])
    exposedSecrets(mapText(text.repeat(100_000)));
  expect(performance.now() - started).toBeLessThan(30_000);
});
