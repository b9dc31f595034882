import { escapeText } from '../../../math/index.js';

/** An attribute of a start tag. Offsets are those in the tag, `valueFrom` that of its value without quotes. */
export interface TagAttribute {
  /** In lower case. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** As it is written, with character references; undefined where there is none. */
  readonly value: string | undefined;
}

/** The attributes of a start tag, in their order; of two with one name browsers take the first. */
export function tagAttributes(tag: string): TagAttribute[] {
  const pattern = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
  pattern.lastIndex = /^<[^\s/>]*/.exec(tag)?.[0].length ?? 0;
  return [...tagRest(pattern, tag)].map((match) => ({
    name: (match[1] ?? '').toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
    value: match[2] ?? match[3] ?? match[4],
  }));
}

function* tagRest(pattern: RegExp, tag: string): Generator<RegExpExecArray> {
  for (let match = pattern.exec(tag); match !== null; match = pattern.exec(tag)) yield match;
}

/** What is changed of a start tag. */
export interface TagChanges {
  /** Attributes that it has not yet, with their values as text. */
  readonly added?: readonly (readonly [name: string, value: string])[];
  /** Declarations that go behind those of its `style`. */
  readonly style?: readonly string[];
  /** A class that goes behind its others. */
  readonly className?: string;
  /** Names of attributes that are taken out. */
  readonly removed?: readonly string[];
  /** A mark that stands for attributes, behind all others. */
  readonly mark?: string | undefined;
}

/** A start tag, with its attributes where they are known, with changes; what is not changed stays as it is written. */
export function changedTag(
  tag: string,
  { added = [], style = [], className, removed = [], mark }: TagChanges,
  attributes: readonly TagAttribute[] = tagAttributes(tag),
): string {
  const pieces: (readonly [from: number, to: number, text: string])[] = [];
  const extend = (name: string, separator: string, value: string): readonly [string, string] | undefined => {
    const own = attributes.find((attribute) => attribute.name === name);
    if (own === undefined) return [name, value];
    const before = (own.value ?? '').trim().replace(/\s*;$/, '');
    const text =
      before === '' ? escaped(value) : `${before.replaceAll('"', '&quot;')}${separator}${escaped(value)}`;
    pieces.push([own.from, own.to, `${name}="${text}"`]);
    return undefined;
  };
  const styled = style.length === 0 ? undefined : extend('style', ';', style.join(';'));
  const classed = className === undefined ? undefined : extend('class', ' ', className);
  for (const { name, from, to } of attributes) {
    // With the blank in front of it.
    if (removed.includes(name)) pieces.push([/\s/.test(tag.charAt(from - 1)) ? from - 1 : from, to, '']);
  }
  const all = [...added, ...[classed, styled].filter((one) => one !== undefined)];
  const end = attributes.at(-1)?.to ?? /^<[^\s/>]*/.exec(tag)?.[0].length ?? 0;
  const inserted = all.map(([name, value]) => ` ${name}="${escaped(value)}"`);
  pieces.push([end, end, [...inserted, ...(mark === undefined ? [] : [` ${mark}`])].join('')]);
  pieces.sort(([a], [b]) => a - b);
  let text = '';
  let at = 0;
  for (const [from, to, instead] of pieces) {
    text += tag.slice(at, from) + instead;
    at = to;
  }
  return text + tag.slice(at);
}

function escaped(value: string): string {
  return escapeText(value).replaceAll('"', '&quot;');
}

/** A text put in place of a part of another. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text with edits, none of which lies in another; of those at one place the first comes first. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    parts.push(text.slice(at, edit.from), edit.text);
    at = edit.to;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
