import { describe, expect, test } from 'vitest';
import { withElements } from '../../../src/course/elements/index.js';
import { NO_RULES, styleRules } from '../../../src/course/elements/style-rules.js';
import type { ImageHeader } from '../../../src/images/index.js';

const size = (width: number, height: number, more: Partial<ImageHeader> = {}): ImageHeader => ({
  width,
  height,
  isRatio: false,
  isTransparent: false,
  ...more,
});

const PICTURES: Readonly<Record<string, ImageHeader>> = {
  'a.png': size(800, 600),
  'small.png': size(400, 300),
  'tall.png': size(300, 400),
  'ratio.svg': size(24, 12, { isRatio: true }),
  'a b.png': size(10, 20),
};

/** A page's HTML with room for its pictures, with style sheets by address. */
function withRoom(html: string, sheets: Readonly<Record<string, string>> = {}): string {
  return withElements(html, {
    keepsRoom: true,
    images: {
      header: (src) => PICTURES[decodeURIComponent(src)],
      pathOf: (src) => decodeURIComponent(src),
      styles: (href) => {
        const text = sheets[href];
        if (text !== undefined) return styleRules(text);
        return href.startsWith('http') ? undefined : NO_RULES;
      },
    },
  });
}

/** What is added to a picture on a page whose style sheet this is, which has it in a `<main>` of the class `text`. */
function withSheet(
  css: string,
  tag = '<img src="a.png">',
  around = ['<main class="text">', '</main>'],
): string {
  const html = withRoom(`<link rel="stylesheet" href="s.css">${around.join(tag)}`, { 's.css': css });
  return /<img[^>]*>/.exec(html)?.[0] ?? '';
}

const KEPT = '<img src="a.png" width="800" height="600" decoding="async" style="height:auto">';
const LEFT = '<img src="a.png" decoding="async" style="aspect-ratio:auto 800 / 600">';

const BARE = '<img src="a.png">';

