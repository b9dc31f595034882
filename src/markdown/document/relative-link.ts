import { guarded, sliceMapped } from '../../diagnostics/index.js';
import type { MarkdownEnvironment } from './environment.js';

const SCHEME = /^[A-Za-z][\w+.-]*:/;
const NOT_IN_PATH = /[)<>]/;
/** What stands before a URL: the parenthesis of a link, or a definition's colon. */
const BEFORE = /(?:\(|\]: )$/;
/** What stands behind one: the end of the link or the definition, or a title in double quotes. */
const BEHIND = /\)|\s+"|[ \t]*(?:\n|$)/y;

/**
 * What jekyll-relative-links makes of a URL that a link, an image or a link definition has written at the document
 * offset `at`: the URL of the page or file there, with the fragment kept, or undefined where it leaves the link
 * alone. The plugin looks for links in the source by a pattern (`INLINE_LINK_REGEX`, `REFERENCE_LINK_REGEX` of its
 * generator), so it passes over URLs in angle brackets or between spaces, and over titles in single quotes. It sees
 * the source before Liquid does, so a URL that Liquid wrote, in whole or in part, or that an include brought, is not its.
 */
export function relativeLink(url: string, at: number, environment: MarkdownEnvironment): string | undefined {
  const hash = url.indexOf('#');
  const path = hash < 0 ? url : url.slice(0, hash);
  if (path === '' || SCHEME.test(path) || NOT_IN_PATH.test(path)) return undefined;
  const { document } = environment;
  BEHIND.lastIndex = at + url.length;
  if (!BEFORE.test(document.text.slice(Math.max(0, at - 3), at)) || !BEHIND.test(document.text))
    return undefined;
  const { runs } = sliceMapped(document, at, at + url.length);
  const [run] = runs;
  if (run === undefined || runs.length > 1 || !run.verbatim || run.included === true) return undefined;
  const found = guarded(
    {
      failing: 'looking up the page of this link failed, so it stays as it is written',
      place: () => environment.locate(at),
      severity: 'error',
      tell: (fault) => environment.diagnostics.push(fault),
    },
    () => environment.options.relativeLink(path, run.source.file),
    () => undefined,
  );
  return found === undefined ? undefined : found + url.slice(path.length);
}
