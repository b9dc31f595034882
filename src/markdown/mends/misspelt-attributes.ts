import { suggestion } from '../../math/index.js';
import { decodeEntities } from '../entities.js';
import type { MarkdownEnvironment } from '../environment.js';
import { parseAttributeList } from '../ial.js';
import { applyList } from '../inline/span-extensions.js';
import { spanStateOf } from '../inline/span-state.js';
import type { StateInline, Token } from '../markdown-it.js';
import { addMends, metaOf } from '../token-meta.js';
import { isHtmlAttribute, isHtmlElement } from './html-names.js';
import { isMended, type MendEdit, type MendName, type MendNote } from './mend.js';

const NAME: MendName = 'misspelt-attributes';

/** The attributes that authors of lectures write, and so may misspell. */
const MEANT = [
  'target',
  'class',
  'id',
  'style',
  'width',
  'height',
  'rel',
  'title',
  'alt',
  'src',
  'href',
  'align',
];
const TARGETS = ['_blank', '_self', '_parent', '_top'];
/** How far behind the start of a construct its attributes are looked for. */
const LONGEST = 4000;

/**
 * `{:taget="_blank"}`, `{:target="_blnak"}`: an attribute that HTML does not know and a target that no browser knows are printed
 * as they are, and do nothing. They are read as the one that differs least.
 */
export function misspeltAttributes(
  token: Token,
  attrs: NonNullable<Token['attrs']>,
  environment: MarkdownEnvironment,
): void {
  if (!isMended(NAME, environment.options)) return;
  attrs.forEach((attribute, index) => {
    const [name, value] = attribute;
    if (name !== 'target' && isHtmlAttribute(name)) return;
    const meant = name === 'target' ? name : nameMeant(name, attrs[index + 1], token);
    const target = meant === 'target' && value !== '_blank' ? targetMeant(String(value)) : undefined;
    if (meant === name && target === undefined) return;
    const next = value === '' ? attrs[index + 1] : undefined;
    attribute[0] = meant;
    attribute[1] = target ?? next?.[1] ?? value;
    if (next !== undefined) attrs.splice(index + 1, 1);
    noteAttribute(
      next === undefined ? name : `${name} ${next[0]}`,
      String(value),
      attribute,
      token,
      environment,
    );
  });
}

/** The attribute that was meant; one without a value may be the first half of a name with a space in it. */
function nameMeant(name: string, next: readonly [string, string | number] | undefined, token: Token): string {
  if (!isHtmlElement(token.tag)) return name;
  if (token.attrGet(name) === '') {
    const joined = `${name}${next?.[0] ?? ''}`.toLowerCase();
    return MEANT.includes(joined) ? joined : name;
  }
  const meant = suggestion(name.toLowerCase(), MEANT);
  return meant === undefined || token.attrGet(meant) !== null ? name : meant;
}

function targetMeant(value: string): string | undefined {
  const lower = value.trim().toLowerCase();
  if (lower === 'blank') return '_blank';
  if (!lower.startsWith('_') || TARGETS.includes(lower)) return undefined;
  return suggestion(lower, TARGETS);
}

/** Reports an attribute, and notes the URL that it may hold. */
function noteAttribute(
  name: string,
  value: string,
  [meantName, meantValue]: readonly [string, string | number],
  token: Token,
  { document }: MarkdownEnvironment,
): void {
  const meta = metaOf(token);
  const start = meta.at ?? 0;
  const found = document.text.slice(start, start + LONGEST).indexOf(`${name}=`);
  const at = start + Math.max(0, found);
  const message =
    name === meantName
      ? `Browsers know no target "${value}"; it is read as "${meantValue}".`
      : `HTML knows no attribute "${name}"; it is read as "${meantName}".`;
  const hint = `Write ${meantName}="${meantValue}".`;
  const edit = attributeEdit(document.text, at, [name, value], [meantName, String(meantValue)]);
  addMends(token, [{ mend: NAME, at, text: `${name}="${value}"`, message, hint, edit }]);
  if (meantName !== 'src' && meantName !== 'href') return;
  const url = decodeEntities(String(meantValue));
  const reference = { element: token.tag, attribute: meantName, url, at: at + name.length + 2 };
  meta.references = [...(meta.references ?? []), reference];
}

