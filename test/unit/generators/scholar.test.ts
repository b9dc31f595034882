import { describe, expect, test } from 'vitest';
import { lines, rendered, siteOf } from './rendered.js';

/** What jekyll-scholar's documentation cites. */
const RUBY = `@book{ruby,
  title     = {The Ruby Programming Language},
  author    = {Flanagan, David and Matsumoto, Yukihiro},
  year      = {2008},
  publisher = {O'Reilly Media}
}
`;
const MICROSCOPE = `@book{microscope,
  title     = {Ruby Under a Microscope},
  author    = {Pat Shaughnessy},
  year      = {2013},
  publisher = {No Starch Press}
}
`;
const SMALLTALK = `@book{smalltalk,
  title     = {Smalltalk Best Practice Patterns},
  author    = {Kent Beck},
  year      = {1996},
  publisher = {Prentice Hall}
}
`;

interface Course {
  readonly scholar?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly frontMatter?: string;
  readonly layouts?: boolean;
}

/** A page that is HTML with this text, in a course with these files beside `_bibliography/references.bib`. */
async function page(text: string, bib: string, course: Course = {}) {
  const { scholar = '', files = {}, frontMatter = '' } = course;
  const site = await siteOf({
    '_config.yml': `plugins: [jekyll-scholar]\n${scholar === '' ? '' : `scholar: ${scholar}\n`}`,
    '_bibliography/references.bib': bib,
    'scholar.html': `---\n${frontMatter}---\n${text}`,
    ...files,
  });
  const { outputs, diagnostics } = rendered(site);
  return { html: outputs['scholar.html'] ?? '', outputs, said: lines(diagnostics) };
}

const html = async (text: string, bib: string, course: Course = {}): Promise<string> =>
  (await page(text, bib, course)).html;

describe('filters of BibTeX', () => {
  const misc = `@misc{one, author = {Doe, Jane}, title = {See https://example.org/a_b?c=d&e, and more}, year = 2020, url = {https://example.org/}}`;

  test('that make addresses links do so where the course names one of them', async () => {
    for (const filter of ['linkify', ':markdown']) {
      const text = await html('{% reference one %}', misc, {
        scholar: `{bibtex_filters: [latex, "${filter}"]}`,
      });
      expect(text).toContain(
        '<a href="https://example.org/a_b?c=d&amp;e">https://example.org/a&#95;b?c=d&amp;e</a>, and more',
      );
      expect(text.match(/<a /g)).toHaveLength(2);
    }
    expect((await html('{% reference one %}', misc)).match(/<a /g)).toHaveLength(1);
  });

  test('that there are not are reported', async () => {
    const { said } = await page('{% reference ruby %}', RUBY, {
      scholar: '{bibtex_filters: [latex, smalcaps]}',
    });
    expect(said).toEqual([
      '_config.yml config-type Neither jekyll-scholar nor bibtex-ruby has a filter smalcaps, so it does nothing.',
    ]);
  });
});