describe('a picture keeps its room while it loads', () => {
  test.each([
    [
      'by its own size',
      '<img src="a.png" alt="A" />',
      '<img src="a.png" alt="A" width="800" height="600" decoding="async" style="height:auto" />',
    ],
    [
      'in any letter case',
      "<IMG SRC='a.png'>",
      `<IMG SRC='a.png' width="800" height="600" decoding="async" style="height:auto">`,
    ],
    [
      'without quotes',
      '<img src=a.png>',
      '<img src=a.png width="800" height="600" decoding="async" style="height:auto">',
    ],
    [
      'where its address has references',
      '<img src="a&#32;b.png">',
      '<img src="a&#32;b.png" width="10" height="20" decoding="async" style="height:auto">',
    ],
    [
      'as wide as its author says',
      '<img src="a.png" width="400">',
      '<img src="a.png" width="400" height="300" decoding="async" style="height:auto">',
    ],
    [
      'in its proportions where its author gives a share',
      '<img src="a.png" width="50%">',
      '<img src="a.png" width="50%" decoding="async" style="aspect-ratio:auto 800 / 600">',
    ],
    [
      'in its proportions where its author gives a height',
      '<img src="a.png" height="60">',
      '<img src="a.png" height="60" decoding="async" style="aspect-ratio:auto 800 / 600">',
    ],
    [
      'behind what its author says of its style',
      `<img src="a.png" style="width: 60%;">`,
      '<img src="a.png" style="width: 60%;aspect-ratio:auto 800 / 600" decoding="async">',
    ],
    [
      'up to its author’s width',
      `<img style='max-width:9em' src="a.png">`,
      '<img style="max-width:9em;height:auto" src="a.png" width="800" height="600" decoding="async">',
    ],
    [
      'as wide as there is room where it has no size',
      '<img src="ratio.svg">',
      '<img src="ratio.svg" width="100%" decoding="async" style="aspect-ratio:auto 24 / 12">',
    ],
    [
      'with another of its proportions',
      '<img src="a.png" srcset="small.png 0.5x">',
      '<img src="a.png" srcset="small.png 0.5x" width="800" height="600" decoding="async" style="height:auto">',
    ],
    [
      'with several of its proportions, written closely',
      '<img src="a.png" srcset="  small.png, a.png 2x,small.png 3x,">',
      '<img src="a.png" srcset="  small.png, a.png 2x,small.png 3x," width="800" height="600" decoding="async" style="height:auto">',
    ],
  ])('%s', (_, tag, expected) => {
    expect(withRoom(`<p>${tag}</p>`)).toBe(`<p>${expected}</p>`);
  });

  test.each([
    ['its author has said both', '<img src="a.png" width="4" height="3">'],
    ['its author has said both in a style', '<img src="a.png" style="width:1em;height:2em">'],
    ['its author has said its height in a style', '<img src="a.png" style="max-height:2em">'],
    ['it is on another host', '<img src="https://example.org/a.png">'],
    ['there is no such file', '<img src="missing.png">'],
    ['others of its places have other proportions', '<img src="a.png" srcset="tall.png 2x">'],
    ['others of its places are not known', '<img src="a.png" srcset="missing.png 2x">'],
    ['it is as wide as `sizes` says', '<img src="a.png" srcset="small.png 400w, a.png 800w" sizes="50vw">'],
  ])('but not where %s', (_, tag) => {
    expect(withRoom(tag)).toBe(tag.replace(/>$/, ' decoding="async">'));
  });

  test('not where a source of its `picture` has other proportions', () => {
    const around = (source: string) => `<picture><source srcset="${source}"><img src="a.png"></picture>`;
    expect(withRoom(around('small.png'))).toContain('width="800"');
    expect(withRoom(around('tall.png'))).not.toContain('width="800"');
  });

  test.each([
    '<img src="data:image/png;base64,AAAA">',
    '<img src="">',
    '<img data-src="a.png">',
    '<!-- <img src="a.png"> -->',
    '<script>document.write(\'<img src="a.png">\');</script>',
    '<textarea><img src="a.png"></textarea>',
    '<p title="<img src=a.png>">text</p>',
  ])('%s stays as it is', (html) => {
    expect(withRoom(html)).toBe(html);
  });

  test.each([
    ["default-src 'self'", BARE],
    ["style-src 'self' 'unsafe-inline'; style-src-attr 'none'", BARE],
    ["img-src *; style-src 'self' 'unsafe-inline'; default-src 'none'", KEPT],
    ['img-src *', KEPT],
  ])('where the policy %j of the page lets elements have a style', (policy, expected) => {
    const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
    expect(withRoom(`${meta}<img src="a.png">`)).toBe(meta + expected);
  });

  test('not on a page that says itself where its addresses start', () => {
    expect(withRoom('<base href="/x/"><img src="a.png">')).not.toContain('width');
  });
});

