/**
 * The named character references that Markdown processors and authors use in running text. Markdown has been
 * turned into characters before, so only raw HTML of a layout or an include can still hold others.
 */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  prime: '′',
  times: '×',
  minus: '−',
  middot: '·',
  le: '≤',
  ge: '≥',
  ne: '≠',
  dollar: '$',
  lbrace: '{',
  rbrace: '}',
  lcub: '{',
  rcub: '}',
  lsqb: '[',
  rsqb: ']',
  bsol: '\\',
  lowbar: '_',
  Hat: '^',
  num: '#',
  percnt: '%',
  ast: '*',
  vert: '|',
};

const REFERENCE = /&(?:#(\d{1,7});?|#[xX]([0-9A-Fa-f]{1,6});?|([A-Za-z]{1,8});)/g;

/** Text whose character references have become characters, and the offset each piece of it came from. */
export interface DecodedText {
  readonly text: string;
  /** Sorted pairs of an offset in `text` and the offset it came from; between pairs both advance together. */
  readonly map: readonly (readonly [text: number, source: number])[];
}

/** Turns the character references of `html[from, to)` into characters, keeping count of the offsets. */
export function decodeReferences(html: string, from = 0, to = html.length): DecodedText {
  const source = html.slice(from, to);
  const map: (readonly [number, number])[] = [[0, from]];
  if (!source.includes('&')) return { text: source, map };
  let text = '';
  let last = 0;
  for (const match of source.matchAll(REFERENCE)) {
    const character = decoded(match);
    if (character === undefined) continue;
    text += source.slice(last, match.index) + character;
    last = match.index + match[0].length;
    map.push([text.length - character.length, from + match.index], [text.length, from + last]);
  }
  return { text: text + source.slice(last), map };
}

function decoded(match: RegExpMatchArray): string | undefined {
  const [, decimal, hexadecimal, name] = match;
  if (name !== undefined) return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number.parseInt(decimal, 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** `text` as the content of an HTML element. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** `text` as the value of an HTML attribute in either kind of quotes. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}
