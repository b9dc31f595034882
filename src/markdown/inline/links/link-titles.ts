import { isMended, type MendEdit, type MendName, type MendNote } from '../../document/mend.js';
import type { SpanState } from '../../state/span-state.js';
import type { InlineTarget } from './link-target.js';

const NAME: MendName = 'link-titles';

/** A URL without blanks, and a title with quotes of print on at least one side. */
const TITLED = /^(\S+)[ \t\n]+(?:[“”„‟]([^“”„‟"]*)[“”„‟"]|"([^“”„‟"]*)[“”„‟])$/;
/** The same in parentheses. */
const IN_PARENTHESES = /\(([^\s()]+)[ \t]+"([^“”„‟"()\n]*)[“”„‟]\)/y;

/**
 * `[text](url “title”)`: with quotes of print, which word processors make, the title is taken for a part of the URL. It is
 * read as the title. `open` is the offset of the parenthesis and `read` what kramdown makes of what follows it.
 */
export function titledTarget(
  state: SpanState,
  open: number,
  read: InlineTarget | undefined,
): InlineTarget | undefined {
  if (!isMended(NAME, state.environment.options)) return undefined;
  if (read !== undefined) {
    const [, url, title, other] = read.title === undefined ? (TITLED.exec(read.url) ?? []) : [];
    return url === undefined ? undefined : { url, title: title ?? other, from: read.from };
  }
  IN_PARENTHESES.lastIndex = open;
  const [, url, title] = IN_PARENTHESES.exec(state.src) ?? [];
  if (url === undefined) return undefined;
  state.pos = IN_PARENTHESES.lastIndex;
  return { url, title, from: open + 1 };
}

/** What is said of such a title; `written` is all that stands in the parentheses, with them, and its place. */
export function linkTitleNote(
  { url, title = '' }: InlineTarget,
  at: number,
  written: Omit<MendEdit, 'replacement'>,
): MendNote {
  const meant = `(${url} "${title}")`;
  return {
    mend: NAME,
    at,
    text: title,
    message: `The title of this link has quotes of print around it, so Jekyll takes it for a part of the URL; it is read as the title "${title}".`,
    hint: `Write ${meant} with plain quotes.`,
    edit: { ...written, replacement: meant },
  };
}
