import { readFileSync } from 'node:fs';
import { fingerprint } from '../../cache/index.js';
import { type MappedText, mapText } from '../../diagnostics/index.js';
import { pageUrl, siteLocation, targetOf } from '../../links/index.js';
import type { Page, Site, StaticFile } from '../../site/index.js';
import { mapped } from '../incremental/index.js';

/** The scripts of a course that its pages load, as far as they can say anything of formulas. */
export interface ScriptFiles {
  /**
   * The text of the script that an address on the page at `outputPath` names, noted as `script PATH`; undefined for any
   * other address.
   */
  readonly textOf: (src: string, outputPath: string) => MappedText | undefined;
  /** The present fingerprint of the script at a path of the site. */
  readonly printOf: (sitePath: string) => string;
}

/** What scripts are found with. */
export interface ScriptFilesOptions {
  readonly site: Site;
  /** What Liquid makes of a page; while that is under way, its source counts. */
  readonly content: (page: Page) => string;
  readonly isUnderWay: (page: Page) => boolean;
  readonly note: (name: string) => void;
}

/** What a script must have in it to say anything to MathJax or KaTeX. */
const OF_FORMULAS = /mathjax|renderMathInElement|katex/i;

/** By what a script made with Liquid takes over a text that may say something to them. */
const INCLUDES = /\{%-?\s*include(?:_relative|_cached)?\s/;

/** Longer ones, in bytes, are libraries; and so are shorter ones that name neither MathJax nor KaTeX. */
const LARGEST = 200_000;
const LARGEST_OTHER = 10_000;

/** By what a copy of MathJax itself is known. */
const MATHJAX_ITSELF = /\bMathJax\.(?:file)?[vV]ersion\s*=|\bMathJax\._\b/;

/** Finds the scripts of a site, each read once in a build. */
export function createScriptFiles({ site, content, isUnderWay, note }: ScriptFilesOptions): ScriptFiles {
  const known = new Map<string, MappedText | undefined>();
  const textAt = (sitePath: string): MappedText | undefined => {
    if (known.has(sitePath)) return known.get(sitePath);
    const file = site.files.get(sitePath);
    if (file === undefined) return undefined;
    if (file.kind === 'static') {
      const text = staticScript(file);
      known.set(sitePath, text);
      return text;
    }
    if (!OF_FORMULAS.test(file.body.text) && !INCLUDES.test(file.body.text)) return undefined;
    if (isUnderWay(file)) return file.body;
    const made = content(file);
    const text = OF_FORMULAS.test(made) ? mapText(made, file.file.path) : undefined;
    known.set(sitePath, text);
    return text;
  };
  return {
    textOf: (src, outputPath) => {
      const sitePath = scriptPath(src, outputPath, site);
      if (sitePath === undefined) return undefined;
      note(`script ${sitePath}`);
      return textAt(sitePath);
    },
    printOf: (sitePath) => {
      const text = textAt(sitePath);
      return fingerprint(text === undefined ? null : mapped(text));
    },
  };
}

/**
 * The path in the site of the file that a script's address on the page at `outputPath` names; undefined where that
 * leads elsewhere. Of Liquid in it, in a layout as it lies there, the path that it writes counts.
 */
function scriptPath(src: string, outputPath: string, { config }: Site): string | undefined {
  const written = src.replace(
    /\{\{([\s\S]*?)\}\}/g,
    (_, expression: string) => /["']([^"']*)["']/.exec(expression)?.[1] ?? '',
  );
  const { url, baseurl } = config;
  const location = siteLocation({ url, baseurl });
  const target = targetOf(written, pageUrl(outputPath, location), location);
  return target.kind === 'site' || target.kind === 'beside' ? target.path : undefined;
}

/** The text of a script that is published as it lies in the course; undefined for one that cannot be read. */
function staticScript({ file }: StaticFile): MappedText | undefined {
  if (file.size > LARGEST) return undefined;
  try {
    const read = readFileSync(file.absolute, 'utf8');
    const text = read.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
    const isLibrary = file.size > LARGEST_OTHER && !OF_FORMULAS.test(text);
    return isLibrary || MATHJAX_ITSELF.test(text) ? undefined : mapText(text, file.path);
  } catch {
    return undefined;
  }
}
