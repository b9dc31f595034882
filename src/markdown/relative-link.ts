import { sliceMapped } from '../diagnostics/index.js';
import type { MarkdownEnvironment } from './environment.js';

const SCHEME = /^[A-Za-z][\w+.-]*:/;

/**
 * What jekyll-relative-links makes of a URL that a link, an image or a link definition has written at the document
 * offset `at`: the URL of the page or file there, with the fragment kept, or undefined where it leaves the link
 * alone. The plugin sees the source before Liquid, so a URL that Liquid wrote, in whole or in part, is not its.
 */
export function relativeLink(url: string, at: number, environment: MarkdownEnvironment): string | undefined {
  const hash = url.indexOf('#');
  const path = hash < 0 ? url : url.slice(0, hash);
  if (path === '' || SCHEME.test(path) || /[)<>]/.test(path)) return undefined;
  const { runs } = sliceMapped(environment.document, at, at + url.length);
  const [run] = runs;
  if (run === undefined || runs.length > 1 || !run.verbatim) return undefined;
  const found = environment.options.relativeLink(path, run.source.file);
  return found === undefined ? undefined : found + url.slice(path.length);
}
