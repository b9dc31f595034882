import {
  type CitationProcessor,
  type CslElement,
  ownStyle,
  UnusableStyle,
} from '../../bibliography/index.js';
import { diagnostic, nearestName, type SourceText } from '../../diagnostics/index.js';
import type { TagCall } from '../../liquid/index.js';
import { globMatcher, isRecord, type Site } from '../../site/index.js';
import {
  type Bibliography,
  bibliographyOf,
  findStyle,
  processorOf,
  type StyleFault,
} from './citation-library.js';
import {
  flagSetting,
  plainPath,
  type ScholarSettings,
  scholarSettings,
  sourceFolder,
  textSetting,
} from './scholar-settings.js';
import { type TagOptions, tagOptions } from './tag-options.js';

/** What tags that cite work with. */
export interface CitingSite {
  readonly site: Site;
  /** Told of what a page is made from, by the names that `site-facts.ts` gives it. */
  readonly note: (name: string) => void;
}

/** A use of a tag that cites: its options, the settings of its page, and the bibliography that it is about. */
export interface CitingCall {
  readonly call: TagCall;
  readonly options: TagOptions;
  readonly settings: ScholarSettings;
  readonly bibliography: Bibliography;
  /** The processor of its style; undefined where there is none, which has been reported. */
  readonly processor: () => CitationProcessor | undefined;
  /** The keys that the page has cited so far, in order. */
  readonly cited: string[];
  /** The keys that the tag names. */
  readonly keys: readonly string[];
  readonly prefix: string | undefined;
}

/** Reads a use of a tag. `{{ name }}` in it is the value of a variable, as is a key that no entry has. */
export function citingCall({ site, note }: CitingSite, call: TagCall): CitingCall {
  const markup = call.markup.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (written, name: string) => {
    const value = call.evaluate(name);
    return value === null || value === undefined ? written : String(value);
  });
  const options = tagOptions(markup);
  for (const { written, meant } of options.unknown) {
    const message = `Tags that cite have no option ${written}, so it does nothing.`;
    const hint = meant === undefined ? 'Take it out.' : `Did you mean ${meant}?`;
    call.report(diagnostic('warning', 'citation-option', call.place, message, { text: written, hint }));
  }
  const settings = scholarSettings(site.config.raw['scholar'], call.evaluate('page.scholar'));
  const bibliography = bibliographyOf(sourcesOf({ site, note }, call, options, settings), {
    replace: flagSetting(settings, 'replace_strings'),
    join: flagSetting(settings, 'join_strings'),
  });
  return {
    call,
    options,
    settings,
    bibliography,
    processor: () => processorFor({ site, note }, call, settings, bibliography, options.last('style')),
    cited: citedOn(call),
    keys: options.words.map((word) => (bibliography.find(word) === undefined ? valueFor(word, call) : word)),
    prefix: options.last('prefix'),
  };
}

/** What a word means that names no entry: the value of the variable that it names, or itself. */
function valueFor(word: string, call: TagCall): string {
  if (!/^[A-Za-z_]\w*(?:\.[\w-]+)*$/.test(word)) return word;
  const value = call.evaluate(`${word} | default: nil`);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : word;
}

/**
 * The keys that a page has cited so far, in order. A layout, which is rendered by itself, finds them in the links of what it is
 * around.
 */
function citedOn(call: TagCall): string[] {
  const known = call.store.get('cited');
  // Only this file keeps anything under this name.
  if (known !== undefined) return known as string[];
  const content = call.evaluate('content');
  const cited = typeof content === 'string' ? citedIn(content) : [];
  call.store.set('cited', cited);
  return cited;
}

function citedIn(html: string): string[] {
  const links = html.matchAll(/<a class="citation[^"]*" href="[^"#]*#([^"]*)"(?: data-cites="([^"]*)")?/g);
  const keys = Array.from(links, ([, first = '', all]) =>
    (all?.split(' ') ?? [first]).map((key) =>
      key.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
    ),
  );
  return [...new Set(keys.flat())];
}

function sourcesOf(
  { site, note }: CitingSite,
  call: TagCall,
  options: TagOptions,
  settings: ScholarSettings,
): readonly SourceText[] {
  const stated = options.all('file');
  const files = stated.length > 0 ? stated.map((file) => [file]) : [defaultFiles({ site, note }, settings)];
  return files.flat().flatMap((name) => {
    const candidates = pathsOf(name, settings);
    for (const file of candidates) {
      const found = citationFile({ site, note }, file);
      if (found !== undefined) return [found];
    }
    note('citation-files');
    const known = [...(site.citations?.keys() ?? [])].filter((file) => !file.endsWith('.csl'));
    const meant =
      nearestName(candidates.at(-1) ?? name, known) ?? (known.length === 1 ? known[0] : undefined);
    const message = `There is no bibliography ${candidates.at(-1) ?? name}, so nothing can be cited from it.`;
    const hint =
      meant === undefined
        ? `Put the file into ${sourceFolder(settings)}/, or correct its name.`
        : `Did you mean ${meant}?`;
    call.report(diagnostic('error', 'bibliography-missing', call.place, message, { text: name, hint }));
    return [];
  });
}

