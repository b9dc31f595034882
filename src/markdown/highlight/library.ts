import { createRequire } from 'node:module';

/** The little of highlight.js that is used here. Its own types would bring the browser's globals with them. */
interface HighlightLibrary {
  readonly registerLanguage: (name: string, define: unknown) => void;
  readonly getLanguage: (name: string) => object | undefined;
  readonly newInstance: () => HighlightLibrary;
  readonly highlight: (
    code: string,
    options: { readonly language: string; readonly ignoreIllegals: boolean },
  ) => { readonly value: string };
}

/** Colours code of one of highlight.js's languages: answers with its HTML (`<span class="hljs-…">`). */
export type HighlightCode = (code: string, language: string) => string;

/**
 * Languages that a grammar of highlight.js embeds without requiring them itself: a script in HTML is only
 * coloured when JavaScript's grammar has been registered too.
 */
const EMBEDDED: Readonly<Record<string, readonly string[]>> = {
  xml: ['javascript', 'css'],
  markdown: ['xml'],
  django: ['xml'],
  erb: ['xml', 'ruby'],
  handlebars: ['xml'],
  twig: ['xml'],
  haml: ['ruby'],
  http: ['json', 'xml'],
  'php-template': ['xml', 'php'],
};

/**
 * Opens highlight.js. The library and each grammar are loaded when they are first needed: a site without code
 * pays nothing, and one with Python alone pays for one grammar, not for two hundred.
 */
export function openHighlightLibrary(): HighlightCode {
  const require = createRequire(import.meta.url);
  let library: HighlightLibrary | undefined;

  const load = (name: string, into: HighlightLibrary): void => {
    if (into.getLanguage(name) !== undefined) return;
    into.registerLanguage(name, require(`highlight.js/lib/languages/${name}`));
    for (const embedded of EMBEDDED[name] ?? []) load(embedded, into);
  };

  return (code, language) => {
    if (library === undefined) {
      const shared: HighlightLibrary = require('highlight.js/lib/core');
      library = shared.newInstance();
    }
    load(language, library);
    return library.highlight(code, { language, ignoreIllegals: true }).value;
  };
}
