import {
  type CitationProcessor,
  type CitedItem,
  type Entry,
  readBibtex,
  resolveEntries,
  shortNames,
  textOf,
} from '../../bibliography/index.js';
import { diagnostic, nearestName } from '../../diagnostics/index.js';
import type { ExtraBlock, ExtraTag } from '../../liquid/index.js';
import { element, inlineHtml, linkedAddresses, shownHtml } from './citation-html.js';
import { type Bibliography, makeBibliography } from './citation-library.js';
import { detailsPath } from './details-path.js';
import { type CitingCall, type CitingSite, citingCall, processorFor } from './page-citations.js';
import {
  flagSetting,
  linksAddresses,
  type ScholarSettings,
  scholarSettings,
  textSetting,
} from './scholar-settings.js';

/** `{% cite key1 key2 --locator 3 %}`: a link to the first of the works, in the style's own way (jekyll-scholar 7). */
export function citeTag(citing: CitingSite): ExtraTag {
  return (call) => citation(citing, citingCall(citing, call));
}

/** `{% nocite key %}`: nothing, but `{% bibliography --cited %}` lists it. */
export function nociteTag(citing: CitingSite): ExtraTag {
  return (call) => {
    const cites = citingCall(citing, call);
    citedEntries(cites);
    return '';
  };
}

/** `{% quote key %}words{% endquote %}`: a quotation with the citation behind. */
export function quoteTag(citing: CitingSite): ExtraBlock {
  return {
    block: (call, body) => {
      const words = body.trim().replaceAll('\n\n', '</p><p>').replaceAll('\n', '<br/>');
      const cite = element('cite', citation(citing, citingCall(citing, call)));
      return element('blockquote', `${element('p', words)}${cite}`);
    },
  };
}

/** `{% reference key %}`: a work as the bibliography has it. */
export function referenceTag(citing: CitingSite): ExtraTag {
  return (call) => {
    const cites = citingCall(citing, call);
    const processor = cites.processor();
    return cites.keys
      .map((key) => {
        const entry = cites.bibliography.find(key);
        return entry === undefined || processor === undefined
          ? missing(cites, key)
          : inlineHtml(referenceOf(entry, cites, processor, [entry]));
      })
      .join('\n');
  };
}

/** `{% cite_details key --text words %}`: a link to a work's own page. */
export function citeDetailsTag(citing: CitingSite): ExtraTag {
  return (call) => {
    const cites = citingCall(citing, call);
    const { settings, options } = cites;
    return cites.keys
      .map((key) => {
        const entry = cites.bibliography.find(key);
        if (entry === undefined) return missing(cites, key);
        const text = options.last('text') ?? textSetting(settings, 'details_link');
        return element('a', text, { href: detailsPath(entry, settings, citing.site.config) });
      })
      .join('\n');
  };
}

/** `{% details_link key %}`: the address of a work's own page. */
export function detailsLinkTag(citing: CitingSite): ExtraTag {
  return (call) => {
    const cites = citingCall(citing, call);
    const [key = ''] = cites.keys;
    const entry = cites.bibliography.find(key);
    return entry === undefined ? missing(cites, key) : detailsPath(entry, cites.settings, citing.site.config);
  };
}

/** `{% bibtex %}@book{…}{% endbibtex %}`: the works that are written there. */
export function bibtexTag({ site, note }: CitingSite): ExtraBlock {
  return {
    block: (call, body) => {
      const read = readBibtex({ file: call.place.file, text: body });
      for (const { severity, code, message, hint } of read.diagnostics)
        if (severity === 'error')
          call.report({ ...call.place, severity, code, message, ...(hint === undefined ? {} : { hint }) });
      const entries = resolveEntries([read], { replace: true, join: true });
      const settings = scholarSettings(site.config.raw['scholar'], call.evaluate('page.scholar'));
      const bibliography = makeBibliography(entries);
      const processor = processorFor({ site, note }, call, settings, bibliography);
      const references = processor?.references(entries.map(bibliography.idOf));
      return entries
        .map((entry) => {
          const html = references?.get(bibliography.idOf(entry)) ?? '';
          return element(
            textSetting(settings, 'reference_tagname'),
            shownReference(html, settings, bibliography),
            {
              id: entry.key,
            },
          );
        })
        .join('\n');
    },
  };
}

/** The entries that a tag names and the bibliography has; they are cited from now on. What it has not is reported. */
function citedEntries(cites: CitingCall): readonly Entry[] {
  const entries = cites.keys.flatMap((key) => cites.bibliography.find(key) ?? []);
  for (const key of cites.keys) if (cites.bibliography.find(key) === undefined) missing(cites, key);
  for (const { key } of entries) if (!cites.cited.includes(key)) cites.cited.push(key);
  return entries;
}

