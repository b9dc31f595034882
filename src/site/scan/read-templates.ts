import { type MappedText, mapSource } from '../../diagnostics/index.js';
import { remembered } from '../files/file-memory.js';
import { pathIn } from '../files/file-name.js';
import { firstBytes, mapConcurrently, readText, sourceFile, unreadable } from '../files/read-file.js';
import { readTextFile } from '../files/text-file.js';
import type { WalkedFile } from '../files/walk.js';
import type { Layout } from '../pages/layout.js';
import { type SiteReader, walkFolder } from './site-reader.js';

/** How many templates are read at a time. */
const CONCURRENCY = 16;

/**
 * Reads the layouts (Jekyll: `layout_reader.rb`): every file with an extension, by its path up to the last period.
 * Of two with one name the later in the alphabet counts.
 */
export async function readLayouts(reader: SiteReader): Promise<ReadonlyMap<string, Layout>> {
  const { config, filter } = reader;
  const folder = config.layoutsDirectory;
  const files = walkFolder(reader, folder, (path, _parent, isDirectory) =>
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
  const place = pathIn(folder, path);
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
  const folder = reader.config.includesDirectory;
  const files = walkFolder(reader, folder, () => true);
  const texts = await mapConcurrently(files, CONCURRENCY, ({ path, absolute }) =>
    readTemplate(reader, pathIn(folder, path), absolute),
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
