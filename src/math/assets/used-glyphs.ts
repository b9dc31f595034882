import { decodeReferences } from '../html/index.js';

/** The characters that formulas show in each of KaTeX's fonts, by the fonts' names, such as `KaTeX_Main-Bold`. */
export type UsedGlyphs = Readonly<Record<string, string>>;

/** Sets of characters by the names of fonts, while they are gathered. */
type GlyphSets = Map<string, Set<string>>;

const BOXES = '<span class="katex-html"';
/** How KaTeX writes an element with classes. */
const CLASSED = '<span class="';
const CLASS = /\sclass="([^"]*)"/;
const FONT_STYLE = /font-(?:weight|style|family)/;
/** Elements of KaTeX's boxes that have no end tag. */
const EMPTY = /^<img\b|\/>$/;

/** A face, the name of its file, where it is one of KaTeX's, and the faces that classes within it make of it. */
interface KnownFace {
  readonly face: FontFace;
  readonly name: string | undefined;
  readonly within: Map<string, KnownFace>;
}

/** Makes a function that tells what a formula shows, given its HTML as KaTeX writes it. */
export function glyphReader(): (katexHtml: string) => UsedGlyphs {
  // Few combinations of classes are in all formulas of a site.
  const changes = new Map<string, FontChange>();
  const faces = new Map<string, KnownFace>();
  const known = (face: FontFace): KnownFace => {
    const key = `${face.family} ${face.italic} ${face.bold}`;
    const one = faces.get(key) ?? { face, name: fontName(face), within: new Map() };
    faces.set(key, one);
    return one;
  };
  const faceWithin = (outer: KnownFace, className: string): KnownFace => {
    const inner = outer.within.get(className);
    if (inner !== undefined) return inner;
    const change = changes.get(className) ?? fontChange(className);
    changes.set(className, change);
    const made = known({ ...outer.face, ...change });
    outer.within.set(className, made);
    return made;
  };
  const main = known(MAIN_FACE);
  return (html) => {
    const sets: GlyphSets = new Map();
    // Where an author chooses the weight or slant by CSS, any face of the family may be meant.
    const styled = FONT_STYLE.test(html);
    walkTexts(html, main, faceWithin, ({ face, name }, text) => {
      const names = styled ? variants(face).map(fontName) : [name];
      for (const one of names) if (one !== undefined) addGlyphs(sets, one, text);
    });
    return sorted(sets);
  };
}

/** Calls `show` for every text of the boxes, with the face that it is set in. */
function walkTexts(
  html: string,
  main: KnownFace,
  faceWithin: (outer: KnownFace, className: string) => KnownFace,
  show: (face: KnownFace, text: string) => void,
): void {
  const faces: KnownFace[] = [];
  let face = main;
  let at = html.indexOf(BOXES);
  while (at >= 0) {
    const end = html.indexOf('>', at) + 1;
    if (end === 0) return;
    if (html.charCodeAt(at + 1) === SLASH) face = faces.pop() ?? main;
    else if (html.startsWith(CLASSED, at) && html.charCodeAt(end - 2) !== SLASH) {
      const from = at + CLASSED.length;
      faces.push(face);
      face = faceWithin(face, html.slice(from, html.indexOf('"', from)));
    } else {
      const tag = html.slice(at, end);
      if (!EMPTY.test(tag)) {
        faces.push(face);
        face = faceWithin(face, CLASS.exec(tag)?.[1] ?? '');
      }
    }
    at = html.indexOf('<', end);
    if (at === end) continue;
    const text = html.slice(end, at < 0 ? html.length : at);
    if (text === '') continue;
    show(face, text.includes('&') ? decodeReferences(text).text : text);
  }
}

const SLASH = '/'.charCodeAt(0);

/** A face upright and slanted, light and bold. */
function variants({ family }: FontFace): FontFace[] {
  return [false, true].flatMap((italic) => [false, true].map((bold) => ({ family, italic, bold })));
}

/** What several formulas or pages show. */
export function mergeGlyphs(all: Iterable<UsedGlyphs>): UsedGlyphs {
  const sets: GlyphSets = new Map();
  for (const glyphs of all) {
    for (const [font, text] of Object.entries(glyphs)) addGlyphs(sets, font, text);
  }
  return sorted(sets);
}

function addGlyphs(sets: GlyphSets, font: string, text: string): void {
  let shown = sets.get(font);
  if (shown === undefined) {
    shown = new Set();
    sets.set(font, shown);
  }
  for (const character of text) shown.add(character);
}

/** In an order that does not depend on the order of the formulas. */
function sorted(sets: GlyphSets): UsedGlyphs {
  const fonts = [...sets].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fonts.map(([font, shown]) => [font, [...shown].sort().join('')]));
}

/** One face of KaTeX's fonts, as its style sheet declares them. */
interface FontFace {
  readonly family: string;
  readonly italic: boolean;
  readonly bold: boolean;
}

/** What an element's classes say about its font; what they do not say is its parent's. */
type FontChange = Partial<FontFace>;

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
const MAIN_FACE: FontFace = { family: 'KaTeX_Main', italic: false, bold: false };

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
function fontChange(className: string): FontChange {
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
function fontName({ family, italic, bold }: FontFace): string | undefined {
  const faces = FACES[family];
  if (faces === undefined) return undefined;
  const slanted = faces.filter((face) => face.endsWith('Italic') === italic);
  const candidates = slanted.length > 0 ? slanted : faces;
  const face = candidates.find((name) => name.startsWith('Bold') === bold) ?? candidates[0];
  return `${family}-${face}`;
}
