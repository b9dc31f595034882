/** One face of KaTeX's fonts, as its style sheet declares them. */
export interface FontFace {
  readonly family: string;
  readonly italic: boolean;
  readonly bold: boolean;
}

/** What an element's classes say about its font; what they do not say is its parent's. */
export type FontChange = Partial<FontFace>;

/** The faces that exist of each family, by the ends of their files' names. */
const FACES: Readonly<Record<string, readonly string[]>> = {
  KaTeX_AMS: ['Regular'],
  KaTeX_Caligraphic: ['Regular', 'Bold'],
  KaTeX_Fraktur: ['Regular', 'Bold'],
  KaTeX_Main: ['Regular', 'Bold', 'Italic', 'BoldItalic'],
  KaTeX_Math: ['Italic', 'BoldItalic'],
  KaTeX_SansSerif: ['Regular', 'Bold', 'Italic'],
  KaTeX_Script: ['Regular'],
  KaTeX_Size1: ['Regular'],
  KaTeX_Size2: ['Regular'],
  KaTeX_Size3: ['Regular'],
  KaTeX_Size4: ['Regular'],
  KaTeX_Typewriter: ['Regular'],
};

/** The face in which text outside of any class of a formula is set (`.katex`). */
export const MAIN_FACE: FontFace = { family: 'KaTeX_Main', italic: false, bold: false };

/**
 * The rules of KaTeX's style sheet (`katex.scss`) that choose a font, in their order: where an element has the classes
 * of several, the last one decides.
 */
const RULES: readonly (readonly [classes: string, change: FontChange])[] = [
  ['textbf', { bold: true }],
  ['textit', { italic: true }],
  ['textrm', { family: 'KaTeX_Main' }],
  ['textsf', { family: 'KaTeX_SansSerif' }],
  ['texttt', { family: 'KaTeX_Typewriter' }],
  ['mathnormal', { family: 'KaTeX_Math', italic: true }],
  ['mathit', { family: 'KaTeX_Main', italic: true }],
  ['mathrm', { italic: false }],
  ['mathbf', { family: 'KaTeX_Main', bold: true }],
  ['boldsymbol', { family: 'KaTeX_Math', italic: true, bold: true }],
  ['amsrm', { family: 'KaTeX_AMS' }],
  ['mathbb', { family: 'KaTeX_AMS' }],
  ['textbb', { family: 'KaTeX_AMS' }],
  ['mathcal', { family: 'KaTeX_Caligraphic' }],
  ['mathfrak', { family: 'KaTeX_Fraktur' }],
  ['textfrak', { family: 'KaTeX_Fraktur' }],
  ['mathboldfrak', { family: 'KaTeX_Fraktur', bold: true }],
  ['textboldfrak', { family: 'KaTeX_Fraktur', bold: true }],
  ['mathtt', { family: 'KaTeX_Typewriter' }],
  ['mathscr', { family: 'KaTeX_Script' }],
  ['textscr', { family: 'KaTeX_Script' }],
  ['mathsf', { family: 'KaTeX_SansSerif' }],
  ['mathboldsf', { family: 'KaTeX_SansSerif', bold: true }],
  ['textboldsf', { family: 'KaTeX_SansSerif', bold: true }],
  ['mathitsf', { family: 'KaTeX_SansSerif', italic: true }],
  ['mathsfit', { family: 'KaTeX_SansSerif', italic: true }],
  ['textitsf', { family: 'KaTeX_SansSerif', italic: true }],
  ['mainrm', { family: 'KaTeX_Main', italic: false }],
  ['delimsizing size1', { family: 'KaTeX_Size1' }],
  ['delimsizing size2', { family: 'KaTeX_Size2' }],
  ['delimsizing size3', { family: 'KaTeX_Size3' }],
  ['delimsizing size4', { family: 'KaTeX_Size4' }],
  // In the style sheet these two hold for the element's children, which have no class that chooses a font.
  ['delim-size1', { family: 'KaTeX_Size1' }],
  ['delim-size4', { family: 'KaTeX_Size4' }],
  ['op-symbol small-op', { family: 'KaTeX_Size1' }],
  ['op-symbol large-op', { family: 'KaTeX_Size2' }],
];

/** What the value of a `class` attribute says about the font. */
export function fontChange(className: string): FontChange {
  const names = new Set(className.split(' '));
  let change: FontChange = {};
  for (const [classes, more] of RULES) {
    if (classes.split(' ').every((name) => names.has(name))) change = { ...change, ...more };
  }
  return change;
}

/**
 * The name of the file, without its extension, that a browser takes a face from: where a family lacks it, the nearest
 * one of the right slant (CSS Fonts 4, section 5.2). Undefined for a family that is not KaTeX's.
 */
export function fontName({ family, italic, bold }: FontFace): string | undefined {
  const faces = FACES[family];
  if (faces === undefined) return undefined;
  const slanted = faces.filter((face) => face.endsWith('Italic') === italic);
  const candidates = slanted.length > 0 ? slanted : faces;
  const face = candidates.find((name) => name.startsWith('Bold') === bold) ?? candidates[0];
  return `${family}-${face}`;
}
