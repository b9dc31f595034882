import { decodeReferences } from '../html/index.js';
import { type FontChange, type FontFace, fontChange, fontName, MAIN_FACE } from './font-face.js';

/** The characters that formulas show in each of KaTeX's fonts, by the fonts' names, such as `KaTeX_Main-Bold`. */
export type UsedGlyphs = Readonly<Record<string, string>>;

/** Sets of characters by the names of fonts, while they are gathered. */
type GlyphSets = Map<string, Set<string>>;

const BOXES = '<span class="katex-html"';
const CLASS = /\sclass="([^"]*)"/;
const FONT_STYLE = /font-(?:weight|style|family)/;
/** Elements of KaTeX's boxes that have no end tag. */
const EMPTY = /^<img\b|\/>$/;

/** Makes a function that tells what a formula shows, given its HTML as KaTeX writes it. */
export function glyphReader(): (katexHtml: string) => UsedGlyphs {
  const changes = new Map<string, FontChange>();
  const changeOf = (tag: string): FontChange => {
    const className = CLASS.exec(tag)?.[1] ?? '';
    const known = changes.get(className) ?? fontChange(className);
    changes.set(className, known);
    return known;
  };
  return (html) => {
    const sets: GlyphSets = new Map();
    walkTexts(html, changeOf, (face, text) => {
      const name = fontName(face);
      if (name !== undefined) addGlyphs(sets, name, text);
    });
    return sorted(sets);
  };
}

/** Calls `show` for every text of the boxes, with the face that it is set in. */
function walkTexts(
  html: string,
  changeOf: (tag: string) => FontChange,
  show: (face: FontFace, text: string) => void,
): void {
  // Where an author chooses the weight or slant by CSS, any face of the family may be meant.
  const styled = FONT_STYLE.test(html);
  const faces: FontFace[] = [];
  let face = MAIN_FACE;
  let at = html.indexOf(BOXES);
  while (at >= 0) {
    const end = html.indexOf('>', at) + 1;
    if (end === 0) return;
    const tag = html.slice(at, end);
    if (tag.startsWith('</')) face = faces.pop() ?? MAIN_FACE;
    else if (!EMPTY.test(tag)) {
      faces.push(face);
      face = { ...face, ...changeOf(tag) };
    }
    at = html.indexOf('<', end);
    const text = html.slice(end, at < 0 ? html.length : at);
    if (text === '') continue;
    const characters = text.includes('&') ? decodeReferences(text).text : text;
    for (const one of styled ? variants(face) : [face]) show(one, characters);
  }
}

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
