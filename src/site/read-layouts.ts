import { type MappedText, mapSource } from '../diagnostics/index.js';
import { splitFrontMatter } from './front-matter.js';
import type { Layout } from './layout.js';
import { mapConcurrently, probeFile, readText, unreadable } from './read-file.js';
import { type SiteReader, walkFolder } from './site-reader.js';
import type { WalkedFile } from './walk.js';

/** How many templates are read at a time. */
const CONCURRENCY = 16;

/**
 * Reads the layouts (Jekyll: `layout_reader.rb`): every file with an extension, by its path up to the last period.
 * Of two with one name the later in the alphabet counts.
 */
export async function readLayouts(reader: SiteReader): Promise<ReadonlyMap<string, Layout>> {
  const { config, filter } = reader;
  const folder = config.layoutsDirectory;
  const files = await walkFolder(reader, folder, (path, _parent, isDirectory) =>
    isDirectory ? !path.startsWith('.') : path.includes('.') && filter.takes(path, '', false),
  );
  const layouts = await mapConcurrently(files, CONCURRENCY, (file) => readLayout(reader, folder, file));
  return new Map(layouts.filter((layout) => layout !== null).map((layout) => [layout.name, layout]));
}

async function readLayout(
  reader: SiteReader,
  folder: string,
  { path, absolute }: WalkedFile,
): Promise<Layout | null> {
  const file = { path: `${folder}/${path}`, absolute };
  try {
    const { size, mtimeMs } = await probeFile(reader.effects.fs, absolute);
    const { source, diagnostics } = await readText(reader.effects.fs, file);
    const { data, body, diagnostics: more } = splitFrontMatter(source);
    reader.report(...diagnostics, ...more);
    return { name: path.slice(0, path.lastIndexOf('.')), file: { ...file, size, mtimeMs }, data, body };
  } catch (error) {
    reader.report(unreadable(file.path, error));
    return null;
  }
}

/** Reads the includes: every file of their folder that is text, by its path in it. */
export async function readIncludes(reader: SiteReader): Promise<ReadonlyMap<string, MappedText>> {
  const folder = reader.config.includesDirectory;
  const files = await walkFolder(reader, folder, () => true);
  const texts = await mapConcurrently(files, CONCURRENCY, ({ path, absolute }) =>
    readTemplate(reader, `${folder}/${path}`, absolute),
  );
  return new Map(
    files.flatMap(({ path }, index) => {
      const text = texts[index];
      return text === undefined || text === null ? [] : [[path, text]];
    }),
  );
}

/** A whole file as a template; null for one that cannot be read, which is reported, or that is no text. */
export async function readTemplate(
  reader: SiteReader,
  path: string,
  absolute: string,
): Promise<MappedText | null> {
  try {
    const { start } = await probeFile(reader.effects.fs, absolute);
    if (start.includes(0)) return null;
    const { source, diagnostics } = await readText(reader.effects.fs, { path, absolute });
    reader.report(...diagnostics);
    return mapSource(source);
  } catch (error) {
    reader.report(unreadable(path, error));
    return null;
  }
}
