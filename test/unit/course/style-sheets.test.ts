import { expect, test } from 'vitest';
import { builtCourse } from '../../support/built-course.ts';

test('a style sheet that another one reads is whole, both in its own file and where it is read', async () => {
  const pages = Array.from({ length: 4 }, (_, number) => [`page${number}.md`, '---\n---\nText\n'] as const);
  const { html } = await builtCourse({
    ...Object.fromEntries(pages),
    'a.scss': '---\n---\n$c: red;\nbody { color: $c }\n',
    'b.scss':
      '---\n---\n{% assign other = site.pages | where: "name", "a.scss" | first %}main { width: {{ other.content | size }}px }\n',
    'c.html':
      '---\n---\n{% capture sheet %}$d: blue; p { color: $d }{% endcapture %}<style>{{ sheet | scssify }}</style>\n',
    'd.scss':
      '---\n---\n{% assign other = site.pages | where: "name", "c.html" | first %}/*! {{ other.content | size }} */\n',
  });
  expect(html('a.css')).toBe('body {\n  color: red;\n}\n');
  expect(html('b.css')).toContain(`width: ${html('a.css').length}px`);
  expect(html('c.html')).toContain('color: blue');
  expect(html('d.css')).not.toContain('/*! 0 */');
});