describe('a style sheet', () => {
  test.each([
    ['that says nothing of pictures', 'p { height: 3em; max-height: 4em }'],
    ['that narrows pictures', 'img { max-width: 100%; vertical-align: middle }'],
    ['that makes them as wide as there is room', 'img { width: 100% }'],
    [
      'that gives a height to those within something else',
      '.site-header img, .text > p img { height: 40px }',
    ],
    [
      'that gives a height to others',
      'img.logo { height: 40px } #logo { height: 1em } .text { height: 9em }',
    ],
    ['that gives a height to what is behind a picture', 'img + p { height: 1em } img::after { height: 1em }'],
    ['whose frames give a height', '@keyframes grow { from { height: 1px } to { height: 9px } }'],
    ['in which a comment says so', '/* img { height: 1em } */ a { content: "img { height: 1em }" }'],
    ['whose mixin for others says so', '@mixin box($h) { height: $h } .box { @include box(1em) }'],
  ])('%s leaves it its room', (_, css) => {
    expect(withSheet(css)).toBe(KEPT);
  });

  test('by which every picture keeps its proportions makes saying so superfluous', () => {
    const plain = '<img src="a.png" width="800" height="600" decoding="async">';
    expect(withSheet('figure, img { max-width: 100%; height: auto }')).toBe(plain);
    expect(withSheet('@media print { img { height: auto } }')).toBe(KEPT);
    expect(withSheet('.text img { height: auto }')).toBe(KEPT);
  });

  test.each([
    ['any picture', 'img { height: 300px }'],
    ['any picture, at most', 'img{max-width:100%;max-height:80vh!important}'],
    ['those within what is around this one', '.text img { max-height: 400px }'],
    ['those in it, in Sass', '.text { p { margin: 0 } img { &:hover { color: red } max-height: 400px } }'],
    ['those in it, by a mixin', '@mixin tall { max-height: 4em } main { img { @include tall; } }'],
    ['those in it, on some screens', '@media (min-width: 40em) { main > img { height: 4em } }'],
    ['everything in it', 'main > * { max-height: 9em }'],
    ['pictures that have a width', 'img[width] { outline: 1px solid }'],
  ])('that gives a height to %s keeps its size from being said', (_, css) => {
    expect(withSheet(css)).toBe(LEFT);
  });

  test('that gives a height to pictures of a class holds for these', () => {
    const css = '.logo { height: 40px } .w-#{$i} { max-height: $i }';
    expect(withSheet(css)).toBe(KEPT);
    expect(withSheet(css, '<img class="wide logo" src="a.png">')).not.toContain(' width=');
    expect(withSheet(css, '<img class="w-3" src="a.png">')).not.toContain(' width=');
  });

  test('for paper may limit heights where it has pictures fit', () => {
    const page = (css: string, media: string) =>
      withRoom(`<link rel="stylesheet" media="${media}" href="s.css"><img src="a.png">`, { 's.css': css });
    const fitting = 'img { max-height: 8cm; object-fit: contain }';
    expect(page(fitting, 'print')).toContain(KEPT);
    expect(page(fitting, 'all')).toContain(LEFT);
    expect(page('img { max-height: 8cm }', 'print')).toContain(LEFT);
    expect(page('img { height: 8cm; object-fit: contain }', 'print')).toContain(LEFT);
  });

  test('of another host counts for pictures that have a class or an id', () => {
    const page = (tag: string) =>
      withRoom(`<link rel="stylesheet" href="https://cdn.example.org/x.css">${tag}`);
    expect(page('<img src="a.png">')).toContain(KEPT);
    expect(page('<img src="a.png" class="logo">')).not.toContain(' width=');
  });

  test('that stands on the page counts as well', () => {
    expect(withRoom('<style>img { max-height: 1em }</style><img src="a.png">')).toContain(LEFT);
  });
});

describe('a picture is loaded when it is near the screen', () => {
  const words = (count: number) => `<p>${'word '.repeat(count / 5)}</p>`;
  const isLazy = (html: string) => withRoom(html).includes('loading="lazy"');

  test('where two screens of text stand in front of it', () => {
    expect(isLazy(`${words(3200)}<img src="a.png">`)).toBe(true);
    expect(isLazy(`${words(2000)}<img src="a.png">`)).toBe(false);
    expect(isLazy(`<p>${'漢字'.repeat(800)}</p><img src="a.png">`)).toBe(true);
  });

  test('or so many pictures', () => {
    expect(isLazy('<img src="a.png">'.repeat(4))).toBe(false);
    expect(isLazy('<img src="a.png">'.repeat(5))).toBe(true);
  });

  test('and not where only navigation does', () => {
    expect(isLazy(`<nav>${words(5000)}</nav><img src="a.png">`)).toBe(false);
  });

  test('nor where its room is not kept, or its author says otherwise', () => {
    expect(isLazy(`${words(4000)}<img src="missing.png">`)).toBe(false);
    expect(isLazy(`${words(4000)}<img src="missing.png" width="3" height="4">`)).toBe(true);
    expect(isLazy(`${words(4000)}<img src="a.png" loading="eager">`)).toBe(false);
    expect(isLazy(`${words(4000)}<img src="a.png" fetchpriority="high">`)).toBe(false);
  });
});
