/**
 * The blocks whose characters take two columns of a terminal, by their first and last (Unicode Standard Annex 11,
 * East Asian Width W and F), without emoji, which are told by a property of theirs.
 */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f], // Hangul's initial consonants
  [0x2329, 0x232a], // angle brackets
  [0x2630, 0x2637], // trigrams
  [0x268a, 0x268f], // monograms and digrams
  [0x2e80, 0x303e], // radicals, punctuation
  [0x3041, 0x3247], // Kana, Bopomofo, Hangul, Kanbun
  [0x3250, 0x4dbf], // enclosed letters, ideographs
  [0x4dc0, 0xa4c6], // hexagrams, ideographs, Yi
  [0xa960, 0xa97c], // more of Hangul's consonants
  [0xac00, 0xd7a3], // Hangul's syllables
  [0xf900, 0xfaff], // compatibility ideographs
  [0xfe10, 0xfe19], // vertical forms
  [0xfe30, 0xfe6b], // compatibility forms, small forms
  [0xff01, 0xff60], // full-width forms
  [0xffe0, 0xffe6], // full-width signs
  [0x16fe0, 0x18d08], // Tangut, Khitan
  [0x1aff0, 0x1b2fb], // more Kana, Nushu
  [0x1d300, 0x1d376], // Tai Xuan Jing, counting rods
  [0x1f200, 0x1f265], // enclosed ideographs
  [0x20000, 0x3fffd], // ideographs beyond the basic plane
];

/** Emoji that are shown as pictures; letters for flags are one column each, and two make a flag. */
const EMOJI = /^\p{Emoji_Presentation}$/u;
const FLAG_LETTERS = [0x1f1e6, 0x1f1ff] as const;
/** Marks that stand on the character before them, and signs that steer layout; a soft hyphen is shown. */
const ZERO = /^(?!\xAD)[\p{Mn}\p{Me}\p{Cf}\u1160-\u11FF]$/u;

/** How many columns of a terminal a character (one code point) takes: 0, 1 or 2. */
export function characterWidth(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (ZERO.test(character)) return 0;
  if (code < 0x1100) return 1;
  if (code >= FLAG_LETTERS[0] && code <= FLAG_LETTERS[1]) return 1;
  if (WIDE.some(([first, last]) => code >= first && code <= last)) return 2;
  return EMOJI.test(character) ? 2 : 1;
}

/** How many columns of a terminal a text of one line takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

const CUT = '…';

/** The beginning of a text, with an ellipsis where it would take more columns than there are. */
export function cutEnd(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  return `${firstColumns(text, columns - 1).trimEnd()}${CUT}`;
}

/** The end of a text, likewise: of a path, its file's name. */
export function cutStart(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  const backwards = [...text].reverse().join('');
  return CUT + [...firstColumns(backwards, columns - 1)].reverse().join('');
}

function firstColumns(text: string, columns: number): string {
  let [shown, width] = ['', 0];
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns) break;
    shown += character;
  }
  return shown;
}
