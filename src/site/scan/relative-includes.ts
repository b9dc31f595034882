import { posix } from 'node:path';
import type { MappedText } from '../../diagnostics/index.js';
import { directoryName } from '../files/file-name.js';
import { resolvePath } from '../files/walk.js';
import type { Page } from '../pages/page.js';
import { readTemplate } from './read-templates.js';
import type { SiteReader } from './site-reader.js';

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
