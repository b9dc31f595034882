import { decodeReferences } from '../html/character-references.js';
import { type FontChange, type FontFace, fontChange, fontName, MAIN_FACE } from './font-face.js';

/** The characters that formulas show in each of KaTeX's fonts, by the fonts' names, such as `KaTeX_Main-Bold`. */
export type UsedGlyphs = Readonly<Record<string, string>>;

/** Gathers what formulas show. */
export interface GlyphCollector {
  /** Takes in the HTML of one formula, as KaTeX writes it. */
  readonly add: (katexHtml: string) => void;
  readonly glyphs: () => UsedGlyphs;
}

const BOXES = '<span class="katex-html"';
const CLASS = / class="([^"]*)"/;
const FONT_STYLE = /font-(?:weight|style|family)/;
/** Elements of KaTeX's boxes that have no end tag, or an end that shows by `/>`. */
const EMPTY = /^<(?:img|path|line)|\/>$/;

/** Makes a collector that has seen no formula yet. */
export function glyphCollector(): GlyphCollector {
  const characters = new Map<string, Set<string>>();
  const changes = new Map<string, FontChange>();
  const changeOf = (tag: string): FontChange => {
    const className = CLASS.exec(tag)?.[1];
    if (className === undefined) return {};
    const known = changes.get(className) ?? fontChange(className);
    changes.set(className, known);
    return known;
  };
  const show = (face: FontFace, text: string): void => {
    const name = fontName(face);
    if (name === undefined) return;
    const shown = characters.get(name) ?? new Set();
    characters.set(name, shown);
    for (const character of text) shown.add(character);
  };
  return {
    add: (html) => walk(html, changeOf, show),
    glyphs: () => sorted(characters),
  };
}

/** Calls `show` for every text of the boxes with the face that it stands in. */
function walk(
  html: string,
  changeOf: (tag: string) => FontChange,
  show: (face: FontFace, text: string) => void,
): void {
  const start = html.indexOf(BOXES);
  if (start < 0) return;
  const faces: FontFace[] = [];
  let face = MAIN_FACE;
  let styled = false;
  for (let at = start; at >= 0 && at < html.length; ) {
    const end = html.indexOf('>', at) + 1;
    if (end === 0) break;
    const tag = html.slice(at, end);
    if (tag.startsWith('</')) face = faces.pop() ?? MAIN_FACE;
    else if (!EMPTY.test(tag)) {
      faces.push(face);
      const change = changeOf(tag);
      face = { ...face, ...change };
      styled ||= FONT_STYLE.test(tag);
    }
    const next = html.indexOf('<', end);
    const text = html.slice(end, next < 0 ? html.length : next);
    if (text !== '') {
      const characters = text.includes('&') ? decodeReferences(text).text : text;
      // Where an author chooses the weight or slant by CSS, any face may be meant.
      for (const one of styled ? variants(face) : [face]) show(one, characters);
    }
    at = next;
  }
}

/** A face upright and slanted, light and bold. */
function variants({ family }: FontFace): FontFace[] {
  return [false, true].flatMap((italic) => [false, true].map((bold) => ({ family, italic, bold })));
}

/** What several pages show. */
export function mergeGlyphs(pages: Iterable<UsedGlyphs>): UsedGlyphs {
  const characters = new Map<string, Set<string>>();
  for (const page of pages) {
    for (const [font, text] of Object.entries(page)) {
      const shown = characters.get(font) ?? new Set();
      characters.set(font, shown);
      for (const character of text) shown.add(character);
    }
  }
  return sorted(characters);
}

/** In an order that does not depend on the order of the formulas. */
function sorted(characters: ReadonlyMap<string, ReadonlySet<string>>): UsedGlyphs {
  const fonts = [...characters].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fonts.map(([font, shown]) => [font, [...shown].sort().join('')]));
}
