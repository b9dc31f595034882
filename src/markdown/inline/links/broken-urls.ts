import type { MarkdownEnvironment } from '../../document/environment.js';
import type { StateInline, Token } from '../../document/markdown-it.js';
import { isMended, type MendName, type MendNote } from '../../document/mend.js';
import { addMends, type RawReference } from '../../document/token-meta.js';
import { spanStateOf } from '../../state/span-state.js';
import { addAutolink } from './autolink.js';

const NAME: MendName = 'broken-urls';

/** A break within a URL that goes on at once in the next line, as editors break long lines. */
const BREAK = /(?<=\S)[ \t]*\n[ \t]*(?=\S)/g;
/** What is a URL rather than words, once it is joined. */
const URL = /^(?=[^\s]*[/.:#])\S+$/;

/**
 * `[Folder](https://example.org/?id=1&part⏎2)`, `<img src="assets/a⏎.png">`: a URL over two lines keeps the line break. It
 * is joined. Answers the URLs of a token with those joined that were broken, and joins them in its attributes.
 */
export function joinBrokenUrls(
  token: Token,
  references: readonly RawReference[],
  { options }: MarkdownEnvironment,
): readonly RawReference[] {
  if (!references.some(({ url }) => url.includes('\n')) || !isMended(NAME, options)) return references;
  return references.map((reference) => {
    const { url, attribute, at } = reference;
    const joined = url.replace(BREAK, '');
    const written = token.attrGet(attribute);
    if (joined === url || !URL.test(joined) || written === null) return reference;
    token.attrSet(attribute, String(written).trim().replace(/\s+/g, ''));
    addMends(token, [brokenUrlNote(url, at, joined)]);
    return { ...reference, url: joined };
  });
}

const AUTOLINK = /<((?:https?|ftp):\/\/[^\s<>]+(?:\n[ \t]*[^\s<>]+){1,2})>/y;

/** `<https://example.org/a⏎b>`, which is text to kramdown. */
export function brokenAutolink(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x3c) return false;
  AUTOLINK.lastIndex = pos;
  const [written, url] = AUTOLINK.exec(src) ?? [];
  const state = spanStateOf(given);
  if (written === undefined || url === undefined || !isMended(NAME, state.environment.options)) return false;
  const joined = url.replace(BREAK, '');
  const token = addAutolink(state, joined, joined, pos + written.length);
  addMends(token, [brokenUrlNote(url, state.documentOffset(pos + 1), joined)]);
  return true;
}

function brokenUrlNote(url: string, at: number, joined: string): MendNote {
  return {
    mend: NAME,
    at,
    text: url,
    message: 'This URL is broken over two lines; it is read as one.',
    hint: `Write it on one line: ${joined}`,
    edit: { at, written: url, replacement: joined },
  };
}