/** The files that `bibliography:` names; one with `*` in it names all that are like it. */
export function defaultFiles({ site, note }: CitingSite, settings: ScholarSettings): readonly string[] {
  const name = textSetting(settings, 'bibliography');
  if (!name.includes('*')) return [name];
  note('citation-files');
  const folder = `${sourceFolder(settings)}/`;
  const takes = bracePatterns(name.replaceAll('**/', '')).map(globMatcher);
  return [...(site.citations?.keys() ?? [])]
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length))
    .filter((file) =>
      takes.some((matches) => matches(file.slice(file.lastIndexOf('/') + 1)) || matches(file)),
    );
}

/** `*.bib{,tex}` as `*.bib` and `*.bibtex`. */
function bracePatterns(pattern: string): string[] {
  const [whole, choices] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  if (whole === undefined || choices === undefined) return [pattern];
  return choices.split(',').flatMap((choice) => bracePatterns(pattern.replace(whole, choice)));
}

/** Where a bibliography may lie that is called so. */
function pathsOf(name: string, settings: ScholarSettings): readonly string[] {
  const path = name.startsWith('/') ? plainPath(name) : plainPath(`${sourceFolder(settings)}/${name}`);
  return /\.[^/.]+$/.test(path) ? [path] : [path, `${path}.bib`];
}

function citationFile({ site, note }: CitingSite, file: string): SourceText | undefined {
  note(`citation-file ${file}`);
  return site.citations?.get(file);
}

/**
 * What writes a bibliography in a style, or in APA's where that one cannot be had, which is reported at the tag unless the
 * configuration's own finding tells of it.
 */
export function processorFor(
  citing: CitingSite,
  call: TagCall,
  settings: ScholarSettings,
  bibliography: Bibliography,
  styleOption?: string,
): CitationProcessor | undefined {
  const language = textSetting(settings, 'locale');
  const name = styleOption ?? textSetting(settings, 'style');
  const report = (fault: StyleFault): void =>
    call.report(diagnostic('error', 'citation-style-missing', call.place, ...styleFault(name, fault)));
  const found = siteStyle(citing, name, settings);
  const isOwn = styleOption !== undefined || isRecord(call.evaluate('page.scholar'));
  if (!isElement(found) && isOwn) report(found);
  for (const style of [found, ownStyle('apa')]) {
    if (style === undefined || !isElement(style)) continue;
    try {
      return processorOf(style, language, bibliography);
    } catch (error) {
      if (!(error instanceof UnusableStyle)) throw error;
      report({ unusable: error.message });
    }
  }
  return undefined;
}

/** A style as a tag or the configuration names it. */
export function siteStyle(
  citing: CitingSite,
  name: string,
  settings: ScholarSettings,
): ReturnType<typeof findStyle> {
  return findStyle(name, (file) => {
    const path = plainPath(file);
    return citationFile(citing, path) ?? citationFile(citing, plainPath(`${sourceFolder(settings)}/${path}`));
  });
}

/** Whether a style was found. */
export function isElement(found: ReturnType<typeof findStyle>): found is CslElement {
  return typeof found === 'object' && 'name' in found;
}

/** What is said of a style that cannot be had. */
export function styleFault(
  name: string,
  fault: StyleFault,
): readonly [message: string, more: { readonly text: string; readonly hint: string }] {
  const why = fault === 'missing' ? undefined : fault.unusable.replace(/\.$/, '');
  const message =
    why === undefined
      ? `There is no citation style ${name}, so references are written in the style apa.`
      : `The citation style ${name} cannot be used (${why}), so references are written in the style apa.`;
  const meant = nearestName(name, KNOWN_STYLES);
  const hint =
    why !== undefined
      ? 'Take the file anew from https://github.com/citation-style-language/styles.'
      : `${meant === undefined ? '' : `Did you mean ${meant}? `}lectern has ${KNOWN_STYLES.join(', ')}; for another, put its .csl file into the course and write its path.`;
  return [message, { text: name, hint }];
}

const KNOWN_STYLES = ['apa', 'ieee', 'chicago-author-date', 'acm'];
