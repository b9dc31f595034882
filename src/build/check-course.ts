import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, mapSource } from '../diagnostics/index.js';
import {
  buildInventory,
  checkNotebooks,
  type ExternalLink,
  hugeFiles,
  type Inventory,
  type LinkedPage,
  type LinkReport,
  type NotebookText,
  type StaticSource,
  unusedFiles,
} from '../links/index.js';
import { stylesheetReferences } from '../markdown/index.js';
import { checkMacros } from '../math/index.js';
import type { Site } from '../site/index.js';
import { courseFiles } from './course-files.js';
import type { Effects } from './effects.js';
import { formerNames } from './git-history.js';
import { readGitRepository } from './git-repository.js';
import type { MadePages } from './make-pages.js';
import { courseAddress, resolveReferences } from './resolve-references.js';

/** What is found once every page of a course is made. */
export interface CourseFindings {
  readonly diagnostics: readonly Diagnostic[];
  /** Links that lead out of the site, which only the web can answer for. */
  readonly external: readonly ExternalLink[];
}

/**
 * Checks a course as a whole, once its pages are made: what its pages, layouts, style sheets and notebooks refer to, and
 * what else can be wrong with a site that is built.
 */
export async function checkCourse(site: Site, made: MadePages, effects: Effects): Promise<CourseFindings> {
  const { source, destination } = site.config;
  const [sources, git] = await Promise.all([courseFiles(source, destination), readGitRepository(source)]);
  const statics = staticSources(site);
  const textOf = textReader(source, effects);
  const [stylesheets, notebooks] = await Promise.all([
    readStylesheets(statics, textOf),
    readNotebooks(sources, textOf),
  ]);
  const published = [...site.files].map(([outputPath, { file }]) => ({ outputPath, source: file.path }));
  const address = courseAddress(site.config, git);
  const resolve = (inventory: Inventory): LinkReport =>
    resolveReferences(made.rendered, made.pages, stylesheets, inventory, address);
  let inventory = buildInventory(published, sources);
  let links = resolve(inventory);
  if (git !== undefined && links.diagnostics.some(({ code }) => code.endsWith('-missing'))) {
    const former = await formerNames(source, effects);
    if (former.size > 0) {
      inventory = buildInventory(published, sources, former);
      links = resolve(inventory);
    }
  }
  return {
    diagnostics: [
      ...links.diagnostics,
      ...made.pages.flatMap(({ layout }) => layout.diagnostics),
      ...checkNotebooks(notebooks, inventory, links.repository),
      ...hugeFiles(statics),
      ...(reportsUnused(site)
        ? unusedFiles(
            statics,
            links.used,
            notebooks.map(({ text }) => text),
          )
        : []),
      ...checkMacros(made.macros),
    ],
    external: links.external,
  };
}

/** Whether the course wants to hear of files that nothing links to: nobody does who has not said so. */
function reportsUnused({ config }: Site): boolean {
  return config.diagnostics.severities.some(
    ([code, severity]) => code === 'file-unused' && severity !== 'off',
  );
}

function staticSources(site: Site): StaticSource[] {
  return site.staticFiles
    .filter(({ outputPath, written, file }) => written && site.files.get(outputPath)?.file === file)
    .map(({ outputPath, file: { path: name, size } }) => ({ path: name, outputPath, size }));
}

/** The style sheets that are published as they are, with what they load. */
async function readStylesheets(statics: readonly StaticSource[], textOf: TextReader): Promise<LinkedPage[]> {
  const files = statics.filter(({ outputPath }) => outputPath.endsWith('.css'));
  return Promise.all(
    files.map(async ({ path: file, outputPath }): Promise<LinkedPage> => {
      const text = (await textOf(file)) ?? '';
      const references = stylesheetReferences(mapSource({ file, text }));
      return { outputPath, references, anchors: [], headings: [], ids: undefined };
    }),
  );
}

/** The notebooks of the course's folder, but for the copies that Jupyter keeps for itself. */
async function readNotebooks(sources: readonly string[], textOf: TextReader): Promise<NotebookText[]> {
  const files = sources.filter((file) => /\.ipynb$/i.test(file) && !file.includes('.ipynb_checkpoints/'));
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await textOf(file) })));
  return texts.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]));
}

/** Reads a file of the course as every stage expects it: no byte order mark, lines ended by a line feed. */
type TextReader = (file: string) => Promise<string | undefined>;

function textReader(source: string, { changed }: Effects): TextReader {
  return async (file) => {
    const absolute = path.join(source, file);
    try {
      const bytes = changed?.get(absolute) ?? (await readFile(absolute));
      const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes);
      return text.replace(/\r\n?/g, '\n');
    } catch {
      return undefined;
    }
  };
}