describe('a citation', () => {
  test('is a link to the work in the style of the course', async () => {
    expect(await html('{% cite ruby %}', RUBY)).toBe(
      '<a class="citation" href="#ruby">(Flanagan &amp; Matsumoto, 2008)</a>',
    );
  });

  test('of several works is one link, to the first', async () => {
    expect(await html('{% cite ruby microscope %}', RUBY + MICROSCOPE)).toBe(
      '<a class="citation" href="#ruby" data-cites="ruby microscope">(Flanagan &amp; Matsumoto, 2008; Shaughnessy, 2013)</a>',
    );
  });

  test('of several works is a link for each where the course says so', async () => {
    expect(
      await html('{% cite ruby microscope %}', RUBY + MICROSCOPE, { scholar: '{separate_links: true}' }),
    ).toBe(
      '(<a class="citation" href="#ruby">Flanagan &amp; Matsumoto, 2008</a>; <a class="citation" href="#microscope">Shaughnessy, 2013</a>)',
    );
  });

  test.each([
    [
      '{% cite ruby microscope -l 2-3 --locator 23 & 42 %}',
      'Matsumoto, 2008, pp. 2–3; Shaughnessy, 2013, pp. 23 &amp; 42',
    ],
    [
      '{% cite ruby microscope --label chapter --locator 2-3 -L figure -l 4 & 5 %}',
      'Matsumoto, 2008, Chapters 2–3; Shaughnessy, 2013, Figures 4 &amp; 5',
    ],
    ['{% cite ruby --label chapter --locator 3 %}', 'Matsumoto, 2008, Chapter 3'],
  ])('says where in the work: %s', async (tag, shown) => {
    expect(await html(tag, RUBY + MICROSCOPE)).toContain(shown);
  });

  test('leaves out the author', async () => {
    expect(await html('{% cite ruby --suppress_author %}', RUBY)).toContain('>(2008)<');
    const chicago = { scholar: '{style: chicago-author-date}' };
    expect(await html('{% cite ruby -A --locator 284 %}', RUBY, chicago)).toContain('>(2008, 284)<');
  });

  test('goes by the numbers of a numeric style, one for each work', async () => {
    const ieee = { scholar: '{style: ieee}' };
    expect(await html('{% cite ruby microscope %}', RUBY + MICROSCOPE, ieee)).toContain('>[1], [2]<');
    expect(await html('{% cite ruby %} {% cite ruby %}', RUBY, ieee)).not.toContain('[2]');
    // The list has the numbers by which the text cites.
    const listed = await html('{% cite microscope %}{% bibliography %}', RUBY + MICROSCOPE, ieee);
    expect(listed).toMatch(/>\[1\]<.*\[2\]<\/span> D\. Flanagan.*\[1\]<\/span> P\. Shaughnessy/s);
  });

  test('names its work by a variable', async () => {
    expect(await html("{% assign mine = 'ruby' %}{% cite mine %}", RUBY)).toContain('Flanagan');
    const data = { '_data/covers.yml': '- reference: ruby\n- reference: microscope\n' };
    const loop = '{% for cover in site.data.covers %}{% cite cover.reference %}{% endfor %}';
    const shown = await html(loop, RUBY + MICROSCOPE, { files: data });
    expect(shown).toContain('Flanagan');
    expect(shown).toContain('Shaughnessy');
  });

  test('takes another file, a prefix, a class and another page', async () => {
    const files = { '_bibliography/other.bib': MICROSCOPE };
    expect(await html('{% cite microscope --file other %}', RUBY, { files })).toContain('Shaughnessy');
    expect(await html('{% cite ruby --prefix a %}', RUBY)).toContain('href="#a-ruby"');
    const scholar = '{cite_class: quoted, relative: /works.html}';
    expect(await html('{% cite ruby %}', RUBY, { scholar })).toContain(
      '<a class="quoted" href="/works.html#ruby">',
    );
  });

  test('of a work that there is not is reported with the nearest one, and shown', async () => {
    const { html: shown, said } = await page('{% cite rubi %}', RUBY);
    expect(shown).toBe('(missing reference)');
    expect(said).toEqual(['scholar.html citation-missing The bibliography has no work with the key rubi.']);
    expect(await html('{% cite x %}', RUBY, { scholar: "{missing_reference: 'not found!'}" })).toBe(
      'not found!',
    );
  });
});

test('a quotation has its citation behind it', async () => {
  expect(await html('{% quote ruby %}\nWe <3 Ruby\n{% endquote %}', RUBY)).toBe(
    '<blockquote><p>We <3 Ruby</p><cite><a class="citation" href="#ruby">(Flanagan &amp; Matsumoto, 2008)</a></cite></blockquote>',
  );
});

test('a reference shows a work as the bibliography does', async () => {
  expect(await html("{% assign key = 'ruby' %}{% reference {{key}} %}", RUBY)).toBe(
    '<span id="ruby">Flanagan, D., &amp; Matsumoto, Y. (2008). <i>The Ruby Programming Language</i>. O’Reilly Media.</span>',
  );
});

