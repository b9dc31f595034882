import {
  type CitationProcessor,
  type CslElement,
  type CslItem,
  createProcessor,
  cslItem,
  type Entry,
  localeName,
  ownStyle,
  parseStyle,
  type ReadBibtex,
  readBibtex,
  resolveEntries,
  UnusableStyle,
} from '../../bibliography/index.js';
import type { SourceText } from '../../diagnostics/index.js';

/** A bibliography: the entries of one or several files. */
export interface Bibliography {
  /** In the order of the files; two may have one key. */
  readonly entries: readonly Entry[];
  /** The entry that a key names: the first of that key. */
  readonly find: (key: string) => Entry | undefined;
  /** The id by which a processor knows an entry. */
  readonly idOf: (entry: Entry) => string;
  readonly items: ReadonlyMap<string, CslItem>;
  /** The formulas in all items, in TeX. */
  readonly formulas: readonly string[];
}

/** A style that cannot be had: there is none, or why it cannot be used. */
export type StyleFault = 'missing' | { readonly unusable: string };

/** So many processors are kept from one build to the next: making one of APA takes half a second. */
const MOST_PROCESSORS = 6;

const files = new WeakMap<SourceText, ReadBibtex>();
const styles = new WeakMap<SourceText, CslElement | UnusableStyle>();
const processors: {
  readonly style: CslElement;
  readonly language: string;
  readonly bibliography: Bibliography;
  readonly processor: CitationProcessor;
}[] = [];
const bibliographies: { readonly texts: readonly string[]; readonly made: Bibliography }[] = [];

/** A bibliography file read, once for each text. */
export function bibtexOf(source: SourceText): ReadBibtex {
  let read = files.get(source);
  if (read === undefined) {
    read = readBibtex(source);
    files.set(source, read);
  }
  return read;
}

/** The bibliography that files make together; the same files give the same one. */
export function bibliographyOf(
  sources: readonly SourceText[],
  options: { readonly replace: boolean; readonly join: boolean },
): Bibliography {
  const texts = [`${options.replace} ${options.join}`, ...sources.flatMap(({ file, text }) => [file, text])];
  const known = bibliographies.find(
    (one) => one.texts.length === texts.length && one.texts.every((text, index) => text === texts[index]),
  );
  if (known !== undefined) return known.made;
  const made = makeBibliography(resolveEntries(sources.map(bibtexOf), options));
  bibliographies.push({ texts, made });
  if (bibliographies.length > MOST_PROCESSORS) bibliographies.shift();
  return made;
}

/** A bibliography of entries that are at hand. */
export function makeBibliography(entries: readonly Entry[]): Bibliography {
  const ids = new Map<Entry, string>();
  const byKey = new Map<string, Entry>();
  const items = new Map<string, CslItem>();
  const formulas: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const id = `entry-${index}`;
    const { item, formulas: found } = cslItem(entry, id, formulas.length);
    ids.set(entry, id);
    items.set(id, item);
    formulas.push(...found);
    if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  }
  return {
    entries,
    find: (key) => byKey.get(key),
    idOf: (entry) => ids.get(entry) ?? '',
    items,
    formulas,
  };
}

/**
 * A style by its name (`ieee`), by the path of a file of the course, or by the address at which Zotero has it; `read` gives a
 * file of the course.
 */
export function findStyle(
  name: string,
  read: (file: string) => SourceText | undefined,
): CslElement | StyleFault {
  const base = name.replace(/^https?:\/\/www\.zotero\.org\/styles\//, '').replace(/^dependent\//, '');
  const source = read(name) ?? read(`${name}.csl`) ?? (base === name ? undefined : read(`${base}.csl`));
  if (source === undefined) return ownStyle(base) ?? 'missing';
  let style = styles.get(source);
  if (style === undefined) {
    try {
      style = parseStyle(source.text);
    } catch (error) {
      if (!(error instanceof UnusableStyle)) throw error;
      style = error;
    }
    styles.set(source, style);
  }
  if (style instanceof UnusableStyle) return { unusable: style.message };
  const parent = parentOf(style);
  if (parent !== undefined) return ownStyle(parent) ?? 'missing';
  const cites = style.children.some((child) => typeof child !== 'string' && child.name === 'citation');
  return cites ? style : { unusable: 'It has no element <citation>.' };
}

/** The style of which another is only a name, by its own name. */
function parentOf({ children }: CslElement): string | undefined {
  for (const child of children) {
    if (typeof child === 'string' || child.name !== 'info') continue;
    for (const link of child.children) {
      if (typeof link !== 'string' && link.attrs['rel'] === 'independent-parent')
        return link.attrs['href']?.replace(/^.*\//, '');
    }
  }
  return undefined;
}

/** What writes a bibliography in a style and a language. Throws an {@link UnusableStyle}. */
export function processorOf(
  style: CslElement,
  language: string,
  bibliography: Bibliography,
): CitationProcessor {
  const known = processors.find(
    (one) => one.style === style && one.language === language && one.bibliography === bibliography,
  );
  if (known !== undefined) return known.processor;
  const processor = createProcessor(style, localeName(language) ?? 'en-US', bibliography.items);
  processors.push({ style, language, bibliography, processor });
  if (processors.length > MOST_PROCESSORS) processors.shift();
  return processor;
}
