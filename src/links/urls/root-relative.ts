import { decodePath } from './url-path.js';

/** A URL of a source text that begins at the root of the host. */
export interface RootRelativeUrl {
  /** Its path, decoded, without query and fragment. */
  readonly path: string;
  /** Offset of the URL in the text. */
  readonly at: number;
  /** Whether Markdown's own syntax writes it, and no attribute of HTML. */
  readonly isMarkdown: boolean;
}

/** Where Markdown and HTML write a URL: behind `](`, behind a definition's label, in an attribute. */
const WRITTEN =
  /(\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?|\b(?:href|src|poster|data)\s*=\s*["']?)(\/(?!\/)[^\s"'<>()?#{}]*)/gim;

/**
 * The URLs of a source text that begin at the root of the host and name a file or folder there, in the order of the
 * text. What Liquid makes is not among them.
 */
export function rootRelativeUrls(text: string): RootRelativeUrl[] {
  return [...text.matchAll(WRITTEN)].flatMap((match) => {
    const [, before = '', url = ''] = match;
    if (url === '/') return [];
    return [{ path: decodePath(url), at: match.index + before.length, isMarkdown: /[[\]]/.test(before) }];
  });
}
