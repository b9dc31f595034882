/** A file's text and what was wrong with its bytes. */
export interface Decoded {
  /** Without a byte order mark, lines ended by `\n`, without the characters that only formula marks may carry. */
  readonly text: string;
  /** Where the file is not UTF-8: the encoding it was read as, and the offset of the first bad byte in the text. */
  readonly problem: { readonly readAs: string; readonly offset: number } | null;
}

/**
 * Decodes a file. Jekyll knows only UTF-8; a file that is not is read as UTF-16 by its byte order mark, as
 * Shift_JIS or EUC-JP where that gives Japanese text without an error, and else as Windows' Latin-1, so that
 * it can still be shown and reported.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const utf8 = decodeAs('utf-8', bytes);
  if (utf8 !== null) return { text: normalise(utf8), problem: null };
  const [readAs, text] = guess(bytes);
  const valid = new TextDecoder('utf-8').decode(bytes);
  return {
    text: normalise(text),
    problem: { readAs, offset: Math.max(0, normalise(valid).indexOf('\uFFFD')) },
  };
}

function guess(bytes: Uint8Array): readonly [encoding: string, text: string] {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  if (utf16 !== null) {
    const text = decodeAs(utf16, bytes);
    if (text !== null) return ['UTF-16', text];
  }
  const japanese = [
    ['EUC-JP', decodeAs('euc-jp', bytes)],
    ['Shift_JIS', decodeAs('shift_jis', bytes)],
  ] as const;
  for (const [encoding, text] of japanese) {
    if (text !== null && isJapanese(text)) return [encoding, text];
  }
  return ['Windows-1252', new TextDecoder('windows-1252').decode(bytes)];
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Whether a decoded text is Japanese rather than an accident: it has kana, and no half-width kana, which is what
 * EUC-JP looks like when it is read as Shift_JIS.
 */
function isJapanese(text: string): boolean {
  return /[\u3041-\u30FA]/.test(text) && !/[\uFF61-\uFF9F]/.test(text);
}

/** Noncharacters by which formula marks are told from text. */
const MARKS = /[\uFDD0-\uFDEF]/g;

function normalise(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(MARKS, '');
}
