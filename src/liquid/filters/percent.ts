import { visibleText } from '../values/noncharacters.js';

/** Text as UTF-8 in `%XX`, but for the characters that `kept` matches. */
export function percentEncode(source: string, kept: RegExp): string {
  const text = visibleText(source);
  let encoded = '';
  for (const character of text) {
    encoded += kept.test(character) ? character : encodeCharacter(character);
  }
  return encoded;
}

/** Half of a surrogate pair cannot be encoded: it becomes a replacement character. */
function encodeCharacter(character: string): string {
  const whole = /^\p{Surrogate}$/u.test(character) ? '\ufffd' : character;
  return [...new TextEncoder().encode(whole)].map(percent).join('');
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/**
 * The text that `%XX` sequences stand for; other per cent signs stay. `undefined` where the bytes are no
 * UTF-8.
 */
export function percentDecode(text: string): string | undefined {
  try {
    return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (sequence) => decodeURIComponent(sequence));
  } catch {
    return undefined;
  }
}
