import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, diagnostic, type MappedText, mapText } from '../diagnostics/index.js';
import {
  MATH_FOLDER,
  type MacroValue,
  macroValue,
  mathAssets,
  mathStyles,
  type TypesetterOptions,
} from '../math/index.js';
import type { GeneratedFile } from '../output/index.js';
import type { Site, SiteConfig } from '../site/index.js';

/** What `katex:` in `_config.yml` says of a site's formulas. */
export interface SiteMath {
  readonly typesetter: TypesetterOptions;
  /** Style sheets that a page with formulas links; paths relative to the site's root. */
  readonly styles: readonly string[];
  /** The files that a site with formulas serves. */
  readonly assets: () => Promise<GeneratedFile[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a site's settings for formulas, and the TeX files of macros that they name. */
export async function readSiteMath({ config, files }: Site): Promise<SiteMath> {
  const { katex, raw } = config;
  const { preambles, diagnostics } = await readPreambles(config);
  const output =
    katex['output'] === 'html' || katex['output'] === 'mathml' ? katex['output'] : 'htmlAndMathml';
  const folder = freeFolder(files.keys());
  return {
    typesetter: {
      output,
      macros: readMacros(katex['macros']),
      preambles,
      displayLabel: String(raw['lang'] ?? '').startsWith('ja') ? '数式' : 'Formula',
    },
    styles: mathStyles(output, folder),
    assets: async () =>
      (await mathAssets(output, (file) => readFile(file), folder)).map((asset) => ({
        kind: 'generated',
        ...asset,
      })),
    diagnostics,
  };
}

/** The folder for KaTeX's files, another one where the course has files of its own in it. */
function freeFolder(paths: Iterable<string>): string {
  const taken = [...paths];
  let folder = MATH_FOLDER;
  while (taken.some((file) => file.startsWith(`${folder}/`))) folder += '-lectern';
  return folder;
}

/** Macros by name, as MathJax's and KaTeX's configurations write them; what is no macro is passed over. */
function readMacros(stated: unknown): Record<string, MacroValue> {
  if (typeof stated !== 'object' || stated === null) return {};
  const macros: Record<string, MacroValue> = {};
  for (const [name, value] of Object.entries(stated)) {
    const macro = macroValue(value);
    if (macro !== undefined) macros[name] = macro;
  }
  return macros;
}

/** The TeX files that `katex: preamble:` names: one path or a list, relative to the course. */
async function readPreambles({ source, katex }: SiteConfig): Promise<{
  readonly preambles: readonly MappedText[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const stated = katex['preamble'];
  const names = (Array.isArray(stated) ? stated : [stated]).filter(
    (name): name is string => typeof name === 'string',
  );
  const preambles: MappedText[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    try {
      preambles.push(
        mapText((await readFile(path.join(source, name), 'utf8')).replace(/\r\n?/g, '\n'), name),
      );
    } catch {
      const place = { file: '_config.yml', line: 1, column: 1 };
      const message = `The file of macros ${name} (katex: preamble) cannot be read.`;
      diagnostics.push(
        diagnostic('error', 'preamble-missing', place, message, {
          hint: 'Correct its path: it is relative to the course.',
        }),
      );
    }
  }
  return { preambles, diagnostics };
}