describe('a bibliography', () => {
  const list = (...items: readonly string[]) =>
    `<ol class="bibliography">${items.map((item) => `<li>${item}</li>`).join('\n')}</ol>`;
  const ruby =
    '<span id="ruby">Flanagan, D., &amp; Matsumoto, Y. (2008). <i>The Ruby Programming Language</i>. O’Reilly Media.</span>';
  const smalltalk =
    '<span id="smalltalk">Beck, K. (1996). <i>Smalltalk Best Practice Patterns</i>. Prentice Hall.</span>';

  test('lists every work in the order of the file', async () => {
    expect(await html('{% bibliography %}', RUBY + SMALLTALK)).toBe(list(ruby, smalltalk));
  });

  test.each([
    ['{% bibliography --query @book[year <= 2000] %}', [smalltalk]],
    ['{% assign yr = 2000 %}{% bibliography -q @book[year <= {{ yr }}] %}', [smalltalk]],
    ['{% bibliography -q @*[author ~= \\bBeck\\b] %}', [smalltalk]],
    ['{% bibliography -q @book[year > 1990 && author ^= Flan] %}', [ruby]],
    ['{% bibliography -q !@article %}', [ruby, smalltalk]],
    ['{% bibliography -q @*[isbn] %}', []],
    ['{% bibliography -q @*[year!=2008] %}', [smalltalk]],
    ['{% bibliography --max 1 %}', [ruby]],
    ['{% bibliography --offset 1 %}', [smalltalk]],
    ['{% bibliography --cited %}', []],
    ['{% nocite smalltalk %}{% bibliography --cited %}', [smalltalk]],
  ])('lists what is asked for: %s', async (tag, items) => {
    expect(await html(tag, RUBY + SMALLTALK)).toBe(list(...items));
  });

  test('lists what the page has cited', async () => {
    const cited = await html(
      '{% cite smalltalk %}\n{% bibliography --cited --clear --prefix one %}\n{% cite ruby %}\n{% bibliography --cited --prefix two %}',
      RUBY + SMALLTALK,
    );
    expect(cited).toContain('id="one-smalltalk"');
    expect(cited).toContain('id="two-ruby"');
    expect(cited).not.toContain('id="one-ruby"');
    expect(cited).not.toContain('id="two-smalltalk"');
  });

  test('lists in a layout what the page in it has cited', async () => {
    const files = {
      '_layouts/page.html': '---\n---\n<div>{{ content }}</div>\n{% bibliography --cited %}',
    };
    const shown = await html('{% cite smalltalk %}', RUBY + SMALLTALK, {
      files,
      frontMatter: 'layout: page\n',
    });
    expect(shown).toContain(list(smalltalk));
  });

  test('is sorted as the course says', async () => {
    const works = `@book{a, title={August 07}, year=2007, month=aug}
@book{b, title={March 08}, year=2008, month=mar}
@book{c, title={December 08}, year=2008, month=dec}`;
    const ids = async (scholar: string) =>
      Array.from(
        (await html('{% bibliography %}', works, { scholar })).matchAll(/id="(\w)"/g),
        ([, id]) => id,
      ).join('');
    expect(await ids('{sort_by: "year, month"}')).toBe('abc');
    expect(await ids('{sort_by: "year, month", order: "descending, ascending"}')).toBe('bca');
    expect(await ids('{sort_by: title}')).toBe('acb');
  });

  test('is sorted by whoever has made a work', async () => {
    const works = `@book{z, title={A}, author={Zulu, Zebra}}
@book{e, title={B}, editor={Alpha, Andrew}}
@techreport{i, title={C}, institution={MIT}}
@misc{k, title={D}, author={{Aardvark Korp}}}
@misc{n, title={E}}`;
    const shown = await html('{% bibliography %}', works, { scholar: '{sort_by: name}' });
    expect(Array.from(shown.matchAll(/id="(\w)"/g), ([, id]) => id).join('')).toBe('nkeiz');
  });

  test('has groups', async () => {
    const years = await html('{% bibliography --group_by year --group_order descending %}', SMALLTALK + RUBY);
    expect(years).toBe(
      `<h2 class="bibliography">2008</h2>\n${list(ruby)}\n<h2 class="bibliography">1996</h2>\n${list(smalltalk)}`,
    );
    const types = await html(
      '{% bibliography %}',
      '@book{a, title={B}}\n@phdthesis{p, title={T}}\n@article{c, title={A}}',
      {
        scholar: "{group_by: type, type_order: [article, book], type_names: {article: 'Long Papers'}}",
      },
    );
    expect(Array.from(types.matchAll(/<h2[^>]*>([^<]*)/g), ([, title]) => title)).toEqual([
      'Long Papers',
      'Books',
      'Theses',
    ]);
    const months = await html(
      '{% bibliography --group_by year,month %}',
      '@book{a, title={A}, year=2008, month=nov}\n@book{b, title={B}, year=2008, month={March}}',
    );
    expect(Array.from(months.matchAll(/<h\d[^>]*>([^<]*)/g), ([all]) => all)).toEqual([
      '<h2 class="bibliography">2008',
      '<h3 class="bibliography">March',
      '<h3 class="bibliography">November',
    ]);
  });

  test('counts its works, without those that are there twice', async () => {
    expect(await html('{% bibliography_count %}', RUBY + SMALLTALK)).toBe('2');
    expect(await html('{% cite ruby %}|{% bibliography_count --cited %}', RUBY + SMALLTALK)).toContain('|1');
    expect(await html('{% bibliography_count %}', RUBY + RUBY + SMALLTALK)).toBe('3');
    expect(await html('{% bibliography_count --remove_duplicates %}', RUBY + RUBY + SMALLTALK)).toBe('2');
    const years = RUBY + RUBY.replace('2008', '1996') + SMALLTALK;
    expect(await html('{% bibliography_count -r year %}', years)).toBe('2');
  });

  test('has the elements and the template that the course says', async () => {
    expect(await html('{% bibliography -h ul %}', RUBY)).toMatch(/^<ul class="bibliography">/);
    const scholar = `{bibliography_template: '<abbr>{{index}} {{entry.type}} [{{key}}]</abbr>{{entry.author_1_last}} {{entry.author_array[0].first}}'}`;
    expect(await html('{% bibliography %}', RUBY, { scholar })).toBe(
      list('<abbr>1 book [ruby]</abbr>Matsumoto David'),
    );
    const files = {
      '_layouts/bib.html': '---\n---\n{{ reference }} {{ entry.key | slugify }} {{ page.title }}',
    };
    const template = { files, frontMatter: 'title: Works\n' };
    expect(await html('{% bibliography --template bib %}', RUBY, template)).toBe(list(`${ruby} ruby Works`));
  });

  test('takes settings of its page', async () => {
    const frontMatter = 'scholar:\n  query: "@*[year=1996]"\n';
    expect(await html('{% bibliography %}', RUBY + SMALLTALK, { frontMatter })).toBe(list(smalltalk));
  });

  test('is made of several files, and of those that a pattern names', async () => {
    const files = { '_bibliography/one.bib': RUBY, '_bibliography/two.bib': SMALLTALK };
    expect(await html('{% bibliography -f one -f two %}', '', { files })).toBe(list(ruby, smalltalk));
    expect(await html('{% bibliography %}', '', { files, scholar: "{bibliography: '*.bib'}" })).toBe(
      list(ruby, smalltalk),
    );
    const { said } = await page('{% bibliography -f ones %}', '', { files });
    expect(said).toEqual([
      'scholar.html bibliography-missing There is no bibliography _bibliography/ones.bib, so nothing can be cited from it.',
    ]);
  });

  test('links to the files of a work', async () => {
    const files = {
      'papers/ruby.pdf': 'x',
      'papers/ruby.slides.pdf': 'x',
      '_layouts/bib.html': "---\n---\n{{ link }} {{ links['slides.pdf'] }}",
    };
    const scholar = '{repository: papers, bibliography_template: bib}';
    expect(await html('{% bibliography %}', RUBY, { files, scholar })).toBe(
      list('/papers/ruby.pdf /papers/ruby.slides.pdf'),
    );
  });
});

