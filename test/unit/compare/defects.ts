import type { Difference } from '../../../src/compare/index.js';
import type { Files } from './compared.js';

/** A number generator (mulberry32), so that the same places are hit every time. */
export function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** One kind of defect: what of a page it hits, what it makes of it, and what is to be told. */
export interface Defect {
  readonly name: string;
  readonly of: RegExp;
  readonly becomes: (hit: RegExpExecArray, random: (below: number) => number) => string;
  readonly expected: Pick<Difference, 'subject' | 'kind'>;
  /** What of the same defect is told besides. */
  readonly also?: readonly Difference['subject'][];
  /** Whether readers lack something by it. */
  readonly isLoss?: false;
}

const TEXT = />([^<>\n]*[a-z]{4,} [a-z]{3,} [^<>\n]*)<\/(?:p|li)>/g;
const ANNOTATED =
  /<span class="katex">(?:(?!<span class="katex">)[\s\S])*?<annotation[^>]*>([^<]+)<\/annotation>/g;

function words(hit: RegExpExecArray, change: (words: string[]) => void): string {
  const [all, text = ''] = hit;
  const list = text.split(/ +/);
  change(list);
  return all.replace(text, list.join(' '));
}

export const DEFECTS: readonly Defect[] = [
  {
    name: 'a heading is lost',
    of: /<h\d[^>]*>.*?<\/h\d>/g,
    becomes: () => '',
    expected: { subject: 'heading', kind: 'lost' },
    also: ['text', 'link'],
  },
  {
    name: 'a heading has another id',
    of: /<h2 id="([^"]*)"/g,
    becomes: () => '<h2 id="other"',
    expected: { subject: 'heading', kind: 'changed' },
    also: ['link'],
  },
  {
    name: 'a heading has other words',
    of: /(<h\d id[^>]*>)([^<]*)/g,
    becomes: ([, tag]) => `${tag}Other words`,
    expected: { subject: 'heading', kind: 'changed' },
    also: ['text'],
  },
  {
    name: 'a heading is of another level',
    of: /<h2([^>]*>.*?<\/h)2>/g,
    becomes: ([, rest]) => `<h3${rest}3>`,
    expected: { subject: 'heading', kind: 'changed' },
    isLoss: false,
  },
  {
    name: 'a link leads elsewhere',
    of: /href="([^"#]+#[^"]*|https:\/\/(?!cdn)[^"]*forum[^"]*|[^"]*pdf)"/g,
    becomes: () => 'href="https://elsewhere.example/"',
    expected: { subject: 'link', kind: 'changed' },
  },
  {
    name: 'a link is text',
    of: /<a href="[^"]*">([^<]*)<\/a>/g,
    becomes: ([, text]) => text ?? '',
    expected: { subject: 'link', kind: 'lost' },
  },
  {
    name: 'a picture is lost',
    of: /<img [^>]*>/g,
    becomes: () => '',
    expected: { subject: 'figure', kind: 'lost' },
  },
  {
    name: 'a picture is another one',
    of: /src="([^"]*)\.png"/g,
    becomes: () => 'src="/signals/assets/wrong.png"',
    expected: { subject: 'figure', kind: 'changed' },
  },
  {
    name: 'a picture has no description',
    of: / alt="[^"]+"/g,
    becomes: () => ' alt=""',
    expected: { subject: 'figure', kind: 'changed' },
  },
  {
    name: 'a word is changed',
    of: TEXT,
    becomes: (hit, random) => words(hit, (list) => list.splice(random(list.length), 1, 'zebra')),
    expected: { subject: 'text', kind: 'changed' },
  },
  {
    name: 'a word is lost',
    of: TEXT,
    becomes: (hit) => words(hit, (list) => list.splice(1, 1)),
    expected: { subject: 'text', kind: 'lost' },
  },
  {
    name: 'a word is doubled',
    of: TEXT,
    becomes: (hit) => words(hit, (list) => list.splice(1, 0, list[1] ?? '')),
    expected: { subject: 'text', kind: 'new' },
    isLoss: false,
  },
  {
    name: 'two words change places',
    of: TEXT,
    becomes: (hit) => words(hit, (list) => list.splice(1, 2, list[2] ?? '', list[1] ?? '')),
    expected: { subject: 'text', kind: 'changed' },
  },
  {
    name: 'a paragraph is lost',
    of: /<p>[^<]*[a-z]{4} [\s\S]*?<\/p>/g,
    becomes: () => '',
    expected: { subject: 'text', kind: 'lost' },
    also: ['formula', 'link', 'structure', 'figure'],
  },
  {
    name: 'a formula is changed',
    of: ANNOTATED,
    becomes: ([all, tex = '']) => all.replace(`>${tex}</annotation>`, () => `>${tex}+\\beta</annotation>`),
    expected: { subject: 'formula', kind: 'changed' },
  },
  {
    name: 'a formula is lost',
    of: /<span class="katex">[\s\S]*?<\/math><\/span><span class="katex-html"/g,
    becomes: ([all]) =>
      all
        .replace('class="katex"', 'class="katex" hidden')
        .replace(/<annotation[\s\S]*<\/annotation>/, '')
        .replace(/<math[\s\S]*<\/math>/, '')
        .replace('class="katex" hidden', 'class="broken"'),
    expected: { subject: 'formula', kind: 'lost' },
    also: ['text'],
  },
  {
    name: 'a line of code is lost',
    of: /<pre[^>]*>[\s\S]*?<\/pre>/g,
    becomes: ([all]) => all.replace(/(<code[^>]*>)[^\n]*\n/, '$1'),
    expected: { subject: 'code', kind: 'changed' },
  },
  {
    name: 'code is lost',
    of: /<pre[^>]*>[\s\S]*?<\/pre>/g,
    becomes: () => '',
    expected: { subject: 'code', kind: 'lost' },
  },
  {
    name: 'a row of a table is lost',
    of: /<tr>(?:(?!<th)[\s\S])*?<\/tr>/g,
    becomes: () => '',
    expected: { subject: 'text', kind: 'lost' },
    also: ['structure', 'link'],
  },
  {
    name: 'an item of a list is lost',
    of: /<li>[\s\S]*?<\/li>/g,
    becomes: () => '',
    expected: { subject: 'structure', kind: 'lost' },
    also: ['text', 'formula'],
  },
  {
    name: 'emphasis is lost',
    of: /<(em|strong)>(.*?)<\/\1>/g,
    becomes: ([, , text]) => text ?? '',
    expected: { subject: 'structure', kind: 'lost' },
  },
  {
    name: 'a quotation is a paragraph',
    of: /<blockquote>([\s\S]*?)<\/blockquote>/g,
    becomes: ([, text]) => text ?? '',
    expected: { subject: 'structure', kind: 'lost' },
  },
  {
    name: 'a title is another one',
    of: /<title>[^<]*/g,
    becomes: () => '<title>Other',
    expected: { subject: 'title', kind: 'changed' },
  },
];

/** A site with a defect in one of its pages. */
export function planted(
  site: Files,
  defect: Defect,
  random: (below: number) => number,
): { readonly site: Files; readonly file: string } {
  const pages = Object.keys(site).filter((file) => file.endsWith('.html') && site[file]?.match(defect.of));
  const file = pages[random(pages.length)] ?? '';
  const html = site[file] ?? '';
  const comments = [...html.matchAll(/<!--[\s\S]*?-->/g)];
  // What nobody sees is no defect.
  const isSeen = (at: number): boolean =>
    !comments.some(({ index, 0: comment }) => index <= at && at < index + comment.length);
  const hits = [...html.matchAll(defect.of)].filter(({ index }) => isSeen(index));
  const hit = hits[random(hits.length)];
  if (hit === undefined) throw new Error(`${defect.name}: the site has nothing that it hits.`);
  const changed = defect.becomes(hit, random);
  return {
    site: { ...site, [file]: html.slice(0, hit.index) + changed + html.slice(hit.index + hit[0].length) },
    file,
  };
}
