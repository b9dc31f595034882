import { describe, expect, test } from 'vitest';
import { checked, checkFolder, places, withCourse } from './checked.js';

const LAYOUT =
  '<!DOCTYPE html>\n<html lang="{{ page.lang | default: "en" }}">\n<head><title>x</title></head>\n<body>\n{{ content }}\n</body>\n</html>\n';

/** What is told of the accessibility of a page whose text begins in line 4, by places in the page. */
async function told(text: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { diagnostics } = await checked(
    { '_layouts/default.html': LAYOUT, 'index.md': `---\nlayout: default\n---\n${text}\n`, ...more },
    { accessibility: true },
  );
  return places(diagnostics.filter(({ code }) => code.startsWith('access-'))).map((one) =>
    one.replace('index.md:', '').replace('access-', ''),
  );
}

/** Each kind of barrier: what has it, where that is told, and what nearly has it. */
const BARRIERS: readonly (readonly [what: string, text: string, found: readonly string[]])[] = [
  ['a text that is the name of a file', 'A ![IMG_2041.jpg](a.jpg)', ['4:3 warning alt-text']],
  [
    'a text that is the name of its own file',
    '![loss_curve_2](figures/loss_curve_2.png)',
    ['4:1 warning alt-text'],
  ],
  [
    'the name of a thing that its file has, too',
    '![relu](relu.png) ![Fig. 2.1](b.svg)',
    ['4:19 warning alt-text'],
  ],
  ['a word for a picture, in Japanese', '<p>a</p>\n\n<img src="a.png" alt="図 3">', ['6:1 warning alt-text']],
  ['a sentence that begins with that word', '![Figure of a network](a.png) ![図書館](b.png)', []],
  ['a drawing without a name', '<svg width="9"><circle r="3"/></svg>', ['4:1 warning picture-name']],
  [
    'a drawing that has one, is decoration, or stands in a link that has one',
    '<svg><title>A disc</title></svg>\n<svg aria-hidden="true"></svg>\n<svg aria-label="b"></svg>\n<a href="https://e.org"><svg></svg> Home</a>',
    [],
  ],
  [
    'a button that is a picture',
    '<form><input type="image" src="a.png"></form>',
    ['4:7 warning picture-name'],
  ],
  ['a frame without a title', '<iframe src="https://e.org/v"></iframe>', ['4:1 warning frame-title']],
  ['a frame with one', '<iframe src="https://e.org/v" title="Video: descent"></iframe>', []],
  ['a video that nothing names', '<video src="a.mp4" controls></video>', ['4:1 info media-title']],
  [
    'a video with sound of its own accord',
    '<video src="a.mp4" title="b" autoplay controls></video>',
    ['4:1 warning moving'],
  ],
  ['a silent one that can be stopped', '<video src="a.mp4" title="b" autoplay muted controls></video>', []],
  ['text that moves', '<marquee>News</marquee>', ['4:1 warning moving']],
  ['a heading without text', '## \n{: #a}\n\n<h3></h3>', ['7:1 warning heading-empty']],
  ['a heading of a formula or a picture with a text', '## $$x$$\n\n## ![A logo](a.png)', []],
  ['two titles', '# One\n\n# Two', ['6:1 info heading-title']],
  [
    'a link of nothing',
    'See [](https://e.org) and [![](a.png)](https://e.org)',
    ['4:5 warning link-name', '4:27 warning link-name'],
  ],
  [
    'a link of a picture with a text',
    '[![The plan](a.png)](https://e.org) <a href="https://e.org" title="Plan"></a>',
    [],
  ],
  ['a link that says nothing', 'Read [here](https://e.org/a).', ['4:6 warning link-text']],
  [
    'the same with signs, in Japanese, German and Korean',
    '[→ こちら。](https://e.org/a) [Hier](https://e.org/b) [여기](https://e.org/c)',
    ['4:1 warning link-text', '4:27 warning link-text', '4:51 warning link-text'],
  ],
  ['a link that says more', '[Here be dragons](https://e.org/a)', []],
  ['a long address', '<https://example.org/a/very/long/address/of/a/page>', ['4:1 info link-text']],
  [
    'one text that leads to two places',
    '[Slides](https://e.org/a) [Slides](https://e.org/b) [Notes](https://e.org/c) [Notes](https://e.org/c/#d)',
    ['4:27 info link-same'],
  ],
  ['red on white', 'a <font color="red">b</font>', ['4:3 info contrast']],
  [
    'white on white, in a size that is written',
    '<font color="white" size="2">b</font>',
    ['4:1 warning contrast'],
  ],
  [
    'red that is large, or on black',
    '<font color="red" size="5">b</font> <span style="background:#000;color:red">c</span>',
    [],
  ],
  [
    'yellow on a ground of its own',
    '<div style="background-color: #ffc">\n<span style="color: rgb(220, 200, 0)">b</span>\n</div>',
    ['5:1 warning contrast'],
  ],
  [
    'a colour that only a picture or a link would have',
    '<font color="yellow">![a disc](a.png) [plan](https://e.org)</font>',
    [],
  ],
  [
    'a colour in a box that a style sheet knows',
    '<div class="dark"><span style="color:#eee">b</span></div>',
    [],
  ],
  [
    'a colour that something shines through',
    '<span style="color:rgba(255,0,0,.5)">b</span> <span style="color:hsl(0 100% 50% / 1)">c</span>',
    ['4:47 info contrast'],
  ],
  [
    'a table without headers',
    '| 1 | 2 |\n| 3 | 4 |',
    ['4:1 info table-caption', '4:1 warning table-headers'],
  ],
  [
    'a table with empty headers',
    '| | |\n|---|---|\n| 3 | 4 |',
    ['4:1 info table-caption', '4:1 warning table-headers'],
  ],
  [
    'a table with an empty header',
    '| | a | |\n|---|---|---|\n| 3 | 4 | 5 |',
    ['4:1 info table-caption', '4:9 info table-headers'],
  ],
  [
    'a table with all it needs',
    '<table><caption>Runs</caption><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>',
    [],
  ],
  ['a table of pictures', '| ![A disc](a.png) | ![A ring](b.png) |\n| left | right |', []],
  [
    'a table that calls itself layout',
    '<table role="presentation"><tr><th>a</th><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
    ['4:1 warning table-layout'],
  ],
  [
    'a place in the order of Tab',
    '<div tabindex="3">a</div> <div tabindex="0">b</div>',
    ['4:1 warning tab-order'],
  ],
  [
    'drawings that have an empty title',
    '<svg><title></title></svg>\n<a href="https://e.org/a"><svg><title> </title></svg></a>',
    ['4:1 warning picture-name', '5:1 warning link-name'],
  ],
  [
    'links that show nothing but drawings, whose titles differ',
    '<a href="https://e.org/a"><svg><title>Home</title></svg></a> <a href="https://e.org/b"><svg><title>Help</title></svg></a>',
    [],
  ],
  [
    'a table without end tags, whose header is empty in its second column',
    '<table title="Runs"><tr><th>a<th><tr><td>1<td>2</table>',
    ['4:30 info table-headers'],
  ],
  [
    'a table of cells that say that they are headers',
    '<table title="Runs"><tr><td role="columnheader">a<td role="columnheader">b<tr><td>1<td>2</table>',
    [],
  ],
  [
    'headings and pictures in paragraphs that do not end',
    `${'<p>a <img alt="a" src="https://e.org/a.png">\n'.repeat(3000)}\n\n<h3></h3>`,
    ['3006:1 warning heading-empty'],
  ],
  ['a heading deep in others', `${'<div>'.repeat(3000)}<h3></h3>`, ['4:15001 warning heading-empty']],
  ['a long text that says something', `![a${' .'.repeat(5000)} b](a.png)`, []],
  [
    'a language that nobody speaks',
    '<div lang="constructor" style="font-size:constructor;color:#eee">a</div>',
    ['4:1 warning contrast'],
  ],
  [
    'a field without a name, and labels of nothing',
    '<p><input type="text"> <label for="b">B</label> <label>C <input></label></p>',
    ['4:4 warning field-name', '4:24 warning id-missing'],
  ],
];