describe('a style', () => {
  const csl = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Own</title><id>own</id></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title" font-weight="bold"/></layout></bibliography></style>`;

  test('may be a file of the course', async () => {
    const files = { '_styles/own.csl': csl };
    expect(await html('{% cite ruby --style _styles/own.csl %}', RUBY, { files })).toContain(
      '>The Ruby Programming Language<',
    );
    expect(await html('{% bibliography %}', RUBY, { files, scholar: '{style: _styles/own.csl}' })).toContain(
      '<b>The Ruby Programming Language</b>',
    );
  });

  test('that there is not, and one that cannot be read, are reported', async () => {
    expect((await page('', RUBY, { scholar: '{style: iee}' })).said).toEqual([
      '_config.yml citation-style-missing There is no citation style iee, so references are written in the style apa.',
    ]);
    const files = { 'own.csl': '<html></html>' };
    const { html: shown, said } = await page('{% cite ruby -s own.csl %}', RUBY, { files });
    expect(shown).toContain('(Flanagan &amp; Matsumoto, 2008)');
    expect(said.join()).toContain('The citation style own.csl cannot be used');
  });

  test.each([
    ['apa', 'Flanagan, D., &amp; Matsumoto, Y. (2008). <i>The Ruby Programming Language</i>.'],
    ['ieee', '<span class="csl-left-margin">[1]</span> D. Flanagan and Y. Matsumoto, <i>The Ruby'],
    ['chicago-author-date', 'Flanagan, David, and Yukihiro Matsumoto. 2008. <i>The Ruby'],
    ['acm', '<span class="csl-left-margin">[1]</span> David Flanagan and Yukihiro Matsumoto. 2008.'],
  ])('is there by the name %s', async (style, shown) => {
    expect(await html(`{% bibliography --style ${style} %}`, RUBY)).toContain(shown);
  });

  test('speaks the language of the course', async () => {
    expect(await html('{% cite ruby -l 3 %}', RUBY, { scholar: '{locale: de}' })).toContain('2008, S. 3');
    expect((await page('', RUBY, { scholar: '{locale: xx, styl: apa}' })).said).toEqual([
      '_config.yml config-key jekyll-scholar has no setting styl, so it does nothing.',
      '_config.yml citation-locale References cannot be written in the language xx, so they are written in English.',
    ]);
  });
});

