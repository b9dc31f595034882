import { lookup } from 'mrmime';

/** Types besides `text/…` that are text, and so have a charset. */
const TEXT = /^(?:text\/|application\/(?:javascript|json|xml|[\w.-]+\+(?:json|xml))|image\/svg\+xml)/;

/** The content type of a file by its name, with `charset` where it is text: lectern and its courses write UTF-8. */
export function contentType(file: string): string {
  const type = lookup(file) ?? 'application/octet-stream';
  return TEXT.test(type) ? `${type}; charset=utf-8` : type;
}