/** What changes of an attribute that starts at `at`: its name, or its value, whatever quotes are around it. */
function attributeEdit(
  text: string,
  at: number,
  [name, value]: readonly [name: string, value: string],
  [meantName, meantValue]: readonly [name: string, value: string],
): MendEdit | undefined {
  if (!text.startsWith(`${name}=`, at)) return undefined;
  if (name !== meantName) return { at, written: `${name}=`, replacement: `${meantName}=` };
  const start = at + name.length + 1;
  const quote = /["']/.test(text.charAt(start)) ? 1 : 0;
  return { at: start + quote, written: value, replacement: meantValue };
}

const ENTRY =
  '(?:[A-Za-z][\\w-]*=(?:"[^"{}\\n]*"|\'[^\'{}\\n]*\'|[“”"][^“”"{}\\n]*[“”"]|[^\\s"\'“”{}]+)|\\.[A-Za-z][\\w-]*|#[\\w:-]+)';
const LIST = new RegExp(
  `\\{(:?)[ \\t]*(${ENTRY}(?:[ \\t]+${ENTRY}){0,20})[ \\t]*(\\}|(?=[ \\t]*(?:\\n|$)))`,
  'uy',
);
const VALUE = /([A-Za-z][\w-]*)=(?:"([^"]*)"|'([^']*)'|[“”"]([^“”"]*)[“”"]|(\S+))/g;
/** A list that kramdown reads as it is meant. */
const PLAIN = /^(?:[^=]|=(?:"[^"“”]*"|'[^'“”]*')(?:\s|$))*$/;

/**
 * `[text](url){target="_blank"}`, `[text](url) {:target="_blank"}`, `{:target="_blank"` at a line's end, `{:target=“_blank”}`: an attribute list
 * behind a link or another span that lacks its colon, its end, or quotes around a value, or stands behind a space.
 */
export function misspeltList(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x7b) return false;
  const state = spanStateOf(given);
  const { last } = state.frame;
  if (last === undefined || /[^ \t]/.test(state.pending) || !isMended(NAME, state.environment.options))
    return false;
  LIST.lastIndex = pos;
  const [written, colon, entries = '', end] = LIST.exec(src) ?? [];
  if (written === undefined || !entries.includes('=') || !TAKES_ATTRIBUTES.has(last.type)) return false;
  const faults = faultsOf(colon === ':', end === '}', state.pending === '', PLAIN.test(entries));
  if (faults === undefined) return false;
  const blanks = state.pending.length;
  state.pending = '';
  const quoted = entries.replace(VALUE, quotedEntry);
  const list = parseAttributeList(quoted);
  const note: MendNote = {
    mend: NAME,
    at: state.documentOffset(pos),
    text: written,
    message: `This attribute list ${faults}, so Jekyll does not read it as one; it is read as one.`,
    hint: `Write {:${quoted}} right behind what it is about.`,
    edit: {
      at: state.documentOffset(pos - blanks),
      written: src.slice(pos - blanks, pos + written.length),
      replacement: `{:${quoted}}`,
    },
  };
  applyList(state, last, list, pos);
  addMends(last, [note]);
  state.pos = pos + written.length;
  return true;
}

/** What an attribute list may be about. */
const TAKES_ATTRIBUTES: ReadonlySet<string> = new Set(
  'link_open image html_open html_void em_open strong_open s_open code_inline'.split(' '),
);

/** What is wrong with an attribute list, as the rest of a sentence. */
function faultsOf(colon: boolean, closed: boolean, near: boolean, plain: boolean): string | undefined {
  if (!closed) return 'lacks its "}"';
  if (!colon) return 'lacks the colon behind its "{"';
  if (!near) return 'stands behind a space';
  return plain ? undefined : 'has a value without plain quotes around it';
}

function quotedEntry(_: string, name: string, ...values: readonly unknown[]): string {
  const value = values.slice(0, 4).find((one) => one !== undefined);
  const text = String(value ?? '');
  const quote = text.includes('"') ? "'" : '"';
  return `${name}=${quote}${text}${quote}`;
}
