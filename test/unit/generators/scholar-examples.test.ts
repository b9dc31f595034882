import { describe, expect, test } from 'vitest';
import { lines, rendered, siteOf } from './rendered.js';

const RUBY = `@book{ruby,
  title     = {The Ruby Programming Language},
  author    = {Flanagan, David and Matsumoto, Yukihiro},
  year      = {2008},
  publisher = {O'Reilly Media}
}
`;
const MICROSCOPE =
  '@book{microscope, title={Ruby Under a Microscope}, author={Pat Shaughnessy}, year={2013}}\n';

/** A page that is HTML with this text, in a course with this bibliography. */
async function page(text: string, bib: string, files: Readonly<Record<string, string>> = {}) {
  const site = await siteOf({
    '_config.yml': 'plugins: [jekyll-scholar]\n',
    '_bibliography/references.bib': bib,
    'a.html': `---\n---\n${text}`,
    ...files,
  });
  const { outputs, diagnostics } = rendered(site);
  return { html: outputs['a.html'] ?? '', outputs, said: lines(diagnostics) };
}

const config = (scholar: string) => ({ '_config.yml': `plugins: [jekyll-scholar]\nscholar: ${scholar}\n` });

describe('what the documentation of jekyll-scholar shows', () => {
  const html = async (...of: Parameters<typeof page>): Promise<string> => (await page(...of)).html;

  test('what is cited is listed in the order in which it is, however the course sorts', async () => {
    const text = '{% cite microscope %}{% cite ruby %}{% bibliography --cited_in_order %}';
    const ids = (shown: string) => Array.from(shown.matchAll(/<span id="(\w+)"/g), ([, id]) => id);
    expect(ids(await html(text, RUBY + MICROSCOPE, config('{sort_by: year}')))).toEqual([
      'microscope',
      'ruby',
    ]);
    const sorted = text.replace('--cited_in_order', '--cited');
    expect(ids(await html(sorted, RUBY + MICROSCOPE, config('{sort_by: year}')))).toEqual([
      'ruby',
      'microscope',
    ]);
  });

  test('a quotation of two paragraphs keeps its lines', async () => {
    expect(await html('{% quote ruby %}\nOne,\ntwo.\n\nThree.\n{% endquote %}', RUBY)).toMatch(
      /^<blockquote><p>One,<br\/>two\.<\/p><p>Three\.<\/p><cite><a class="citation" href="#ruby">/,
    );
  });

  test('a reference is taken from another file', async () => {
    const files = { '_bibliography/other.bib': MICROSCOPE };
    expect(await html('{% reference microscope --file other %}', RUBY, files)).toContain('Shaughnessy, P.');
  });

  test('groups are not cut short', async () => {
    const shown = await html('{% bibliography --group_by year --max 1 %}', RUBY + MICROSCOPE);
    expect(shown.match(/<li>/g)).toHaveLength(2);
  });

  test('types are one group where the course says so', async () => {
    const works = '@inproceedings{a, title={A}}\n@article{b, title={B}}\n@techreport{c, title={C}}';
    const scholar = '{group_by: type, type_aliases: {inproceedings: article}, type_order: [techreport]}';
    const shown = await html('{% bibliography %}', works, config(scholar));
    expect(Array.from(shown.matchAll(/<h2[^>]*>([^<]*)/g), ([, title]) => title)).toEqual([
      'Technical Reports',
      'Journal Articles',
    ]);
  });

  test('a template shows the abstract and the entry in BibTeX', async () => {
    const files = {
      ...config('{bibliography_template: bib}'),
      '_layouts/bib.html':
        '---\n---\n{{ reference }}{% if entry.abstract %}<p>{{ entry.abstract }}</p>{% endif %}<pre>{{ entry.bibtex }}</pre>',
    };
    const shown = await html('{% bibliography %}', '@book{a, title={A}, abstract={What it says.}}', files);
    expect(shown).toContain('<p>What it says.</p><pre>@book{a,\n  title = {A}\n}\n</pre>');
  });

  test('files of a work are told by another sign behind its key', async () => {
    const files = {
      ...config(
        '{repository: papers, repository_file_delimiter: "_", bibliography_template: "{{ links.pdf }}"}',
      ),
      'papers/ruby_pdf': 'x',
    };
    expect(await html('{% bibliography %}', RUBY, files)).toContain('<li>/papers/ruby_pdf</li>');
  });

  test('a page of a work has its fields, and the link to it words of its own', async () => {
    const files = { '_layouts/bibtex.html': '---\n---\n<h2>{{ page.entry.author }}</h2>' };
    const { html: shown, outputs } = await page('{% cite_details ruby %}', RUBY, files);
    expect(outputs['bibliography/ruby.html']).toBe('<h2>Flanagan, David and Matsumoto, Yukihiro</h2>');
    expect(shown).toBe('<a href="/bibliography/ruby.html">Details</a>');
  });
});

test('names in signs of East Asia begin with the family', async () => {
  const bib =
    '@book{a, title={T}, author={山田 太郎 and 鈴木, 花子 and 김 철수 and Tarō Yamada}, year={2020}}';
  const { html } = await page('{% cite a %}{% bibliography %}', bib);
  expect(html).toContain('>(山田 et al., 2020)<');
  expect(html).toMatch(/山田太郎, 鈴木花子, 김철수, &amp; Yamada, T\./);
});

describe('nothing of a bibliography is markup that it does not mean', () => {
  test('in the head of a group', async () => {
    const bib = '@misc{a, title={A}, keywords={R&D <img src=x onerror=alert(1)//}}';
    expect((await page('{% bibliography --group_by keywords %}', bib)).html).toContain(
      '<h2 class="bibliography">R&amp;D &lt;img src=x onerror=alert(1)//</h2>',
    );
  });

  test('in addresses, which are links to where they lead', async () => {
    const link = async (fields: string) =>
      /<a .*<\/a>/.exec((await page('{% bibliography %}', `@misc{a, title={T}, ${fields}}`)).html)?.[0];
    expect(await link('url={https://e.org/a" onmouseover="alert(1)}')).toBe(
      '<a href="https://e.org/a%22%20onmouseover=%22alert(1)">https://e.org/a" onmouseover="alert(1)</a>',
    );
    // An old DOI, as Wiley gave them.
    expect(await link('doi={10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-#}')).toBe(
      '<a href="https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15%3C1661::AID-SIM968%3E3.0.CO;2-%23">https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15&lt;1661::AID-SIM968&gt;3.0.CO;2-#</a>',
    );
    expect(await link('url={javascript:alert(1)}')).toBeUndefined();
    expect(await link('url={ftp://e.org/a}')).toBeUndefined();
  });
});

describe('a style that the processor does not take', () => {
  const csl = (citation: string) =>
    `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Own</title><id>own</id></info>${citation}</style>`;

  test.each([
    ['an element that there is not', csl('<citation><layout><foo/></layout></citation>')],
    ['nothing about citations', csl('')],
  ])('with %s is replaced by that of APA, as the message says', async (_, own) => {
    const files = { 'own.csl': own, ...config('{style: own.csl}') };
    const { html, said } = await page(`{% cite ruby %}{% bibtex %}${RUBY}{% endbibtex %}`, RUBY, files);
    expect(html).toMatch(
      /^<a class="citation" href="#ruby">\(Flanagan &amp; Matsumoto, 2008\)<\/a><span id="ruby">Fl/,
    );
    expect(new Set(said.map((line) => line.split(' ')[1]))).toEqual(new Set(['citation-style-missing']));
  });
});
