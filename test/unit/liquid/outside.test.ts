import { expect, test } from 'vitest';
import { diagnostic, locator, type MappedText } from '../../../src/diagnostics/index.js';
import type { TagCall } from '../../../src/liquid/index.js';
import { drop } from '../../../src/liquid/values/drop.js';
import { options, render, summary } from './support.js';

test('markdownify, smartify, scssify and sassify are done by others', () => {
  const source = '{{ "*a*" | markdownify }}{{ "a -- b" | smartify }}{{ "a" | scssify }}{{ "b" | sassify }}';
  expect(render(source).text).toBe('<p>*a*</p>\na – b/* scss */ a/* sass */ b');
});

test('who converts a text is told where it was asked for', () => {
  const places: string[] = [];
  const markdownify = (text: MappedText) => {
    const { line, column } = locator(text)(text.text.length - 1);
    places.push(`${line}:${column}`);
    return text.text;
  };
  render('{% capture c %}a\nb{% endcapture %}\n  {{ c | markdownify }}', {}, options({}, { markdownify }));
  expect(places).toEqual(['3:3']);
});

test('highlighted code is coloured by others, by the name of its language in lower case', () => {
  const highlight = (code: string, language: string) =>
    language === 'c++' ? `<span>${code}</span>` : undefined;
  const source = '{% highlight C++ %}\na\n{% endhighlight %}{% highlight other %}<&"{% endhighlight %}';
  expect(render(source, {}, options({}, { highlight })).text).toBe(
    '<figure class="highlight"><pre><code class="language-c--" data-lang="c++"><span>a</span></code></pre></figure>' +
      '<figure class="highlight"><pre><code class="language-other" data-lang="other">&lt;&amp;"</code></pre></figure>',
  );
});

test('highlighted code that is too long for colours is reported where its tag stands', () => {
  const more = { highlight: () => 'a', tooLongToHighlight: () => 'It is too long.' };
  const { diagnostics } = render('a\n{% highlight x %}\na\n{% endhighlight %}', {}, options({}, more));
  expect(diagnostics).toMatchObject([{ code: 'code-too-long', severity: 'warning', line: 2, column: 1 }]);
});

test('highlighted code in Markdown stands on lines of its own where the scope says so', () => {
  const scope = { highlighter_prefix: '\n', highlighter_suffix: '\n' };
  const { text } = render('a {% highlight x %}y{% endhighlight %} b', scope);
  expect(text).toMatch(/^a \n<figure[^\n]*<\/figure>\n b$/);
});

test('a tag from outside sees its markup, the page and its place, and can report', () => {
  const tags = {
    shout: (call: TagCall) => {
      call.report(diagnostic('warning', 'shouted', call.place, 'Somebody shouted.'));
      return `${call.markup}: ${String(call.evaluate('page.title | upcase'))}!`;
    },
  };
  const source = '\n{% shout loudly  %}{% for page in list %}{% shout %}{% endfor %}';
  const scope = { page: { title: 'title' }, list: [{ title: 'inner' }] };
  const { text, diagnostics } = render(source, scope, options({}, { tags }));
  expect(text).toBe('\nloudly: TITLE!: INNER!');
  expect(summary(diagnostics)).toEqual(['shouted 2:1', 'shouted 2:42']);
});

test('include_cached is an include', () => {
  const includes = { 'a.html': '[{{ include.x }}]' };
  expect(
    render('{% include_cached a.html x="1" %}{% include_cached a.html x="2" %}', {}, options(includes)).text,
  ).toBe('[1][2]');
});

test('include_relative looks next to the page, in an included file too', () => {
  const asked: string[] = [];
  const relative = options(
    { 'a.html': '{% include_relative b.md %}' },
    {
      includeRelative: (path, from) => {
        asked.push(`${path} from ${from}`);
        return undefined;
      },
    },
  );
  render('{% include a.html %}{% include_relative c.md %}', { page: { path: 'lectures/one.md' } }, relative);
  expect(asked).toEqual(['b.md from lectures/one.md', 'c.md from lectures/one.md']);
});

test('sample draws with the numbers that it is given', () => {
  const draw = (random: number) =>
    render(
      '{{ list | sample }} {{ list | sample: 2 | join }}',
      { list: ['a', 'b', 'c'] },
      options({}, { random: () => random }),
    ).text;
  expect(draw(0)).toBe('a a b');
  expect(draw(0.99)).toBe('c c b');
});

test('the path of a document is its URL, and that of a page, which is a mapping, its text', () => {
  const variables = {
    document: drop({ url: '/a b.html', relative_path: '_notes/a b.md' }, () => 'Its text'),
    page: { url: '/a b.html' },
  };
  const { text } = render('{{ document | relative_url }} {{ document | absolute_url }}', variables);
  expect(text).toBe('/course/a%20b.html https://example.org/course/a%20b.html');
  expect(render('{{ page | relative_url }}', variables).text).toBe(
    '/course/%7B%22url%22=%3E%22/a%20b.html%22%7D',
  );
});

test('a tag from outside may have a body, which it gets rendered', () => {
  const tags = {
    loud: { block: ({ markup }: TagCall, body: string) => `${markup}(${body.toUpperCase()})` },
  };
  const source = 'a {% loud very %}{{ word }} {% if word %}b{% endif %}{% endloud %} c';
  expect(render(source, { word: 'w' }, options({}, { tags })).text).toBe('a very(W B) c');
  const open = render('{% loud %}x', {}, options({}, { tags }));
  expect(summary(open.diagnostics)).toEqual(['liquid-syntax 1:1']);
});

// As Ruby prints Time.at(1700000000, 945, :millisecond) in that zone.
test('a time within a second prints without the fraction, and is inspected with it', () => {
  const site = { time: new Date(1_700_000_000_945) };
  expect(render('{{ site.time }}|{{ site.time | append: "" }}', { site }).text).toBe(
    '2023-11-14 17:13:20 -0500|2023-11-14 17:13:20 -0500',
  );
  expect(render('{{ site.time | jsonify }}|{{ site.time | inspect }}', { site }).text).toBe(
    '"2023-11-14 17:13:20 -0500"|2023-11-14 17:13:20.945 -0500',
  );
});

// As Liquid prints it with Ruby in New York, where clocks go back on that day.
test('a time that clocks show twice in autumn is the later one', () => {
  expect(render('{{ "2026-11-01 01:30" | date: "%s %z" }}').text).toBe('1793514600 -0500');
  expect(render('{{ "2026-03-08 02:30" | date: "%s" }} {{ "Mar-3-2026" | date: "%F" }}').text).toBe(
    '1772955000 2026-03-03',
  );
});
