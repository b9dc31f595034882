import type { InlineTarget } from '../inline/link-target.js';
import type { SpanState } from '../inline/span-state.js';
import { isMended, type MendEdit, type MendName, type MendNote } from './mend.js';

const NAME: MendName = 'unclosed-links';

/** A web address behind a parenthesis too many; one that is not closed; another URL that ends its line. */
const DOUBLED = /\((\(+)(https?:\/\/[^\s()]+)\)/y;
const WEB = /\((https?:\/\/[^\s()<>"'\]\u3000-\u303F\uFF00-\uFFEF]+)(?=[\s\]\u3000-\u303F\uFF00-\uFFEF]|$)/y;
const LOCAL = /\((\.{0,2}\/[^\s()<>"'\]]+)(?=[ \t]*(?:\n|$))/y;

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
  for (const pattern of [WEB, LOCAL]) {
    pattern.lastIndex = open;
    const [written, url] = pattern.exec(src) ?? [];
    if (written === undefined || url === undefined) continue;
    state.pos = open + written.length;
    return { url, title: undefined, from: open + 1 };
  }
  return undefined;
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
