import {
  guarded,
  locator,
  type MappedText,
  mapSource,
  type Place,
  type SourceText,
} from '../../diagnostics/index.js';
import { type GlossaryEntry, glossaryEntries } from '../../glossary/index.js';
import { isThemePath, ownInclude } from '../../themes/index.js';
import { asRecord } from '../data/data-value.js';
import { readTable } from '../data/table.js';
import { readYaml } from '../data/yaml.js';
import { extensionName, pathIn } from '../files/file-name.js';
import { readText, sourceFile } from '../files/read-file.js';
import type { Page } from '../pages/page.js';
import type { Glossary, Site } from '../pages/site.js';
import { dataKey, EXTENSIONS } from './read-data.js';
import { type SiteReader, walkFolder } from './site-reader.js';
import type { Templates } from './stand-ins.js';

/** The key of a course's data under which its terms stand. */
const KEY = 'glossary';

/** The include that shows them. */
const GLOSSARY_INCLUDE = 'lectern/glossary.html';

/**
 * Reads the terms in a course's data (`_data/glossary.yml`, or another kind of data file), where the course asks for a glossary, and
 * looks for whether a page or a template of it shows them. The include that does is then there, whatever the theme.
 */
export async function withGlossary<T extends Templates>(
  reader: SiteReader,
  templates: T,
  pages: readonly Page[],
): Promise<T & Pick<Site, 'glossary'>> {
  const { lectern, mend, theme } = reader.config;
  if (!lectern.glossary || mend === false) return templates;
  const { layouts, includes } = templates;
  const shows = ({ text }: MappedText): boolean => text.includes(GLOSSARY_INCLUDE);
  const isShown =
    [...layouts.values()].some(({ file, body }) => !isThemePath(theme, file.path) && shows(body)) ||
    [...includes.values()].some(
      (text) => !isThemePath(theme, text.runs[0]?.source.file ?? '') && shows(text),
    ) ||
    pages.some(({ body, written }) => written && body.traits?.isPlain !== true && shows(body));
  const glossary: Glossary = { entries: await readEntries(reader), isShown };
  if (includes.has(GLOSSARY_INCLUDE)) return { ...templates, glossary };
  const { place, absolute } = ownInclude(GLOSSARY_INCLUDE);
  const { source } = await readText(reader.effects.fs, sourceFile(reader.effects.fs, place, absolute));
  return { ...templates, includes: new Map([...includes, [GLOSSARY_INCLUDE, mapSource(source)]]), glossary };
}

async function readEntries(reader: SiteReader): Promise<readonly GlossaryEntry[]> {
  const { config, effects, report } = reader;
  const files = walkFolder(reader, config.dataDirectory, (path, _parent, isDirectory) => {
    const name = path.slice(0, -extensionName(path).length);
    return !isDirectory && dataKey(name) === KEY && EXTENSIONS.includes(extensionName(path));
  });
  // Of two files with one key the later counts, as everywhere in data.
  const rank = ({ path }: { readonly path: string }): number => EXTENSIONS.indexOf(extensionName(path));
  const file = [...files].sort((a, b) => rank(a) - rank(b)).at(-1);
  if (file === undefined) return [];
  const path = pathIn(config.dataDirectory, file.path);
  // What cannot be read in it, the reading of data reports.
  const text = await readText(effects.fs, { path, absolute: file.absolute }).catch(() => undefined);
  if (text === undefined) return [];
  return guarded(
    { failing: 'reading the terms of the glossary failed, so there are none', place: path, tell: report },
    () => {
      const { value, placeOf } = readSource(text.source, reader);
      const { entries, diagnostics } = glossaryEntries(value, placeOf);
      report(...diagnostics);
      return entries;
    },
    () => [],
  );
}

interface Read {
  readonly value: unknown;
  readonly placeOf: (path: readonly (string | number)[]) => Place;
}

function readSource(source: SourceText, { config, zone }: SiteReader): Read {
  const at = locator(mapSource(source));
  const extension = extensionName(source.file);
  if (extension !== '.csv' && extension !== '.tsv') {
    const { value, offsetOf } = readYaml(source.text);
    return { value, placeOf: (path) => at(offsetOf(path)) };
  }
  const isTabs = extension === '.tsv';
  const { rows } = readTable(source.text, isTabs ? '\t' : ',', isTabs ? config.tsv : config.csv, zone);
  return {
    value: rows,
    placeOf: ([index = 0]) => {
      const term = asRecord(rows?.[Number(index)])?.['term'];
      const from = typeof term === 'string' ? source.text.indexOf(term) : -1;
      return at(Math.max(0, from));
    },
  };
}
