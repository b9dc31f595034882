import { katexFile, type MathOutput } from './katex.js';
import { MATH_STYLE } from './math-style.js';

/** A file that a site with formulas serves. */
export interface MathAsset {
  /** Relative to the site's root, with `/` between folders. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The folder of a site that holds the files of its formulas. */
export const MATH_FOLDER = 'assets/katex';

const KATEX_STYLE = 'katex.min.css';
const OWN_STYLE = 'lectern-math.css';
const FONT = /url\(fonts\/([\w-]+\.woff2)\)/g;
const OTHER_FORMATS = /,url\([^)]*\) format\("(?:woff|truetype)"\)/g;

/**
 * The style sheets that a page with formulas links, in this order; paths relative to the site's root. MathML
 * alone needs none of KaTeX's.
 */
export function mathStyles(output: MathOutput, folder = MATH_FOLDER): readonly string[] {
  const names = output === 'mathml' ? [OWN_STYLE] : [KATEX_STYLE, OWN_STYLE];
  return names.map((name) => `${folder}/${name}`);
}

/**
 * The files that a site with formulas serves: KaTeX's style sheet and the fonts it names, in the one format that
 * every browser of today reads, and lectern's own style sheet. `read` answers with the bytes of a file, given
 * its absolute path.
 */
export async function mathAssets(
  output: MathOutput,
  read: (path: string) => Promise<Uint8Array>,
  folder = MATH_FOLDER,
): Promise<readonly MathAsset[]> {
  const own: MathAsset = { path: `${folder}/${OWN_STYLE}`, content: MATH_STYLE };
  if (output === 'mathml') return [own];
  const css = new TextDecoder().decode(await read(katexFile(KATEX_STYLE))).replace(OTHER_FORMATS, '');
  const fonts = new Set(Array.from(css.matchAll(FONT), ([, name = '']) => name));
  const files = await Promise.all(
    Array.from(fonts, async (name): Promise<MathAsset> => {
      const content = await read(katexFile(`fonts/${name}`));
      return { path: `${folder}/fonts/${name}`, content };
    }),
  );
  return [{ path: `${folder}/${KATEX_STYLE}`, content: css }, ...files, own];
}
