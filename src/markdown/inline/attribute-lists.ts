import { parseAttributeList } from '../document/ial.js';
import type { StateInline, Token } from '../document/markdown-it.js';
import { isMended, type MendName } from '../document/mend.js';
import { addMends } from '../document/token-meta.js';
import { isHtmlAttribute } from '../html/names.js';
import { type SpanState, spanStateOf } from '../state/span-state.js';
import { meantAttribute, meantEntry } from '../tags/misspelt-attributes.js';
import { applyList } from './span-extensions.js';

const NAME: MendName = 'attribute-lists';

const ENTRY =
  '(?:[A-Za-z][\\w-]*=(?:"[^"{}\\n]*"|\'[^\'{}\\n]*\'|[“”"][^“”"{}\\n]*[“”"]|[^\\s"\'“”{}]+)|\\.[A-Za-z][\\w-]*|#[\\w:-]+)';
const LIST = new RegExp(
  `\\{(:?)[ \\t]*(${ENTRY}(?:[ \\t]+${ENTRY}){0,20})[ \\t]*(\\}|(?=[ \\t]*(?:\\n|$)))`,
  'uy',
);
const VALUE = /([A-Za-z][\w-]*)=(?:"([^"]*)"|'([^']*)'|[“”"]([^“”"]*)[“”"]|(\S+))/g;
/** A list that kramdown reads as it is meant. */
const PLAIN = /^(?:[^=]|=(?:"[^"“”]*"|'[^'“”]*')(?:\s|$))*$/;

/** What authors give links and figures: braces with anything else in them may well be text. */
const USUAL =
  /^(?:(?:data|aria)-[\w-]+|align|alt|border|class|download|height|hreflang|id|lang|loading|name|rel|style|target|title|width)$/;

/**
 * `[text](url){target="_blank"}`, `![](a.png) {:width="50%"}`, `{:target="_blank"` at a line's end, `{:target=“_blank”}`: an attribute list
 * behind a link or an image that lacks its colon or its end, or stands behind a space; behind these and other spans,
 * one without quotes around a value.
 */
export function attributeLists(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x7b) return false;
  const state = spanStateOf(given);
  const { last } = state.frame;
  if (last === undefined || /[^ \t]/.test(state.pending) || !isMended(NAME, state.environment.options))
    return false;
  LIST.lastIndex = pos;
  const [written, colon, entries = '', end] = LIST.exec(src) ?? [];
  if (written === undefined || !entries.includes('=')) return false;
  const blanks = state.pending.length;
  const isNear = colon === ':' && end === '}' && blanks === 0;
  const names = [...entries.matchAll(VALUE)];
  if (!isMeant(last, isNear, names)) return false;
  const faults = faultsOf(colon === ':', end === '}', blanks === 0, PLAIN.test(entries));
  if (faults === undefined) return false;
  const quoted = entries.replace(VALUE, (...entry) => quotedEntry(state, entry));
  state.pending = '';
  applyList(state, last, parseAttributeList(quoted), pos);
  addMends(last, [
    {
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
    },
  ]);
  state.pos = pos + written.length;
  return true;
}

/** What a list with nothing but its quotes wrong may be about; any other, a link or an image of Markdown's. */
const TAKES_ATTRIBUTES: ReadonlySet<string> = new Set(
  'link_open image html_open html_void em_open strong_open s_open code_inline'.split(' '),
);

/** Whether an attribute list was meant, and no text in braces: by what stands before it, and by what it says. */
function isMeant({ type }: Token, isNear: boolean, entries: readonly RegExpExecArray[]): boolean {
  if (!isNear && type !== 'link_open' && type !== 'image') return false;
  return (
    TAKES_ATTRIBUTES.has(type) &&
    entries.every(([, name = '', ...values]) => {
      const isKnown = isNear ? isHtmlAttribute(name) : USUAL.test(name);
      return isKnown || meantAttribute(name, firstValue(values), undefined) !== undefined;
    })
  );
}

/** What is wrong with an attribute list, as the rest of a sentence. */
function faultsOf(colon: boolean, closed: boolean, near: boolean, plain: boolean): string | undefined {
  if (!closed) return 'lacks its "}"';
  if (!colon) return 'lacks the colon behind its "{"';
  if (!near) return 'stands behind a space';
  return plain ? undefined : 'has a value without plain quotes around it';
}

/** An entry with plain quotes, and with the name that was meant. */
function quotedEntry({ environment: { options } }: SpanState, [, name, ...rest]: readonly unknown[]): string {
  const written = { name: String(name), value: firstValue(rest.slice(0, 4)) };
  const [meant, value] = isMended('misspelt-attributes', options)
    ? meantEntry(written, new Set(), undefined)
    : [written.name, written.value];
  const quote = value.includes('"') ? "'" : '"';
  return `${meant}=${quote}${value}${quote}`;
}

function firstValue(values: readonly unknown[]): string {
  return String(values.find((one) => one !== undefined) ?? '');
}
