import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import { addPages, type DataRecord, isRecord, type Page, type Site, textPage } from '../site/index.js';
import { type LoadedPlugins, thrownAt } from './load-plugins.js';
import type { GeneratorPage, GeneratorSite } from './plugin.js';
import { pluginValues } from './plugin-value.js';

/** A site with what plugins' generators add to it. */
export interface GeneratedSite {
  readonly site: Site;
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs the generators of a course's plugins, one after the other; each sees the pages that those before it have added. */
export async function runGenerators(course: Site, { generators }: LoadedPlugins): Promise<GeneratedSite> {
  const diagnostics: Diagnostic[] = [];
  let site = course;
  for (const { plugin, run } of generators) {
    try {
      const given = (await run(generatorSite(site))) ?? [];
      const pages = [...given].map((page) => pageOf(page, site));
      site = addPages(site, pages);
    } catch (error) {
      const { reason, place } = thrownAt(error, plugin, `${site.config.source}/${plugin}`);
      const message = `A generator of ${plugin} failed, so its pages are missing: ${reason}`;
      diagnostics.push(
        diagnostic('error', 'plugin-failed', place ?? { file: plugin, line: 1, column: 1 }, message, {
          hint: 'Correct the plugin.',
        }),
      );
    }
  }
  return { site, diagnostics };
}

function generatorSite(site: Site): GeneratorSite {
  const { view } = pluginValues();
  const seen = (value: DataRecord): DataRecord => {
    const record = view(value);
    return isRecord(record) ? record : {};
  };
  return {
    config: seen(site.config.raw),
    pages: site.pages.filter(({ kind }) => kind !== 'notebook').map((page) => generatorPage(page, seen)),
    data: seen(site.data),
    files: site.staticFiles.map(({ file }) => file.path),
    time: new Date(site.time.getTime()),
  };
}

function generatorPage(page: Page, seen: (value: DataRecord) => DataRecord): GeneratorPage {
  const { file, url, title, date, collection, categories, tags, data, body } = page;
  return {
    path: file.path,
    url,
    title,
    date: date === null ? null : new Date(date.getTime()),
    collection,
    categories: [...categories],
    tags: [...tags],
    data: seen(data),
    // Most generators look at few texts, which are read when they are asked for.
    get content() {
      return body.text;
    },
  };
}

/** A page that a generator gave; throws what is wrong with it. */
function pageOf(given: unknown, site: Site): Page {
  const page: unknown = pluginValues().value(given);
  if (!isRecord(page) || typeof page['path'] !== 'string' || page['path'].trim() === '')
    throw new TypeError('A page that a generator gives has a path, such as { path: "tags/algebra.md" }.');
  const { path, content = '', data = {} } = page;
  if (content !== null && typeof content !== 'string')
    throw new TypeError(`The content of ${path} is no text.`);
  if (!isRecord(data)) throw new TypeError(`The data of ${path} is no object.`);
  return textPage(path, content ?? '', data, site);
}
