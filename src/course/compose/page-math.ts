import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, diagnostic, type MappedText, mapText } from '../../diagnostics/index.js';
import { type MacroValue, type MacroValues, macroValue } from '../../math/index.js';
import type { Page, Site } from '../../site/index.js';

/** What `katex:` in a page's front matter, or in its front matter defaults, says of its formulas. */
export interface PageMacroLayers {
  readonly macros: MacroValues;
  /** TeX files of definitions, in their order. */
  readonly preambles: readonly MappedText[];
}

/** The TeX files of definitions that a course names, read; a file that cannot be read is missing. */
export type PreambleFiles = ReadonlyMap<string, MappedText>;

/** Reads the TeX files that `katex: preamble:` names, in the configuration or for single pages. */
export async function readPreambles({ config, pages }: Pick<Site, 'config' | 'pages'>): Promise<{
  readonly files: PreambleFiles;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const wanted = new Map<string, string>();
  const want = (katex: unknown, file: string): void => {
    for (const name of preambleNames(katex)) if (!wanted.has(name)) wanted.set(name, file);
  };
  want(config.katex, '_config.yml');
  for (const page of pages) want(page.data['katex'], page.file.path);
  const files = new Map<string, MappedText>();
  const diagnostics: Diagnostic[] = [];
  for (const [name, file] of wanted) {
    try {
      const text = await readFile(path.join(config.source, name), 'utf8');
      files.set(name, mapText(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), name));
    } catch {
      const message = `The file of macros ${name} (katex: preamble) cannot be read.`;
      diagnostics.push(
        diagnostic('error', 'preamble-missing', { file, line: 1, column: 1 }, message, {
          hint: 'Correct its path: it is relative to the course.',
        }),
      );
    }
  }
  return { files, diagnostics };
}

/** The macros and preambles that a `katex:` mapping states; what is none is passed over. */
export function macroLayers(katex: unknown, files: PreambleFiles): PageMacroLayers {
  const preambles = preambleNames(katex).flatMap((name) => files.get(name) ?? []);
  return { macros: readMacros(mapping(katex)['macros']), preambles };
}

/** The names in `preamble:`, which is one path or a list. */
function preambleNames(katex: unknown): string[] {
  const stated = mapping(katex)['preamble'];
  const names: unknown[] = Array.isArray(stated) ? stated : [stated];
  return names.filter((name) => typeof name === 'string');
}

/** Macros by name, as MathJax's and KaTeX's configurations write them. */
function readMacros(stated: unknown): Record<string, MacroValue> {
  return Object.fromEntries(
    Object.entries(mapping(stated)).flatMap(([name, value]) => {
      const macro = macroValue(value);
      return macro === undefined ? [] : [[name, macro]];
    }),
  );
}

/** The macros and preambles of a page's own. */
export function pageMacroLayers(page: Page, files: PreambleFiles): PageMacroLayers {
  return macroLayers(page.data['katex'], files);
}

/** What `katex:` says for a page: its own settings over the site's. */
export function pageKatex(page: Page, { katex }: Site['config']): Readonly<Record<string, unknown>> {
  return { ...katex, ...mapping(page.data['katex']) };
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
