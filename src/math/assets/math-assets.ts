import type { Diagnostic } from '../../diagnostics/index.js';
import type { MathOutput } from '../katex/index.js';
import { FONT_SCRIPT, PREVIEW_SCRIPT, SCROLL_SCRIPT } from './browser-scripts.js';
import { katexFile } from './katex-file.js';
import type { MathUse } from './math-use.js';
import { katexStyle, MATH_STYLE } from './style-sheets.js';
import { type FontCache, type FontMaker, makeFont, subsetFonts } from './subset-fonts.js';

/** A file that a site with formulas serves. */
export interface MathAsset {
  /** Relative to the site's root, with `/` between folders. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A file that a page with formulas links; its path is relative to the site's root. */
export type MathLink =
  | { readonly kind: 'style'; readonly path: string }
  | {
      readonly kind: 'script';
      readonly path: string;
      /** Whether it runs as soon as it is met, or when the page has been read. */
      readonly when: 'now' | 'later';
      /** What the script calls a formula: the attribute `data-label` of its link. */
      readonly label?: string;
    };

/** The folder of a site that holds the files of its formulas. */
export const MATH_FOLDER = 'assets/katex';

const KATEX_STYLE = 'katex.min.css';
const OWN_STYLE = 'lectern-math.css';
/** KaTeX's own script by which a formula is copied as its TeX. */
const COPY_SCRIPT = 'copy-tex.min.js';
const FONT_SCRIPT_FILE = 'lectern-fonts.js';
const SCROLL_SCRIPT_FILE = 'lectern-scroll.js';
const PREVIEW_SCRIPT_FILE = 'lectern-preview.js';

/** What holds for all links of a site. */
export interface MathLinkOptions {
  readonly output: MathOutput;
  /** The folder that the files lie in, where it is not `MATH_FOLDER`. */
  readonly folder?: string;
  /** What a display formula is called, in the site's language. */
  readonly label: string;
}

/**
 * What a page whose formulas are in `use` links, in this order: style sheets, of which MathML alone needs none of
 * KaTeX's, and scripts, without any of which the page is as readable.
 */
export function mathLinks(use: MathUse, options: MathLinkOptions): readonly MathLink[] {
  const { output, folder = MATH_FOLDER, label } = options;
  const at = (name: string): string => `${folder}/${name}`;
  return [
    ...(output === 'mathml' ? [] : [{ kind: 'style', path: at(KATEX_STYLE) } as const]),
    { kind: 'style', path: at(OWN_STYLE) },
    ...(output === 'mathml' ? [] : [{ kind: 'script', path: at(FONT_SCRIPT_FILE), when: 'now' } as const]),
    { kind: 'script', path: at(COPY_SCRIPT), when: 'later' },
    ...(use.scrolls ? [{ kind: 'script', path: at(SCROLL_SCRIPT_FILE), when: 'later', label } as const] : []),
    ...(use.refers ? [{ kind: 'script', path: at(PREVIEW_SCRIPT_FILE), when: 'later' } as const] : []),
  ];
}

/** The paths of the style sheets among them. */
export function mathStyles(use: MathUse, options: MathLinkOptions): string[] {
  return mathLinks(use, options).flatMap(({ kind, path }) => (kind === 'style' ? [path] : []));
}

/** What making the files takes. */
export interface MathAssetOptions {
  readonly output: MathOutput;
  readonly folder?: string;
  /** Answers with the bytes of a file, given its absolute path. */
  readonly read: (path: string) => Promise<Uint8Array>;
  readonly cache?: FontCache;
  /** Makes what the cache has not; {@link makeFont} where it is left out. */
  readonly makeFont?: FontMaker;
  /** Told of what went wrong without being an author's. */
  readonly tell?: (fault: Diagnostic) => void;
}

/**
 * The files that a site serves whose formulas are in `use`: all that its pages link. KaTeX's style sheet comes with
 * the glyphs that the formulas show and the rules that their elements need, and no others.
 */
export async function mathAssets(use: MathUse, options: MathAssetOptions): Promise<readonly MathAsset[]> {
  const { output, folder = MATH_FOLDER } = options;
  const text = async (name: string) => new TextDecoder().decode(await options.read(katexFile(name)));
  const contents: Readonly<Record<string, () => string | Promise<string>>> = {
    [KATEX_STYLE]: async () =>
      katexStyle(await text(KATEX_STYLE), use.classes, await usedFonts(use, options)),
    [OWN_STYLE]: () => MATH_STYLE,
    [COPY_SCRIPT]: () => text(`contrib/${COPY_SCRIPT}`),
    [FONT_SCRIPT_FILE]: () => FONT_SCRIPT,
    [SCROLL_SCRIPT_FILE]: () => SCROLL_SCRIPT,
    [PREVIEW_SCRIPT_FILE]: () => PREVIEW_SCRIPT,
  };
  return Promise.all(
    mathLinks(use, { output, folder, label: '' }).map(async ({ path }) => {
      const content = await contents[path.slice(folder.length + 1)]?.();
      return { path, content: content ?? '' };
    }),
  );
}

function usedFonts(
  { glyphs }: MathUse,
  { cache = new Map(), makeFont: make = makeFont, tell = () => {} }: MathAssetOptions,
) {
  return subsetFonts(glyphs, cache, make, tell);
}
