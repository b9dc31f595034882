import { type Diagnostic, diagnostic, locator, mapSource } from '../../diagnostics/index.js';
import { cellPlaces, notebookHead, readNotebook } from '../../notebooks/index.js';
import { isThemePath } from '../../themes/index.js';
import { frontMatterDefaults } from '../config/front-matter-defaults.js';
import { deepMerge } from '../data/data-value.js';
import { splitFrontMatter } from '../data/front-matter.js';
import { remembered, type TextReading } from '../files/file-memory.js';
import { stemName } from '../files/file-name.js';
import { mapConcurrently, readText, unreadable } from '../files/read-file.js';
import { buildPage } from '../pages/build-page.js';
import { type Layout, usualLayout } from '../pages/layout.js';
import type { Page } from '../pages/page.js';
import { canBePublished, type PageSource } from '../pages/page-source.js';
import type { StaticFile } from '../pages/static-file.js';
import { headingTitle } from './page-plugins.js';
import type { SiteReader } from './site-reader.js';

/** How many notebooks are read at a time: one may have pictures of many megabytes. */
const CONCURRENCY = 4;

/** The `type:` under which `defaults:` speaks of notebooks alone. */
const TYPE = 'notebooks';

/** What notebooks of a course are made pages with. */
export interface NotebookSite {
  readonly layouts: ReadonlyMap<string, Layout>;
  /** Whether lectern's own theme is in use, where notebooks are pages unless the course says otherwise. */
  readonly ownTheme: boolean;
  /** Whether something of the course lies at a path of the site. */
  readonly isTaken: (outputPath: string) => boolean;
}

/**
 * The pages of a course's notebooks: one beside each that is published, at its address with `.html` for `.ipynb`, unless
 * the course has a file of its own there, or it cannot be read. None where the course wants none; where it has layouts of its own and says nothing,
 * that is told once.
 */
export async function readNotebooks(
  reader: SiteReader,
  files: readonly StaticFile[],
  site: NotebookSite,
): Promise<Page[]> {
  const { config } = reader;
  const notebooks = files.filter(
    ({ relativePath, written, file }) =>
      written && /\.ipynb$/i.test(relativePath) && !isThemePath(config.theme, file.path),
  );
  if (notebooks.length === 0) return [];
  const { pages: wanted } = config.lectern.notebooks;
  if (wanted === null && !site.ownTheme) reader.report(notMade(notebooks.length));
  if (!(wanted ?? site.ownTheme)) return [];
  const pages = await mapConcurrently(notebooks, CONCURRENCY, (notebook) => readPage(reader, notebook, site));
  return pages.filter((page) => page !== null);
}

function notMade(count: number): Diagnostic {
  const what = count === 1 ? 'the notebook of this course' : `the ${count} notebooks of this course`;
  const message = `Readers can download ${what}, and lectern could show ${count === 1 ? 'it as a page' : 'them as pages'}, too.`;
  const hint =
    'Write `lectern: {notebooks: {pages: true}}` into _config.yml; with `false` nothing more is said of it.';
  return diagnostic('info', 'notebook-pages', { file: '_config.yml', line: 1, column: 1 }, message, { hint });
}

async function readPage(
  reader: SiteReader,
  notebook: StaticFile,
  { layouts, isTaken }: NotebookSite,
): Promise<Page | null> {
  const { config } = reader;
  const outputPath = pageOf(notebook.outputPath);
  if (isTaken(outputPath)) return null;
  try {
    const { data: own, body, placeOf, diagnostics } = await readHead(reader, notebook);
    reader.report(...diagnostics);
    const title =
      own['title'] ?? (await headingTitle(body, notebook.file.path, reader)) ?? stemName(outputPath);
    const { relativePath, file } = notebook;
    const ofNotebooks = frontMatterDefaults({
      ...config,
      defaults: config.defaults.filter(({ scope }) => scope.type === TYPE),
    });
    const stated = deepMerge(ofNotebooks.all(relativePath, TYPE), own);
    const { layout: shared, permalink: _shared, ...defaults } = reader.defaults.all(relativePath, TYPE);
    const data = deepMerge(defaults, { ...stated, title });
    const hasLayout = Object.hasOwn(stated, 'layout');
    const layout = hasLayout
      ? stated['layout']
      : layouts.has('notebook')
        ? 'notebook'
        : (shared ?? usualLayout('page', pageOf(notebook.url), layouts, config));
    const source: PageSource = { file, relativePath, data: { ...data, layout }, body, placeOf };
    const page = buildPage(source, { ...reader, defaults: NO_DEFAULTS });
    if (!canBePublished(data, config)) return null;
    const ofNotebook: Page = { ...page, kind: 'notebook', format: 'notebook', excerptSeparator: '' };
    if (Object.hasOwn(stated, 'permalink')) return isTaken(page.outputPath) ? null : ofNotebook;
    return { ...ofNotebook, url: pageOf(notebook.url), outputExtension: '.html', outputPath };
  } catch (error) {
    reader.report(unreadable(notebook.file.path, error));
    return null;
  }
}

const NO_DEFAULTS = frontMatterDefaults({ defaults: [], collectionsDirectory: '' });

/** The address of a notebook's page. */
function pageOf(address: string): string {
  return address.replace(/\.ipynb$/i, '.html');
}

/** A notebook's front matter and its first heading; its text is that of the file. */
function readHead({ effects }: SiteReader, { file }: StaticFile): Promise<TextReading> {
  const { fs, memory } = effects;
  return remembered(memory, 'text', file, async () => {
    const { source, diagnostics } = await readText(fs, file);
    const notebook = readNotebook(source.text);
    const { frontMatter, heading } =
      notebook.kind === 'notebook' ? notebookHead(notebook) : { frontMatter: undefined, heading: null };
    const body = mapSource(source);
    const start = { file: file.path, line: 1, column: 1 };
    // What is no notebook is told when notebooks are checked, and is no page.
    const unread = notebook.kind === 'notebook' ? {} : { published: false };
    const plain = { data: unread, body, placeOf: () => start, diagnostics };
    const hash = memory?.fingerprint(source.text);
    const reading =
      hash === undefined
        ? { ...plain, data: heading === null ? unread : { title: heading } }
        : {
            ...plain,
            body: { ...body, traits: { hash, from: 0, isPlain: true, namesMath: false, heading } },
          };
    if (frontMatter === undefined) return reading;
    const { mapped } = cellPlaces(source);
    const split = splitFrontMatter({ file: file.path, text: frontMatter.text });
    const written = locator(mapped(frontMatter));
    const offsetOf = lineOffsets(frontMatter.text);
    const moved = split.diagnostics.map(({ fix: _fix, line, column, ...found }) => ({
      ...found,
      ...written(offsetOf(line) + column - 1),
    }));
    return { ...reading, data: { ...reading.data, ...split.data }, diagnostics: [...diagnostics, ...moved] };
  });
}

/** The offset at which a line, counted from 1, begins. */
function lineOffsets(text: string): (line: number) => number {
  const lines = text.split('\n');
  return (line) => lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
}
