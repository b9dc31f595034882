import type { CitingSite } from './page-citations.js';
import { plainPath, type ScholarSettings, textSetting } from './scholar-settings.js';

/**
 * The files of the folder `repository:` that belong to a work, by what stands behind its key in their names: `pdf`,
 * `slides.pdf` (jekyll-scholar: `load_repository`).
 */
export function repositoryLinks(
  { site, note }: CitingSite,
  key: string,
  settings: ScholarSettings,
): Readonly<Record<string, string>> {
  const folder = plainPath(textSetting(settings, 'repository'));
  if (folder === '') return {};
  note('site static_files');
  const start = `/${folder}/${key.replace(/[:\s]+/g, '_')}${textSetting(settings, 'repository_file_delimiter')}`;
  const base = site.config.baseurl.replace(/\/+$/, '');
  return Object.fromEntries(
    site.staticFiles
      .map(({ file }) => `/${file.path}`)
      .filter((path) => path.startsWith(start))
      .map((path) => [path.slice(start.length), base + path]),
  );
}
