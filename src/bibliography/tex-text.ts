import { ACCENTS, ELEMENTS, SIGNS } from './tex-signs.js';

/** A text of TeX as one of HTML, in which each formula is one sign. */
export interface RichText {
  /**
   * Plain text with the few elements that citation processors know: `i`, `b`, `sup`, `sub` and two kinds of `span`. Nothing is
   * escaped in it: that is their work.
   */
  readonly text: string;
  /** The formulas, in TeX, of which the first stands at {@link FORMULA_SIGN}, the next at the one behind it, and so on. */
  readonly formulas: readonly string[];
}

/** What stands for the first formula: a sign that no text has. */
export const FORMULA_SIGN = 0xe100;

/** Every sign that stands for a formula. */
const FORMULA_SIGNS = /[\ue100-\uf8ff]/g;

/** A text with what `formula` makes of each formula's TeX in the place of the sign that stands for it. */
export function withFormulas(
  text: string,
  formulas: readonly string[],
  formula: (tex: string) => string,
): string {
  if (formulas.length === 0) return text;
  return text.replace(FORMULA_SIGNS, (sign) => {
    const tex = formulas[sign.charCodeAt(0) - FORMULA_SIGN];
    return tex === undefined ? '' : formula(tex);
  });
}

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
  const source = tex.replace(/[\ue000-\uf8ff]/g, '').replace(/\s+/g, ' ');
  const formulas: string[] = [];
  let at = 0;

  const formula = (body: string): string => {
    if (from + formulas.length >= MOST_FORMULAS) return body;
    formulas.push(body);
    return String.fromCharCode(FORMULA_SIGN + from + formulas.length - 1);
  };
  /** What comes next as an argument: a group, a command, or one sign. */
  const argument = (depth: number): string => {
    if (depth >= DEEPEST) return '';
    while (source[at] === ' ') at += 1;
    if (source[at] === '{') {
      at += 1;
      return group(depth + 1);
    }
    if (source[at] === '\\') return command(depth + 1);
    const sign = String.fromCodePoint(source.codePointAt(at) ?? 0x20);
    at += sign.length;
    return sign;
  };
  /** An argument as it is written. */
  const verbatim = (): string => {
    while (source[at] === ' ') at += 1;
    if (source[at] !== '{') return '';
    const start = at + 1;
    at = groupEnd(source, at);
    return source.slice(start, at - 1).replace(/\\([%#_&{}~])/g, '$1');
  };
  const accented = (mark: string, depth: number): string => {
    const base = argument(depth).replace(/^ı/, 'i').replace(/^ȷ/, 'j');
    const first = String.fromCodePoint(base.codePointAt(0) ?? 0x20);
    return `${first}${mark}`.normalize('NFC') + base.slice(first.length);
  };
  const command = (depth: number): string => {
    at += 1;
    const letters = /[a-zA-Z]+/y;
    letters.lastIndex = at;
    const name = letters.exec(source)?.[0] ?? source[at] ?? '';
    at += name.length;
    if (name.length > 1 || /[a-zA-Z]/.test(name)) while (source[at] === ' ' && endsName(name)) at += 1;
    const accent = Object.hasOwn(ACCENTS, name) ? ACCENTS[name] : undefined;
    if (accent !== undefined) return accented(accent, depth);
    const sign = Object.hasOwn(SIGNS, name) ? SIGNS[name] : undefined;
    if (sign !== undefined) {
      if (source.startsWith('{}', at)) at += 2;
      return sign;
    }
    const element = Object.hasOwn(ELEMENTS, name) ? ELEMENTS[name] : undefined;
    if (element !== undefined) return element[0] + argument(depth) + element[1];
    switch (name) {
      case 'url':
      case 'path':
      case 'nolinkurl':
        return verbatim();
      case 'href':
        verbatim();
        return argument(depth);
      case 'lowercase':
        return argument(depth).toLowerCase();
      case 'uppercase':
        return argument(depth).toUpperCase();
      case '(': {
        const end = source.indexOf('\\)', at);
        const body = source.slice(at, end < 0 ? source.length : end);
        at = end < 0 ? source.length : end + 2;
        return formula(body);
      }
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
        return name.length === 1 && /[^a-zA-Z]/.test(name) ? name : '';
    }
  };
  /** Up to the brace that ends the group, or the end of the text. */
  const group = (depth: number): string => {
    let result = '';
    while (at < source.length) {
      const sign = source[at] ?? '';
      if (sign === '}') {
        at += 1;
        if (depth > 0) return result;
      } else if (sign === '{') {
        at += 1;
        if (depth >= DEEPEST) continue;
        const isWhole = depth === 0 && result === '' && groupEnd(source, at - 1) === source.length;
        const isCommand = source[at] === '\\';
        const inside = group(depth + 1);
        const keeps = !isWhole && !isCommand && /\p{Lu}/u.test(inside) && !inside.includes('<');
        result += keeps ? KEPT[0] + inside + KEPT[1] : inside;
      } else if (sign === '\\') result += command(depth);
      else if (sign === '$') {
        const fence = source.startsWith('$$', at) ? '$$' : '$';
        const end = source.indexOf(fence, at + fence.length);
        if (end < 0) {
          result += sign;
          at += 1;
        } else {
          result += formula(source.slice(at + fence.length, end));
          at = end + fence.length;
        }
      } else if (source.startsWith('---', at)) {
        result += '—';
        at += 3;
      } else if (source.startsWith('--', at)) {
        result += '–';
        at += 2;
      } else if (source.startsWith('``', at)) {
        result += '“';
        at += 2;
      } else if (source.startsWith("''", at)) {
        result += '”';
        at += 2;
      } else {
        result += sign === '~' ? '\u00a0' : sign;
        at += 1;
      }
    }
    return result;
  };
  return { text: group(0).trim(), formulas };
}

/** Whether spaces behind a command are only there to end its name. */
function endsName(name: string): boolean {
  return /^[a-zA-Z]+$/.test(name);
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
