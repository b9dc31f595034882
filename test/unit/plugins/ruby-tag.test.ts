import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createCourseBuilder } from '../../../src/course/index.js';
import { rubyTag, shellWords } from '../../../src/plugins/ruby-tag.js';

const fixtures = path.join(import.meta.dirname, 'fixtures');

// Jekyll 4.3.1 made fixtures/jekyll/ruby-tags.html of fixtures/ruby-tags: jekyll build.
test('tags of Ruby that only put their arguments into a text print what Jekyll prints', async () => {
  const source = path.join(fixtures, 'ruby-tags');
  const now = () => new Date('2026-03-04T05:06:07Z');
  const effects = { cwd: source, env: {}, now, timezone: 'UTC', progress: () => {} };
  const builder = createCourseBuilder({ source, cache: false }, effects);
  const { files, diagnostics } = await builder.build();
  const page = files.get('tags.html');
  expect(page?.kind === 'generated' && Buffer.from(page.content()).toString()).toBe(
    readFileSync(path.join(fixtures, 'jekyll/ruby-tags.html'), 'utf8'),
  );
  expect(diagnostics.filter(({ code }) => code.startsWith('plugin')).map(({ message }) => message)).toEqual([
    'The tag shout is defined in _plugins/own.rb, which lectern cannot run; nothing uses it.',
  ]);
  await builder.close();
});

/** The class of a tag that takes its arguments whole, with this text of `render`. */
const tagOf = (render: string): string => `
  def initialize(tag_name, text, tokens)
    super
    @text = text
  end
  def render(context)
    ${render}
  end
`;

test.each([
  '"#{@text.upcase}"',
  '"#{@other}"',
  '"#{@text[0]}"',
  '"a" * 3',
  '"a" if @text',
  '"a".html_safe',
  'File.read("x")',
  '"#{`ls`}"',
  '"\\u00e9"',
  'x = 1\n    "#{x}"',
  '"a"\n    "b"',
  "'a' + b",
  '"a',
  '',
])('what does anything else is not understood: %s', (render) => {
  expect(rubyTag(tagOf('"<b>#{@text}</b>"'))).toBeDefined();
  expect(rubyTag(tagOf(render))).toBeUndefined();
});

// fixtures/shell-words.rb made this list.
const SHELL_WORDS: unknown = JSON.parse(readFileSync(path.join(fixtures, 'shell-words.json'), 'utf8'));

test.each(SHELL_WORDS as [string, string[] | null][])(
  'arguments are split as Ruby does: %j',
  (line, words) => {
    expect(shellWords(line) ?? null).toEqual(words);
  },
);
