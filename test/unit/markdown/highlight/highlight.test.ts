import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createHighlighter, tooLongToColour } from '../../../../src/markdown/highlight/index.js';

const fixtures = new URL('fixtures/', import.meta.url);
const highlight = createHighlighter();

/** What a reader sees of highlighted code: its text. */
function textOf(html: string | undefined): string | undefined {
  return html
    ?.replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Each visible character with its class; rouge sometimes takes white space into a span. */
function colours(html: string | undefined): string[] {
  const characters: string[] = [];
  let kind = '';
  for (const [, open, close, text] of (html ?? '').matchAll(/<span class="(\w+)">|(<\/span>)|([^<]+)/g)) {
    if (open !== undefined) kind = open;
    else if (close !== undefined) kind = '';
    else for (const letter of text?.replace(/\s/g, '') ?? '') characters.push(`${letter} ${kind}`);
  }
  return characters;
}

describe('code that is too long for colours', () => {
  test.each([
    ['in all', 'x = f(1);\n'.repeat(5001)],
    ['in a line', `x = ${'f(1) + '.repeat(300)}1`],
    ['without any sign', 'begin a\n'.repeat(300)],
  ])('%s is shown as it is', (_, code) => {
    expect(tooLongToColour(code)).toMatch(/without colours\.$/);
    expect(highlight(code, 'csharp')).toBe(code);
    expect(highlight(code, 'no-language')).toBeUndefined();
  });

  test('is not what authors write', () => {
    const code = 'for (int i = 0; i < 10; i++) total += values[i];\n'.repeat(1000);
    expect(tooLongToColour(code)).toBeUndefined();
    expect(highlight(code, 'c')).toContain('<span class="k">for</span>');
  });
});

describe('each character of code has the class that rouge gives it', () => {
  const pairs = readdirSync(fixtures).filter((name) => name.endsWith('.rouge.html'));
  test.each(pairs)('%s', (name) => {
    const source = name.slice(0, -'.rouge.html'.length);
    const code = readFileSync(new URL(source, fixtures), 'utf8');
    const language = source.slice(source.lastIndexOf('.') + 1);
    const expected = colours(readFileSync(new URL(name, fixtures), 'utf8'));
    expect(expected.length).toBeGreaterThan(40);
    expect(colours(highlight(code, language))).toEqual(expected);
  });
});

describe('the text of highlighted code is the code', () => {
  const code =
    '# "<a>" & \'b\' \\n `$x` \t\u3000全角 /* */ {{ y }} <!-- -->\r\nif (a < b && c > d) return;\n\n';
  test.each([
    'python',
    'js',
    'ts',
    'c',
    'cpp',
    'java',
    'r',
    'ruby',
    'html',
    'css',
    'json',
    'yaml',
    'sql',
    'diff',
    'console',
    'sh',
    'tex',
    'matlab',
    'julia',
    'md',
    'make',
    'docker',
    'haskell',
    'scheme',
    'go',
    'rust',
    'erb',
    'php',
    'ini',
  ])('%s', (language) => {
    expect(textOf(highlight(code, language))).toBe(code);
    expect(highlight('', language)).toBe('');
  });
});

test('a language goes by each name that rouge knows, and by those lecturers write', () => {
  const python = highlight('def f(): pass', 'python');
  expect(python).toContain('<span class="nf">f</span>');
  for (const name of ['py', 'python3', 'Python', 'python?start_line=3']) {
    expect(highlight('def f(): pass', name)).toBe(python);
  }
  expect(highlight('ls -l', 'bash')).toBe(highlight('ls -l', 'zsh'));
});

test('an unknown language and plain text are left to the caller', () => {
  for (const name of ['klingon', 'text', 'plaintext', '', 'constructor', '__proto__', '../core']) {
    expect(highlight('x = 1', name)).toBeUndefined();
  }
});

test('a raw string keeps its backslashes, any other string shows its escapes', () => {
  expect(highlight(String.raw`r'\n'`, 'python')).toBe(
    String.raw`<span class="sa">r</span><span class="s">'\n'</span>`,
  );
  expect(highlight(String.raw`'\n'`, 'python')).toBe(
    String.raw`<span class="s">'</span><span class="se">\n</span><span class="s">'</span>`,
  );
});

test('long code takes time in proportion to its length', () => {
  const line = 'x = f"a{b}" + (1.5 * y)  # comment\n';
  const started = performance.now();
  expect(textOf(highlight(line.repeat(20_000), 'python'))).toBe(line.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(20_000);
});
