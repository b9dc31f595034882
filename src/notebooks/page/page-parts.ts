import type { Diagnostic } from '../../diagnostics/index.js';
import type { Anchor, Heading, MarkdownResult, Reference, TagPlace } from '../../markdown/index.js';
import { type Formula, formulaMark, withFormulaIndexes } from '../../math/index.js';

/** Collects the parts of a page, each of which was made for itself, so that formulas and ids are the page's. */
export interface PageParts {
  /** HTML in which nothing is known but ids. */
  readonly add: (html: string) => void;
  /** HTML of Markdown with what was found in it; `finish` has the last word on the HTML. */
  readonly addMarkdown: (result: MarkdownResult, finish: (html: string) => string) => void;
  /** The mark that stands for a formula. */
  readonly addFormula: (formula: Formula) => string;
  readonly tell: (diagnostic: Diagnostic) => void;
  readonly result: () => Omit<MarkdownResult, 'foreign'>;
}

const ID = /(\sid=")([^"]+)"/g;

/** What tells of a tag where it was written, on its way through what changes the HTML. */
const PLACE_KEY = 'data-lectern-place';
const PLACED = new RegExp(`(<[a-z][a-z0-9-]*) ${PLACE_KEY}="(\\d+)"`, 'gi');

/** Starts a page without any parts. */
export function pageParts(): PageParts {
  const html: string[] = [];
  const ids = new Set<string>();
  const formulas: Formula[] = [];
  const headings: Heading[] = [];
  const anchors: Anchor[] = [];
  const references: Reference[] = [];
  const labels: MarkdownResult['labels'][number][] = [];
  const mentions: MarkdownResult['mentions'][number][] = [];
  const diagnostics: Diagnostic[] = [];
  const places: TagPlace[1][] = [];
  /** Ids of a part that others have already, with what they are called instead. */
  const newIds = (part: string): ReadonlyMap<string, string> => {
    const changed = new Map<string, string>();
    const own = new Set([...part.matchAll(ID)].map(([, , id = '']) => id));
    for (const id of own) {
      let free = id;
      for (let number = 1; ids.has(free) || (free !== id && own.has(free)); number++)
        free = `${id}-${number}`;
      ids.add(free);
      if (free !== id) changed.set(id, free);
    }
    return changed;
  };
  return {
    add: (part) => void html.push(part),
    addMarkdown: (result, finish) => {
      const first = formulas.length;
      formulas.push(...result.formulas);
      const ofPage = (text: string): string => withFormulaIndexes(text, (index) => first + index);
      const marked = ofPage(withPlaces(result, places));
      const finished = finish(marked);
      const changed = newIds(finished);
      const idOf = (id: string): string => changed.get(id) ?? id;
      html.push(changed.size === 0 ? finished : renamed(finished, changed));
      headings.push(...result.headings.map((heading) => ({ ...heading, id: idOf(heading.id) })));
      anchors.push(...result.anchors.map((anchor) => ({ ...anchor, id: idOf(anchor.id) })));
      references.push(...result.references);
      for (const label of result.labels)
        labels.push(label.marked === undefined ? label : { ...label, marked: ofPage(label.marked) });
      mentions.push(...result.mentions);
      diagnostics.push(...result.diagnostics);
    },
    addFormula: (formula) => formulaMark(formulas.push(formula) - 1),
    tell: (diagnostic) => void diagnostics.push(diagnostic),
    result: () => {
      const text = jupyterLinks(html.join(''), headings, ids);
      const found = { formulas, headings, anchors, references, labels, mentions, diagnostics };
      return places.length === 0 ? { html: text, ...found } : { ...foundPlaces(text, places), ...found };
    },
  };
}

/** The HTML of a part, with marks at the tags whose places are known, and these behind those of the page. */
function withPlaces({ html, tagPlaces = [] }: MarkdownResult, places: TagPlace[1][]): string {
  let text = '';
  let last = 0;
  for (const [at, place] of tagPlaces) {
    const [tag] = /^<[a-z][a-z0-9-]*(?=[\s/>])/i.exec(html.slice(at, at + LONGEST_NAME)) ?? [];
    if (tag === undefined) continue;
    text += `${html.slice(last, at + tag.length)} ${PLACE_KEY}="${places.push(place) - 1}"`;
    last = at + tag.length;
  }
  return text + html.slice(last);
}

const LONGEST_NAME = 40;

/** HTML without these marks, and where its tags were written. */
function foundPlaces(
  html: string,
  places: readonly TagPlace[1][],
): { readonly html: string; readonly tagPlaces: readonly TagPlace[] } {
  const tagPlaces: TagPlace[] = [];
  let removed = 0;
  const text = html.replace(PLACED, (whole, tag: string, index: string, at: number) => {
    const place = places[Number(index)];
    if (place !== undefined) tagPlaces.push([at - removed, place]);
    removed += whole.length - tag.length;
    return tag;
  });
  return { html: text, tagPlaces };
}

function renamed(html: string, changed: ReadonlyMap<string, string>): string {
  return html.replace(/(\s(?:id="|href="#))([^"]+)"/g, (whole, start: string, id: string) => {
    const now = changed.get(id);
    return now === undefined ? whole : `${start}${now}"`;
  });
}

/** Links to headings as Jupyter names them, by their text with hyphens for spaces, made links to the headings' ids. */
function jupyterLinks(html: string, headings: readonly Heading[], ids: ReadonlySet<string>): string {
  const byName = new Map(headings.map(({ text, id }) => [jupyterName(text), id]));
  return html.replace(/(\shref="#)([^"]+)"/g, (whole, start: string, name: string) => {
    if (ids.has(name)) return whole;
    const id = byName.get(jupyterName(decoded(name)));
    return id === undefined || id === '' ? whole : `${start}${id}"`;
  });
}

/** Whether a heading is what a fragment of Jupyter's names. */
export function namesHeading(fragment: string, headings: readonly Heading[]): boolean {
  const name = jupyterName(decoded(fragment));
  return headings.some(({ text }) => jupyterName(text) === name);
}

function jupyterName(text: string): string {
  return text.trim().replace(/\s+/g, '-').toLowerCase();
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment.replaceAll('&amp;', '&'));
  } catch {
    return fragment;
  }
}
