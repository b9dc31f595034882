import { posix } from 'node:path';
import { type MappedText, mapSource } from '../../diagnostics/index.js';
import { languagesFolder, themePath } from '../../themes/index.js';
import { remembered } from '../files/file-memory.js';
import { directoryName, pathIn } from '../files/file-name.js';
import { firstBytes, mapConcurrently, readText, sourceFile, unreadable } from '../files/read-file.js';
import { resolvePath } from '../files/resolve-path.js';
import { readTextFile } from '../files/text-file.js';
import type { WalkedFile } from '../files/walk.js';
import type { Layout } from '../pages/layout.js';
import type { Page } from '../pages/page.js';
import { type SiteReader, walkFolder, walkTheme } from './site-reader.js';

/** How many templates are read at a time. */
const CONCURRENCY = 16;

/**
 * Reads the layouts (Jekyll: `layout_reader.rb`): every file with an extension, by its path up to the last period.
 * Of two with one name the later in the alphabet counts.
 */
export async function readLayouts(reader: SiteReader): Promise<ReadonlyMap<string, Layout>> {
  const { config, filter } = reader;
  const takes = (path: string, _parent: string, isDirectory: boolean): boolean =>
    isDirectory ? !path.startsWith('.') : path.includes('.') && filter.takes(path, '', false);
  const layouts = await mapConcurrently(
    templateFiles(reader, config.layoutsDirectory, config.theme?.folders.layouts, takes),
    CONCURRENCY,
    (file) => readLayout(reader, file),
  );
  const byName = new Map<string, Layout>();
  for (const layout of layouts) if (layout !== null) byName.set(layout.name, layout);
  return byName;
}

/** A template, and the path that it goes by. */
interface TemplateFile extends WalkedFile {
  readonly place: string;
}

/** The files of a folder of templates: those of the theme, and then those of the course, which stand over them. */
function templateFiles(
  reader: SiteReader,
  folder: string,
  ofTheme: string | null | undefined,
  takes: (path: string, parent: string, isDirectory: boolean) => boolean,
): TemplateFile[] {
  const { theme } = reader.config;
  const own = walkFolder(reader, folder, takes).map((file) => ({
    ...file,
    place: pathIn(folder, file.path),
  }));
  if (theme === null || ofTheme === null || ofTheme === undefined) return own;
  // A theme whose includes lie among its layouts does not mean them for layouts, nor lectern its languages.
  const { root, folders, isOwn } = theme;
  const includes = folders.includes === ofTheme ? null : folders.includes;
  const beside = [
    ...(includes === null ? [] : [`${root}/${includes}/`]),
    ...(isOwn ? [`${languagesFolder()}/`] : []),
  ];
  const isBeside = (absolute: string): boolean => beside.some((prefix) => absolute.startsWith(prefix));
  const found = walkTheme(reader, theme, ofTheme, takes).filter(({ absolute }) => !isBeside(absolute));
  const others = found.map((file) => ({
    ...file,
    place: themePath(theme, `${ofTheme}/${file.path}`),
  }));
  return [...others, ...own];
}

async function readLayout(
  reader: SiteReader,
  { path, absolute, place }: TemplateFile,
): Promise<Layout | null> {
  try {
    const file = sourceFile(reader.effects.fs, place, absolute);
    const { data, body, diagnostics } = await readTextFile(reader.effects, file);
    reader.report(...diagnostics);
    return { name: path.slice(0, path.lastIndexOf('.')), file, data, body };
  } catch (error) {
    reader.report(unreadable(place, error));
    return null;
  }
}

/** Reads the includes: every file of their folder that is text, by its path in it. */
export async function readIncludes(reader: SiteReader): Promise<ReadonlyMap<string, MappedText>> {
  const { includesDirectory, theme } = reader.config;
  const files = templateFiles(reader, includesDirectory, theme?.folders.includes, () => true);
  const texts = await mapConcurrently(files, CONCURRENCY, ({ place, absolute }) =>
    readTemplate(reader, place, absolute),
  );
  return new Map(
    files.flatMap(({ path }, index) => {
      const text = texts[index];
      return text === undefined || text === null ? [] : [[path, text]];
    }),
  );
}

/** A whole file as a template; null for one that cannot be read, which is reported, or that is no text. */
async function readTemplate(reader: SiteReader, path: string, absolute: string): Promise<MappedText | null> {
  try {
    const { fs, memory } = reader.effects;
    const file = sourceFile(fs, path, absolute);
    const { text, diagnostics } = await remembered(memory, 'template', file, async () => {
      if ((await firstBytes(fs, absolute)).includes(0)) return { text: null, diagnostics: [] };
      const read = await readText(fs, file);
      return { text: mapSource(read.source), diagnostics: read.diagnostics };
    });
    reader.report(...diagnostics);
    return text;
  } catch (error) {
    reader.report(unreadable(path, error));
    return null;
  }
}

/** `include_relative` with a file's name; a name that an expression makes is not known before rendering. */
const TAG = /\{%-?[ \t\n]*include_relative[ \t\n]+([^\s%{}]+)/g;

/** Reads the files that pages, and such files in turn, take in with `include_relative`, by their path from the source. */
export async function readRelativeIncludes(
  reader: SiteReader,
  pages: readonly Page[],
): Promise<ReadonlyMap<string, MappedText>> {
  const texts = new Map<string, MappedText>();
  const seen = new Set<string>();
  // A name means a file in the folder of the page, also where it stands in a file that the page takes in.
  const queue = pages
    .filter(({ body }) => body.traits?.isPlain !== true)
    .map(({ file, body }) => ({ folder: directoryName(file.path), text: body.text }));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (!next.text.includes('include_relative')) continue;
    for (const [, name = ''] of next.text.matchAll(TAG)) {
      // Jekyll refuses names that climb out of the folder (`IncludeTag::INVALID_SEQUENCES`).
      const path = posix.join(next.folder, name);
      if (/[./]{2,}/.test(name) || seen.has(`${next.folder}\n${path}`)) continue;
      seen.add(`${next.folder}\n${path}`);
      const text = texts.get(path) ?? (await readInside(reader, path));
      if (text === null) continue;
      texts.set(path, text);
      queue.push({ folder: next.folder, text: text.text });
    }
  }
  return texts;
}

/** Reads a file of the site; null, without a report, where there is none: rendering the tag will report that. */
async function readInside(reader: SiteReader, path: string): Promise<MappedText | null> {
  const absolute = `${reader.config.source}/${path}`;
  const target = resolvePath(reader.effects.fs, absolute);
  if (target?.kind !== 'file' || !target.path.startsWith(`${reader.boundary}/`)) return null;
  return readTemplate(reader, path, absolute);
}