function citation({ site }: CitingSite, cites: CitingCall): string {
  const { settings, options, bibliography, cited, prefix, keys, call } = cites;
  if (keys.length === 0) {
    const hint = 'Write it as {% cite key %}.';
    call.report(
      diagnostic('error', 'liquid-argument', call.place, 'This tag names no work to cite.', { hint }),
    );
    return '';
  }
  const processor = cites.processor();
  if (options.has('narrative') && isNobody(cites)) return `@${keys.join(' ')}`;
  const entries = citedEntries(cites);
  const lost = entries.length < keys.length ? textSetting(settings, 'missing_reference') : '';
  if (entries.length === 0 || processor === undefined) return lost;
  const [locators, labels] = [options.all('locator'), options.all('label')];
  const [befores, afters] = [options.all('before'), options.all('after')];
  const isNarrative = options.has('narrative');
  const items = entries.map((entry) => {
    const index = keys.indexOf(entry.key);
    return {
      id: bibliography.idOf(entry),
      locator: locators[index],
      label: labels[index],
      before: befores[index],
      after: afters[index],
      suppressAuthor: options.has('suppress_author') || (isNarrative && !processor.isNumeric),
    };
  });
  const order = numberOrder(cited, bibliography);
  const css = textSetting(settings, 'cite_class');
  const link = (html: string, linked: readonly Entry[]): string =>
    element('a', inlineHtml(shownHtml(html, bibliography.formulas)), {
      class: site.config.ownTheme ? `${css} reference`.trim() : css,
      href: `${textSetting(settings, 'relative')}#${[prefix, linked[0]?.key].filter((part) => part !== undefined).join('-')}`,
      'data-cites':
        linked.length > 1 || prefix !== undefined ? linked.map(({ key }) => key).join(' ') : undefined,
    });
  if (isNarrative) {
    const authors = authorsOf(entries, (items) => processor.cite(items, order), cites);
    return link(`${authors} ${processor.cite(items, order)}`, entries);
  }
  const shown =
    flagSetting(settings, 'separate_links') && entries.length > 1
      ? separately(items, entries, (one) => processor.cite(one, order), link)
      : link(processor.cite(items, order), entries);
  return lost === '' ? shown : `${shown} ${lost}`;
}

/** Who has made works, in the style's way; a numeric style has none. */
function authorsOf(
  entries: readonly Entry[],
  cite: (items: readonly CitedItem[]) => string,
  { bibliography }: CitingCall,
): string {
  const written = cite(entries.map((entry) => ({ id: bibliography.idOf(entry), authorOnly: true })));
  if (!written.includes(UNWRITTEN)) return written;
  return entries
    .map(
      (entry) =>
        shortNames(entry.fields.get('author') ?? entry.fields.get('editor') ?? '') || textOf(entry, 'title'),
    )
    .join('; ')
    .replaceAll('&', '&amp;');
}

/** What citeproc writes where a style has nothing to show. */
const UNWRITTEN = 'NO_PRINTED_FORM';

/** Whether a name behind an `@` in a sentence is like that of no work, so that it is somebody's. */
function isNobody({ keys, bibliography }: CitingCall): boolean {
  const known = bibliography.entries.map(({ key }) => key);
  return keys.every((key) => bibliography.find(key) === undefined && nearestName(key, known) === undefined);
}

/** Each work as a link of its own, in the brackets of the style and with its signs between them (`separate_links`). */
function separately<T>(
  items: readonly T[],
  entries: readonly Entry[],
  cite: (items: readonly T[]) => string,
  link: (html: string, linked: readonly Entry[]) => string,
): string {
  const single = items.map((item) => cite([item]));
  const [before] = /^[([{]?/.exec(single[0] ?? '') ?? [''];
  const [behind] = /[)\]}]?$/.exec(single.at(-1) ?? '') ?? [''];
  const bare = single.map((one) => one.slice(before.length, one.length - behind.length));
  // What stands between two of them in the citation of both.
  const both = cite(items);
  const [first = '', second = ''] = bare;
  const from = both.indexOf(first) + first.length;
  const between = both.slice(from, both.indexOf(second, from));
  const delimiter = /^[\s,;]+$/.test(between) ? between : '; ';
  const links = bare.map((html, index) => link(html, entries.slice(index, index + 1)));
  return before + links.join(delimiter) + behind;
}

/** The works that have numbers, in the order of these: what the page has cited. Each bibliography knows only its own. */
function numberOrder(cited: readonly string[], bibliography: CitingCall['bibliography']): readonly string[] {
  return cited.map((key) => {
    const entry = bibliography.find(key);
    return entry === undefined ? `other:${key}` : bibliography.idOf(entry);
  });
}

/** What a processor has made of a work, as a page shows it. */
function shownReference(html: string, settings: ScholarSettings, { formulas }: Bibliography): string {
  return shownHtml(linksAddresses(settings) ? linkedAddresses(html) : html, formulas);
}

/** A work's reference in its element; in a numeric style it has its number, or one behind those of the works `listed` before. */
export function referenceOf(
  entry: Entry,
  { bibliography, settings, prefix, cited }: CitingCall,
  processor: CitationProcessor,
  listed: readonly Entry[],
): string {
  const order = new Set([...numberOrder(cited, bibliography), ...listed.map(bibliography.idOf)]);
  const html = processor.references([...order]).get(bibliography.idOf(entry)) ?? '';
  return element(textSetting(settings, 'reference_tagname'), shownReference(html, settings, bibliography), {
    id: [prefix, entry.key].filter((part) => part !== undefined).join('-'),
  });
}

/** What is shown of a work that the bibliography has not, which is reported. */
export function missing({ call, bibliography, settings }: CitingCall, key: string): string {
  const meant = nearestName(
    key,
    bibliography.entries.map((entry) => entry.key),
  );
  const hint =
    meant === undefined ? 'Correct the key, or add the work to the bibliography.' : `Did you mean ${meant}?`;
  const message = `The bibliography has no work with the key ${key}.`;
  call.report(diagnostic('error', 'citation-missing', call.place, message, { text: key, hint }));
  return textSetting(settings, 'missing_reference');
}
