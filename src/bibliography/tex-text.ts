import { FORMULA_SIGN, type RichText } from './rich-text.js';
import { ACCENTS, ELEMENTS, LIGATURES, SIGNS } from './tex-signs.js';

/** As many formulas one bibliography may have. */
const MOST_FORMULAS = 0x1800;

/** Keeps capitals as they are where a style writes titles in small letters. */
const KEPT = ['<span class="nocase">', '</span>'] as const;

/** Groups and commands in each other, after which the rest is taken as it stands. */
const DEEPEST = 50;

/**
 * What TeX makes of a field's value: accents and signs as Unicode, commands for fonts as elements, `$…$` as formulas, braces
 * left out. A command that is not known is left out, too, and what it is applied to stays. `from` is how many formulas there
 * are before.
 */
export function texText(tex: string, from = 0): RichText {
  const reader = new TexReader(tex.replace(/[\ue000-\uf8ff]/g, '').replace(/\s+/g, ' '), from);
  return { text: reader.group(0).trim(), formulas: reader.formulas };
}

/** Reads TeX from its start to its end. `depth` is how many groups and commands are around. */
class TexReader {
  readonly formulas: string[] = [];
  #at = 0;

  constructor(
    readonly source: string,
    readonly from: number,
  ) {}

  /** Up to the brace that ends the group, or the end of the text. */
  group(depth: number): string {
    let result = '';
    while (this.#at < this.source.length) {
      const sign = this.#sign ?? '';
      if (sign === '}') {
        this.#at += 1;
        if (depth > 0) return result;
      } else if (sign === '{') result += this.#nested(depth, depth === 0 && result === '');
      else if (sign === '\\') result += this.#command(depth);
      else if (sign === '$') result += this.#dollars();
      else result += this.#ligature() ?? this.#plain(sign);
    }
    return result;
  }

  /** A group in another one, which keeps its capitals unless braces are around all there is, from the start on. */
  #nested(depth: number, isFirst: boolean): string {
    this.#at += 1;
    if (depth >= DEEPEST) return '';
    const isWhole = isFirst && groupEnd(this.source, this.#at - 1) === this.source.length;
    const isCommand = this.#sign === '\\';
    const inside = this.group(depth + 1);
    const keeps = !isWhole && !isCommand && /\p{Lu}/u.test(inside) && !inside.includes('<');
    return keeps ? KEPT[0] + inside + KEPT[1] : inside;
  }

  /** A formula in dollars, or a dollar that nothing closes. */
  #dollars(): string {
    const fence = this.source.startsWith('$$', this.#at) ? '$$' : '$';
    const start = this.#at + fence.length;
    const end = this.source.indexOf(fence, start);
    if (end < 0) return this.#plain('$');
    this.#at = end + fence.length;
    return this.#formula(this.source.slice(start, end));
  }

  #ligature(): string | undefined {
    const found = LIGATURES.find(([written]) => this.source.startsWith(written, this.#at));
    if (found === undefined) return undefined;
    this.#at += found[0].length;
    return found[1];
  }

  #plain(sign: string): string {
    this.#at += 1;
    return sign === '~' ? '\u00a0' : sign;
  }

  #command(depth: number): string {
    this.#at += 1;
    const name = this.#commandName();
    const accent = Object.hasOwn(ACCENTS, name) ? ACCENTS[name] : undefined;
    if (accent !== undefined) return this.#accented(accent, depth);
    const sign = Object.hasOwn(SIGNS, name) ? SIGNS[name] : undefined;
    if (sign !== undefined) {
      if (this.source.startsWith('{}', this.#at)) this.#at += 2;
      return sign;
    }
    const element = Object.hasOwn(ELEMENTS, name) ? ELEMENTS[name] : undefined;
    if (element !== undefined) return element[0] + this.#argument(depth) + element[1];
    switch (name) {
      case 'url':
      case 'path':
      case 'nolinkurl':
        return this.#verbatim();
      case 'href':
        this.#verbatim();
        return this.#argument(depth);
      case 'lowercase':
        return this.#argument(depth).toLowerCase();
      case 'uppercase':
        return this.#argument(depth).toUpperCase();
      case '(':
        return this.#formula(this.#untilParenthesis());
      case '\\':
      case ' ':
        return ' ';
      case ',':
        return '\u202f';
      case '-':
      case '/':
      case '@':
        return '';
      default:
        return /^[^a-zA-Z]$/.test(name) ? name : '';
    }
  }

  /** Letters, behind which spaces only end the name, or one other sign. */
  #commandName(): string {
    const letters = /[a-zA-Z]+/y;
    letters.lastIndex = this.#at;
    const word = letters.exec(this.source)?.[0];
    const name = word ?? this.#sign ?? '';
    this.#at += name.length;
    if (word !== undefined) this.#skipSpaces();
    return name;
  }

  /** What comes next as an argument: a group, a command, or one sign. */
  #argument(depth: number): string {
    if (depth >= DEEPEST) return '';
    this.#skipSpaces();
    if (this.#sign === '{') {
      this.#at += 1;
      return this.group(depth + 1);
    }
    if (this.#sign === '\\') return this.#command(depth + 1);
    const sign = String.fromCodePoint(this.source.codePointAt(this.#at) ?? 0x20);
    this.#at += sign.length;
    return sign;
  }

  #accented(mark: string, depth: number): string {
    const base = this.#argument(depth).replace(/^ı/, 'i').replace(/^ȷ/, 'j');
    const first = String.fromCodePoint(base.codePointAt(0) ?? 0x20);
    return `${first}${mark}`.normalize('NFC') + base.slice(first.length);
  }

  /** An argument as it is written. */
  #verbatim(): string {
    this.#skipSpaces();
    if (this.#sign !== '{') return '';
    const start = this.#at + 1;
    this.#at = groupEnd(this.source, this.#at);
    return this.source.slice(start, this.#at - 1).replace(/\\([%#_&{}~])/g, '$1');
  }

  /** The TeX before `\)`, or before the end of the text. */
  #untilParenthesis(): string {
    const end = this.source.indexOf('\\)', this.#at);
    const body = this.source.slice(this.#at, end < 0 ? this.source.length : end);
    this.#at = end < 0 ? this.source.length : end + 2;
    return body;
  }

  #formula(body: string): string {
    if (this.from + this.formulas.length >= MOST_FORMULAS) return body;
    this.formulas.push(body);
    return String.fromCharCode(FORMULA_SIGN + this.from + this.formulas.length - 1);
  }

  #skipSpaces(): void {
    while (this.#sign === ' ') this.#at += 1;
  }

  get #sign(): string | undefined {
    return this.source[this.#at];
  }
}

/** Behind the brace that closes the one at `at`. */
function groupEnd(text: string, at: number): number {
  let depth = 0;
  for (let index = at; index < text.length; index++) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '{') depth += 1;
    else if (text[index] === '}' && --depth === 0) return index + 1;
  }
  return text.length + 1;
}