describe('a page of a work', () => {
  const files = { '_layouts/bibtex.html': '---\n---\n<h1>{{ page.title }}</h1>{{ page.entry.comment }}' };
  const bib = RUBY.replace('year ', 'comment = {A Comment},\n  year ');

  test('is made where there is a layout for it, and bibliographies link to it', async () => {
    const { html: shown, outputs } = await page('{% bibliography %}', bib, { files });
    expect(outputs['bibliography/ruby.html']).toBe('<h1>The Ruby Programming Language</h1>A Comment');
    expect(shown).toContain('<a class="details" href="/bibliography/ruby.html">Details</a>');
    expect((await page('', bib)).outputs['bibliography/ruby.html']).toBeUndefined();
  });

  test('is linked to with other words, or none', async () => {
    expect(await html('{% cite_details ruby --text Click For More %}', RUBY)).toBe(
      '<a href="/bibliography/ruby.html">Click For More</a>',
    );
    expect(await html('{% details_link ruby %}', RUBY)).toBe('/bibliography/ruby.html');
  });
});

describe('what a bibliography says', () => {
  const title = async (tex: string) =>
    /<i>(.*)<\/i>/s.exec(await html('{% bibliography %}', `@book{a, title={${tex}}}`))?.[1];

  test.each([
    ['Arch{\\\'e}ologie et \\"{u} \\v{z}', 'Archéologie et ü ž'],
    ['Look, an umlaut: \\"u!', 'Look, an umlaut: ü!'],
    ['{L}ear{N}ing {{GPU}}s', 'LearNing GPUs'],
    ['A \\textsuperscript{b} \\& 5\\% -- c~d', 'A <sup>b</sup> &amp; 5% – c d'],
    ['\\o re \\ss{} \\L{}o', 'øre ß Ło'],
    ['a < b', 'a &lt; b'],
    ['Look \\unknown{here}', 'Look here'],
  ])('has TeX as text: %s', async (tex, text) => {
    expect((await title(tex))?.replace(/^(.*)$/s, '$1')).toBe(text);
  });

  test('has formulas as elements that are typeset', async () => {
    expect(await title('On $\\alpha$')).toBe('On <span class="katex" data-tex="&#92;alpha"></span>');
  });

  test('links to where the work is', async () => {
    const link = (fields: string) => html('{% bibliography %}', `@misc{a, title={T}, ${fields}}`);
    expect(await link('doi={https://doi.org/10.1000/a_b}')).toContain(
      '<a href="https://doi.org/10.1000/a_b">',
    );
    expect(await link('eprint={1412.6980}, archivePrefix={arXiv}')).toContain(
      '<a href="https://arxiv.org/abs/1412.6980">',
    );
    expect(await link('howpublished={\\url{https://e.org/a}}')).toContain('<a href="https://e.org/a">');
  });

  test('has strings in the place of their names, where the course does not say otherwise', async () => {
    const bib = '@string{ ruby = "Ruby" }\n@book{a, title = "The " # ruby # " Programming Language"}';
    expect(await html('{% bibliography %}', bib)).toContain('<i>The Ruby Programming Language</i>');
    const name = '@string{ ruby = "Ruby" }\n@book{a, title = ruby}';
    expect(await html('{% bibliography %}', name, { scholar: '{replace_strings: false}' })).toContain(
      '<i>ruby</i>',
    );
  });

  test('is read on behind what is broken, which is reported at its place', async () => {
    const bib = `@book{a, title = {Unclosed {brace,
  year = 2000
}
@book{b, title={B} year=2004}
@book{c, title=Foo Bar}
@book{, title={D}}
An e-mail to a@b.org is no entry.
@book{e, title={E}, journal=nobody}
@book{e, title={F}}
`;
    const site = await siteOf({
      '_config.yml': 'plugins: [jekyll-scholar]',
      '_bibliography/references.bib': bib,
      'a.html': '---\n---\n{% bibliography_count -q @*[title=B] %}{% cite e %}',
    });
    const { outputs, diagnostics } = rendered(site);
    expect(outputs['a.html']).toBe('1<a class="citation" href="#e">(“E,” n.d.)</a>');
    expect(diagnostics.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`)).toEqual([
      '_bibliography/references.bib:1:18 bibtex-syntax',
      '_bibliography/references.bib:4:20 bibtex-syntax',
      '_bibliography/references.bib:5:20 bibtex-syntax',
      '_bibliography/references.bib:6:7 bibtex-syntax',
      '_bibliography/references.bib:9:7 bibtex-key-duplicate',
      '_bibliography/references.bib:5:16 bibtex-string-missing',
      '_bibliography/references.bib:8:29 bibtex-string-missing',
    ]);
  });

  test('is written into a page', async () => {
    expect(await html(`{% bibtex %}${RUBY}{% endbibtex %}`, '')).toContain(
      '<i>The Ruby Programming Language</i>',
    );
  });
});

test('words stand around a work, and its author in the sentence', async () => {
  expect(await html('{% cite ruby --before see --after passim %}', RUBY)).toContain(
    '>(see Flanagan &amp; Matsumoto, 2008, passim)<',
  );
  expect(await html('{% cite ruby --narrative -l 3 %}', RUBY)).toContain(
    '>Flanagan &amp; Matsumoto (2008, p. 3)<',
  );
  const ieee = { scholar: '{style: ieee}' };
  expect(await html('{% cite ruby --narrative %}', RUBY, ieee)).toContain('>Flanagan &amp; Matsumoto [1]<');
  // Somebody's name.
  expect(await page('{% cite somebody --narrative %}', RUBY)).toMatchObject({ html: '@somebody', said: [] });
});

test('an option that there is not is reported', async () => {
  expect((await page('{% cite ruby --locater 3 %}{% bibliography -q book %}', RUBY)).said).toEqual([
    'scholar.html citation-option Tags that cite have no option --locater, so it does nothing.',
    'scholar.html citation-option The query of this bibliography cannot be read from “book” on, so all works are listed.',
  ]);
});

test('a course that does not cite has none of the tags', async () => {
  const site = await siteOf({ '_config.yml': 'title: A', 'a.html': '---\n---\n{% cite ruby %}' });
  expect(lines(rendered(site).diagnostics).join()).toContain('liquid-unknown-tag');
});
