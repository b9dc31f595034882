import { OWN_FONTS, type Theme, themePath } from '../../themes/index.js';
import { remembered } from '../files/file-memory.js';
import { mapConcurrently, readStart, sourceFile, unreadable } from '../files/read-file.js';
import type { SourceFile } from '../files/source-file.js';
import type { PageSource } from '../pages/page-source.js';
import { buildStaticFile, type StaticFile } from '../pages/static-file.js';
import type { PagesAndFiles } from './page-plugins.js';
import { readPageSources } from './read-pages.js';
import { type SiteReader, walkTheme } from './site-reader.js';

/** How many files are looked into at a time. */
const CONCURRENCY = 32;

/** A file of a theme, and where it would lie in the course. */
interface Asset {
  readonly file: SourceFile;
  readonly relativePath: string;
  readonly hasFrontMatter: boolean;
}

/**
 * Reads the files of a theme that are published (Jekyll: `theme_assets_reader.rb`): pages where they have front matter, and
 * static files. None takes the place of a page or a file of the course with the same path.
 */
export async function readThemeAssets(
  reader: SiteReader,
  theme: Theme,
  own: PagesAndFiles<PageSource>,
): Promise<PagesAndFiles<PageSource>> {
  const isWanted = hasOwnFonts(reader, theme) ? () => true : (file: string) => !file.startsWith(OWN_FONTS);
  const found = theme.folders.assets
    .flatMap((folder) =>
      walkTheme(reader, theme, folder, () => true).map(({ path, absolute }) => ({
        relativePath: path === '' ? folder : `${folder}/${path}`,
        absolute,
      })),
    )
    .filter(({ relativePath }) => isWanted(relativePath));
  const assets = await mapConcurrently(found, CONCURRENCY, (file) => readAsset(reader, theme, file));
  const taken = {
    pages: new Set(own.pages.map(({ relativePath }) => relativePath)),
    files: new Set(own.files.map(({ relativePath }) => relativePath)),
  };
  const pages = assets.filter(
    (asset) => asset?.hasFrontMatter === true && !taken.pages.has(asset.relativePath),
  );
  const files = assets.filter(
    (asset) => asset?.hasFrontMatter === false && !taken.files.has(asset.relativePath),
  );
  return {
    pages: await readPageSources(
      reader,
      pages.filter((asset) => asset !== null),
    ),
    files: files
      .filter((asset) => asset !== null)
      .map(
        ({ file, relativePath }): StaticFile => buildStaticFile(file, relativePath, null, reader.defaults),
      ),
  };
}

/** Whether a course is set in its theme's fonts: those of lectern's own are of no use to one that says otherwise. */
function hasOwnFonts({ config }: SiteReader, { isOwn }: Theme): boolean {
  return !isOwn || config.lectern.fonts === 'lectern';
}

async function readAsset(
  reader: SiteReader,
  theme: Theme,
  { relativePath, absolute }: { readonly relativePath: string; readonly absolute: string },
): Promise<Asset | null> {
  const { fs, memory } = reader.effects;
  const place = themePath(theme, relativePath);
  try {
    const file = sourceFile(fs, place, absolute);
    const { hasFrontMatter } = await remembered(memory, 'start', file, () => readStart(fs, absolute));
    return { file, relativePath, hasFrontMatter };
  } catch (error) {
    reader.report(unreadable(place, error));
    return null;
  }
}
