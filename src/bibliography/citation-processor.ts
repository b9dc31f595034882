import { createRequire } from 'node:module';
import { type CslElement, ownLocale } from './csl-files.js';
import type { CslItem } from './csl-item.js';

/** One work in a citation. */
export interface CitedItem {
  readonly id: string;
  /** Where in it: `3`, `23-5`. */
  readonly locator?: string | undefined;
  /** What the locator counts, as CSL calls it: `page`, `chapter`, `figure`. */
  readonly label?: string | undefined;
  readonly suppressAuthor?: boolean | undefined;
  /** Nothing but who made it. */
  readonly authorOnly?: boolean | undefined;
  /** Words in front and behind. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** Writes citations and references in one style and language. What it gives is HTML, in which formulas are signs. */
export interface CitationProcessor {
  /** Whether works go by numbers, which depend on what comes first. */
  readonly isNumeric: boolean;
  /** A citation: `(Noether, 1918, p. 3)`. Of a numeric style the works' numbers are their places in `order`. */
  readonly cite: (items: readonly CitedItem[], order: readonly string[]) => string;
  /** The references of works, by id; in a numeric style with the numbers that are their places in `order`. */
  readonly references: (order: readonly string[]) => ReadonlyMap<string, string>;
}

/** A style cannot be used: what the processor says of it. */
export class UnusableStyle extends Error {}

/** What of citeproc-js is used. */
interface Engine {
  readonly opt: { readonly development_extensions: { wrap_url_and_doi: boolean } };
  readonly updateItems: (ids: readonly string[]) => void;
  readonly makeCitationCluster: (items: readonly Readonly<Record<string, unknown>>[]) => string;
  readonly makeBibliography: () =>
    | false
    | readonly [{ readonly entry_ids: readonly (readonly string[])[] }, readonly string[]];
}

interface Citeproc {
  readonly Engine: new (
    system: {
      readonly retrieveLocale: (language: string) => CslElement | false;
      readonly retrieveItem: (id: string) => CslItem;
    },
    style: CslElement | string,
    language: string,
    force: boolean,
  ) => Engine;
  readonly parseXml: (text: string) => CslElement;
  readonly Output: {
    readonly Formats: { readonly html: Record<string, (state: unknown, html: string) => string> };
  };
  debug: (message: string) => void;
  error: (message: string) => void;
}

let loaded: Citeproc | undefined;

/** The processor, which takes some time to load, so that only who cites pays for it. */
function citeproc(): Citeproc {
  if (loaded === undefined) {
    const library: Citeproc = createRequire(import.meta.url)('citeproc');
    library.debug = () => {};
    library.error = (message) => {
      throw new UnusableStyle(message);
    };
    library.Output.Formats.html['@DOI/true'] = (_, html) => linkOf(html);
    loaded = library;
  }
  return loaded;
}

/**
 * An address or a DOI as a link to it. The processor itself takes every address that is not of the web for a DOI, and leaves
 * quotation marks and brackets, which old DOIs have, in the attribute.
 */
function linkOf(html: string): string {
  if (!/^https?:\/\//i.test(html)) return html;
  const href = html
    .replace(/["\s]|&#(?:60|62);/g, (sign) => SIGNS_OF_HREF[sign] ?? '%20')
    // What stands behind this sign in an address is none of a DOI.
    .replace(/^(https:\/\/doi\.org\/.*)/i, (doi) => doi.replace(/(?<!&)#/g, '%23'));
  return `<a href="${href}">${html}</a>`;
}

const SIGNS_OF_HREF: Readonly<Record<string, string>> = { '"': '%22', '&#60;': '%3C', '&#62;': '%3E' };

/** A style written in XML, as the processor takes it. Throws an {@link UnusableStyle}. */
export function parseStyle(xml: string): CslElement {
  const style = attempt(() =>
    citeproc().parseXml(
      xml
        .replace(/^\ufeff/, '')
        .replace(/<\?[^?]*\?>|<!--[\s\S]*?-->/g, '')
        .trim(),
    ),
  );
  if (style?.name !== 'style') throw new UnusableStyle('It has no element <style>.');
  return style;
}

/**
 * Makes a processor of a bibliography's works. All of them are known to it from the start, so that of two by one author in one
 * year each has the same letter on every page. Throws an {@link UnusableStyle}.
 */
export function createProcessor(
  style: CslElement,
  language: string,
  items: ReadonlyMap<string, CslItem>,
): CitationProcessor {
  const sorted = unsorted(style);
  const system = {
    retrieveLocale: (name: string) => ownLocale(name) ?? false,
    // What is cited out of another bibliography only takes a number.
    retrieveItem: (id: string) => items.get(id) ?? { id, type: 'document' },
  };
  const engine = attempt(() => new (citeproc().Engine)(system, sorted, language, true));
  engine.opt.development_extensions.wrap_url_and_doi = true;
  const isNumeric = showsNumbers(style);
  let current: readonly string[] | undefined;
  let written: ReadonlyMap<string, string> | undefined;
  const arrange = (order: readonly string[]): void => {
    const wanted = isNumeric ? order : [...items.keys()];
    if (
      current !== undefined &&
      current.length === wanted.length &&
      wanted.every((id, at) => id === current?.[at])
    )
      return;
    engine.updateItems(wanted);
    current = [...wanted];
    written = undefined;
  };
  return {
    isNumeric,
    cite: (cited, order) =>
      attempt(() => {
        arrange(order);
        return engine.makeCitationCluster(
          cited.map(({ id, locator, label, suppressAuthor, authorOnly, before, after }) => ({
            id,
            ...(locator ? { locator, label: label || 'page' } : {}),
            ...(suppressAuthor === true ? { 'suppress-author': true } : {}),
            ...(authorOnly === true ? { 'author-only': true } : {}),
            ...(before ? { prefix: `${before} ` } : {}),
            ...(after ? { suffix: `, ${after}` } : {}),
          })),
        );
      }).trim(),
    references: (order) =>
      attempt(() => {
        arrange(order);
        written ??= referencesOf(engine);
        return written;
      }),
  };
}

/** The references of all that an engine knows at present, by id. */
function referencesOf(engine: Engine): ReadonlyMap<string, string> {
  const [meta, texts] = engine.makeBibliography() || [{ entry_ids: [] }, []];
  return new Map(
    meta.entry_ids.flatMap(([id], index): (readonly [string, string])[] =>
      id === undefined ? [] : [[id, inline(texts[index] ?? '')]],
    ),
  );
}

/** Runs the processor; what it throws at a style says what is wrong with that. */
function attempt<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof UnusableStyle) throw error;
    throw new UnusableStyle(error instanceof Error ? error.message : String(error));
  }
}

/** A style without an order of its own: which one a bibliography has, its page says. */
function unsorted(style: CslElement): CslElement {
  return {
    ...style,
    children: style.children.map((child) =>
      typeof child === 'string' || child.name !== 'bibliography'
        ? child
        : {
            ...child,
            attrs: withoutRepetition(child.attrs),
            children: child.children.filter((one) => typeof one === 'string' || one.name !== 'sort'),
          },
    ),
  };
}

/** The attributes of a bibliography but for the dash in the place of an author's name, as another may come before. */
function withoutRepetition(attrs: CslElement['attrs']): CslElement['attrs'] {
  return Object.fromEntries(
    Object.entries(attrs).filter(([name]) => !name.startsWith('subsequent-author-substitute')),
  );
}

function showsNumbers(element: CslElement): boolean {
  return element.children.some(
    (child) =>
      typeof child !== 'string' &&
      (((child.name === 'text' || child.name === 'number') &&
        child.attrs['variable'] === 'citation-number') ||
        showsNumbers(child)),
  );
}

/** A reference that may stand in a line: the processor's blocks as spans, or as nothing where there is but one. */
function inline(html: string): string {
  return html
    .replace(/^\s*<div class="csl-entry">\s*|\s*<\/div>\s*$/g, '')
    .replace(
      /<div class="csl-(left-margin|right-inline|indent|block)">([\s\S]*?)<\/div>/g,
      (_, kind, text) => (kind === 'left-margin' ? `<span class="csl-left-margin">${text}</span> ` : text),
    )
    .replace(/\s+/g, ' ')
    .trim();
}