describe('accessibility', () => {
  test.each(BARRIERS)('%s', async (_, text, found) => {
    expect(await told(text)).toEqual(found);
  });

  test('is checked where it is asked for, and costs no word else', async () => {
    const files = {
      '_layouts/default.html': LAYOUT,
      'index.md': '---\nlayout: default\n---\n[here](https://e.org) ![](a.png)\n',
      'a.png': 'x',
    };
    const codes = async (config: string, accessibility?: true) =>
      (
        await checked({ ...files, '_config.yml': config }, accessibility ? { accessibility } : {})
      ).diagnostics.map(({ severity, code }) => `${severity} ${code}`);
    expect(await codes('title: a')).toEqual(['info alt-missing']);
    const all = ['warning access-link-text', 'warning alt-missing'];
    expect(await codes('title: a', true)).toEqual(all);
    expect(await codes('diagnostics: {accessibility: true}')).toEqual(all);
    expect(
      await codes('diagnostics: {accessibility: true, severity: {alt-missing: error}, ignore: ["access-*"]}'),
    ).toEqual(['error alt-missing']);
  });

  test('of a layout or an include is told there, once for all pages', async () => {
    const { diagnostics } = await checked(
      {
        '_layouts/default.html':
          '<html>\n<body>\n<a href="https://e.org"></a>\n{% include nav.html %}\n{{ content }}\n</body>\n</html>\n',
        '_includes/nav.html': '<p>\n  <a href="https://e.org">here</a></p>\n',
        '_includes/video.html': '<p>\n<iframe src="https://e.org/{{ include.id }}"></iframe></p>\n',
        'index.md': '---\nlayout: default\n---\n{% include video.html id="a" %}\n',
        'b.md': '---\nlayout: default\n---\n{% include video.html id="b" %}\n',
      },
      { accessibility: true },
    );
    expect(places(diagnostics.filter(({ code }) => code.startsWith('access-')))).toEqual([
      '_includes/nav.html:2:3 warning access-link-text ×2',
      '_includes/video.html:2:1 warning access-frame-title ×2',
      '_layouts/default.html:1:1 warning access-language-missing ×2',
      '_layouts/default.html:1:1 warning access-page-title ×2',
      '_layouts/default.html:3:1 warning access-link-name ×2',
    ]);
  });

  test('tells a heading that skips a level below the title in the layout', async () => {
    const { diagnostics } = await checked(
      {
        '_layouts/default.html': LAYOUT.replace('{{ content }}', '<h1>Title</h1>\n{{ content }}'),
        'index.md': '---\nlayout: default\n---\n### Deep\n\n## Less\n',
        'b.md': '---\nlayout: default\n---\n## Right\n',
      },
      { accessibility: true },
    );
    expect(places(diagnostics)).toEqual(['index.md:4:1 info heading-skips']);
  });

  test('tells text in a script that is not that of the page', async () => {
    const japanese = 'これは日本語で書かれた講義のノートである。'.repeat(12);
    const english = 'These are notes of a lecture. '.repeat(12);
    expect(await told(japanese)).toEqual(['4:1 info language-text']);
    expect(await told(`${english}\n\n${japanese.slice(0, 30)}`)).toEqual(['6:1 info language-text']);
    expect(await told(`${english}\n\n${japanese.slice(0, 30)}\n{: lang="ja"}`)).toEqual([]);
    expect(await told(`${english} 日本 (Japan)`)).toEqual([]);
    expect(await told(english)).toEqual([]);
  });

  test('leaves alone what is hidden, what is code, and what an expression has printed', async () => {
    expect(
      await told(
        '<div hidden><a href="https://e.org"></a></div>\n\n`<a href="x"></a>`\n\n<!-- <iframe src="x"></iframe> -->\n\n{{ "<marquee>a</marquee>" }}',
      ),
    ).toEqual([]);
  });

  test('is told of a page out of the cache as of one that was made, also where only lines have moved', async () => {
    const files = {
      '_layouts/default.html': LAYOUT,
      'index.md': '---\nlayout: default\n---\n[here](https://e.org)\n',
    };
    await withCourse(files, async (folder) => {
      const run = async (accessibility?: true) =>
        places(
          (await checkFolder(folder, { cache: '.cache', ...(accessibility ? { accessibility } : {}) }))
            .diagnostics,
        );
      const { writeFile } = await import('node:fs/promises');
      const first = await run(true);
      expect(first).toEqual(['index.md:4:1 warning access-link-text']);
      expect(await run()).toEqual([]);
      expect(await run(true)).toEqual(first);
      await writeFile(`${folder}/index.md`, '---\nlayout: default\n---\n\n\n[here](https://e.org)\n');
      expect(await run(true)).toEqual(['index.md:6:1 warning access-link-text']);
    });
  });
});
