import { isMended, type MendEdit, type MendName, type MendNote } from '../../document/mend.js';
import type { Warning } from '../../document/warnings.js';
import type { SpanState } from '../../state/span-state.js';
import { type InlineTarget, isCertainUrl, isFile } from './link-target.js';

const NAME: MendName = 'unclosed-links';

/** Signs that stand in no URL as it is written: those of Japanese and Chinese. */
const WIDE = '\\u3000-\\u303F\\uFF00-\\uFFEF';
/** A web address behind a parenthesis too many. */
const DOUBLED = /\((\(+)(https?:\/\/[^\s()]+)\)/y;
/** A web address that is not closed, or by a full-width parenthesis; those in it pair up. */
const WEB = new RegExp(
  `\\((https?://[^\\s()<>"'\\]${WIDE}]+(?:\\([^\\s()<>"'\\]${WIDE}]*\\)[^\\s()<>"'\\]${WIDE}]*){0,9})(?:）|(?=[\\s\\]${WIDE}]|$))`,
  'y',
);
/** Another URL that ends its line, or is one for certain. */
const LOCAL = /\(((?:\.{0,2}\/|[\w-]+\/)[^\s()<>"'\]]+|[\w-]+\.\w+)(?=[ \t]*(\n|$)|[ \t])/y;

/**
 * `[Slides](https://example.org/slides.pdf`, `[Slides]((https://example.org/)`: where the parenthesis behind a URL is missing, kramdown finds
 * no link. The URL is read up to its end. `open` is the offset of the first parenthesis.
 */
export function unclosedTarget(state: SpanState, open: number): InlineTarget | undefined {
  const { src, environment } = state;
  if (!isMended(NAME, environment.options)) return undefined;
  DOUBLED.lastIndex = open;
  const [doubled, more = '', inside] = DOUBLED.exec(src) ?? [];
  if (doubled !== undefined && inside !== undefined) {
    state.pos = open + doubled.length;
    return { url: inside, title: undefined, from: open + 1 + more.length };
  }
  WEB.lastIndex = open;
  LOCAL.lastIndex = open;
  const [written, url, end] = WEB.exec(src) ?? LOCAL.exec(src) ?? [];
  if (written === undefined || url === undefined) return undefined;
  // What a cell ends at may be a pipe of the URL.
  if (environment.inCell && open + written.length === src.length && end !== '）') return undefined;
  const isWhole = url.startsWith('http') || (end !== undefined && /^\.{0,2}\//.test(url)) || isFile(url);
  if (!isWhole) return undefined;
  state.pos = open + written.length;
  return { url, title: undefined, from: open + 1 };
}

/** What is said of a link whose URL is not closed; `written` is what stands for its parentheses, and its place. */
export function unclosedLinkNote(
  { url }: InlineTarget,
  at: number,
  written: Omit<MendEdit, 'replacement'>,
): MendNote {
  return {
    mend: NAME,
    at,
    text: url,
    message:
      'The parentheses around the URL of this link do not pair up, so Jekyll shows all of it as text; it is read as a link.',
    hint: `Write (${url}).`,
    edit: { ...written, replacement: `(${url})` },
  };
}

/** Full-width parentheses around a URL, and a URL in brackets behind a text in parentheses. */
const FULL_WIDTH = /!?\[[^\][\n]+\][（(]((?:https?:\/\/|\.{0,2}\/)[^\s()（）]+)[)）]/y;
const SWAPPED = /(?<=\([^()\n]{1,100}\))\[([^\s[\]]+)\](?!\(|\[|:)/y;

/** A link that is none, and is left as it is: of `[text]（url）` and `(text)[url]` the URL, and what is wrong with it. */
interface BrokenLink {
  readonly text: string;
  readonly message: string;
  readonly hint: string;
}

/** What is wrong with what stands at `pos`, and looks like a link. */
export function brokenLink(text: string, pos: number): BrokenLink | undefined {
  FULL_WIDTH.lastIndex = pos;
  SWAPPED.lastIndex = pos;
  const [written = '', wide] = FULL_WIDTH.exec(text) ?? [];
  if (wide !== undefined) {
    const message = 'Full-width parentheses stand around this URL, so this is text and no link.';
    return { text: written, message, hint: `If a link is meant, write (${wide}).` };
  }
  const [swapped = '', url = ''] = SWAPPED.exec(text) ?? [];
  if (swapped === '' || !isCertainUrl(url)) return undefined;
  const message =
    'A URL stands in brackets here, and the text before it in parentheses, so this is text and no link.';
  return { text: swapped, message, hint: `If a link is meant, write [text](${url}).` };
}

/** Says so. */
export function brokenLinkWarning({ text, message, hint }: BrokenLink, at: number): Warning {
  return { code: 'link-broken-markup', severity: 'info', at, text, message, hint };
}
