/** Where Unicode's mathematical alphabets start: of capitals, digits and Greek capitals. */
interface Alphabet {
  readonly capitals: number;
  readonly digits?: number;
  readonly greek?: number;
}

/** By MathML's `mathvariant`; small letters follow the capitals. */
const ALPHABETS: Readonly<Record<string, Alphabet>> = {
  bold: { capitals: 0x1d400, digits: 0x1d7ce, greek: 0x1d6a8 },
  'bold-italic': { capitals: 0x1d468, greek: 0x1d71c },
  script: { capitals: 0x1d49c },
  'bold-script': { capitals: 0x1d4d0 },
  fraktur: { capitals: 0x1d504 },
  'bold-fraktur': { capitals: 0x1d56c },
  'double-struck': { capitals: 0x1d538, digits: 0x1d7d8 },
  'sans-serif': { capitals: 0x1d5a0, digits: 0x1d7e2 },
  'bold-sans-serif': { capitals: 0x1d5d4, digits: 0x1d7ec, greek: 0x1d756 },
  'sans-serif-italic': { capitals: 0x1d608 },
  'sans-serif-bold-italic': { capitals: 0x1d63c, greek: 0x1d790 },
  monospace: { capitals: 0x1d670, digits: 0x1d7f6 },
};

/** Letters that Unicode had before it got the alphabets: their places there are empty. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  script: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ', e: 'ℯ', g: 'ℊ', o: 'ℴ' },
  fraktur: { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' },
  'double-struck': { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' },
};

const TOKEN = /<(m[in]) mathvariant="([a-z-]+)">([^<&]+)<\/\1>/g;
const LETTERS_IN_ALPHABET = 26;

/**
 * MathML whose letters in bold, script, double-struck and other alphabets are Unicode's characters for them.
 * KaTeX names the alphabet in the attribute `mathvariant`, which MathML Core, and so most browsers, ignore.
 */
export function withLetters(mathml: string): string {
  return mathml.replace(TOKEN, (token, element: string, variant: string, text: string) => {
    const letters = Array.from(text, (character) => letterOf(variant, character));
    return letters.includes(undefined)
      ? token
      : `<${element} mathvariant="normal">${letters.join('')}</${element}>`;
  });
}

function letterOf(variant: string, character: string): string | undefined {
  const alphabet = ALPHABETS[variant];
  if (alphabet === undefined) return undefined;
  const elsewhere = ELSEWHERE[variant]?.[character];
  if (elsewhere !== undefined) return elsewhere;
  const code = character.charCodeAt(0);
  if (/^[A-Z]$/.test(character)) return String.fromCodePoint(alphabet.capitals + code - 0x41);
  if (/^[a-z]$/.test(character)) {
    return String.fromCodePoint(alphabet.capitals + LETTERS_IN_ALPHABET + code - 0x61);
  }
  if (/^[0-9]$/.test(character) && alphabet.digits !== undefined) {
    return String.fromCodePoint(alphabet.digits + code - 0x30);
  }
  if (/^[Α-Ω]$/.test(character) && alphabet.greek !== undefined) {
    return String.fromCodePoint(alphabet.greek + code - 0x391);
  }
  if (/^[α-ω]$/.test(character) && alphabet.greek !== undefined) {
    return String.fromCodePoint(alphabet.greek + LETTERS_IN_ALPHABET + code - 0x3b1);
  }
  return undefined;
}
