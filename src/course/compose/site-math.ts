import { readFile } from 'node:fs/promises';
import type { Diagnostic } from '../../diagnostics/index.js';
import {
  MATH_FOLDER,
  type MathAsset,
  type MathAssetOptions,
  type MathLinkOptions,
  type MathUse,
  mathAssets,
  type TypesetterOptions,
} from '../../math/index.js';
import { type Site, wordsFor } from '../../site/index.js';
import { macroLayers, type PreambleFiles, readPreambles } from './page-math.js';

/** What `katex:` in `_config.yml` says of a site's formulas. */
export interface SiteMath {
  readonly typesetter: TypesetterOptions;
  /** The folder of the site for the files of its formulas. */
  readonly folder: string;
  /** What a page with formulas links. */
  readonly links: MathLinkOptions;
  /** The files that a site with formulas serves. */
  readonly assets: (use: MathUse, making: AssetMaking) => Promise<readonly MathAsset[]>;
  /** The TeX files of definitions that the course names. */
  readonly preambles: PreambleFiles;
  readonly diagnostics: readonly Diagnostic[];
}

/** What making these files takes. */
type AssetMaking = Required<Pick<MathAssetOptions, 'cache' | 'makeFont' | 'tell'>>;

/** Reads a site's settings for formulas, and the TeX files of macros that they name. */
export async function readSiteMath(site: Site): Promise<SiteMath> {
  const { config, files } = site;
  const { katex } = config;
  const { files: preambles, diagnostics } = await readPreambles(site);
  const output =
    katex['output'] === 'html' || katex['output'] === 'mathml' ? katex['output'] : 'htmlAndMathml';
  const folder = freeFolder(files.keys());
  const displayLabel = wordsFor(site).formula;
  return {
    typesetter: {
      output,
      ...macroLayers(katex, preambles),
      displayLabel,
    },
    folder,
    links: { output, folder, label: displayLabel },
    assets: (use, making) => mathAssets(use, { output, folder, read: (file) => readFile(file), ...making }),
    preambles,
    diagnostics,
  };
}

/**
 * The folder for KaTeX's files: another one where the course has files of its own in it, or a file where it or a folder
 * above it would be. Names count as one that are one on a Mac.
 */
function freeFolder(paths: Iterable<string>): string {
  const taken = [...paths].map((file) => file.normalize('NFC').toLowerCase());
  const isFile = new Set(taken);
  let [above = '', name = ''] = MATH_FOLDER.split('/');
  while (isFile.has(above)) above += '-lectern';
  const isTaken = (folder: string): boolean =>
    isFile.has(folder) || taken.some((file) => file.startsWith(`${folder}/`));
  while (isTaken(`${above}/${name}`)) name += '-lectern';
  return `${above}/${name}`;
}
