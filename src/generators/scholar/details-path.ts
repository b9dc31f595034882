import { type Entry, textOf } from '../../bibliography/index.js';
import { type SiteConfig, slugify } from '../../site/index.js';
import type { CitingSite } from './page-citations.js';
import { type ScholarSettings, textSetting } from './scholar-settings.js';

/** Whether works have pages of their own: there is a layout for them. */
export function hasDetails({ site, note }: CitingSite, settings: ScholarSettings): boolean {
  const layout = detailsLayout(settings);
  note(`layout ${layout}`);
  return site.layouts.has(layout);
}

/** The name of the layout of works' own pages. */
export function detailsLayout(settings: ScholarSettings): string {
  return textSetting(settings, 'details_layout').replace(/\.html$/, '');
}

/** The path of a work's own page, with `baseurl` in front. */
export function detailsPath(entry: Entry, settings: ScholarSettings, config: SiteConfig): string {
  return config.baseurl.replace(/\/+$/, '') + detailsUrl(entry, settings, config);
}

/** `details_permalink` of a work (jekyll-scholar: `details_path_for`). */
export function detailsUrl(entry: Entry, settings: ScholarSettings, config: SiteConfig): string {
  const key = entry.key.replace(/[:\s]+/g, '_');
  const permalink = String(config.raw['permalink'] ?? '');
  const valueFor = (name: string): string => {
    switch (name) {
      case 'key':
        return key;
      case 'details_dir':
        return textSetting(settings, 'details_dir');
      case 'extension':
        return permalink === 'pretty' || permalink.endsWith('/') ? '/' : '.html';
      case 'doi':
        return textOf(entry, 'doi') || key;
      default:
        return slugify(textOf(entry, name) ?? '', 'pretty');
    }
  };
  const template = textSetting(settings, 'details_permalink');
  return template.replace(/:([a-z_]+)/g, (_, name: string) => valueFor(name)).replace(/\/{2,}/g, '/');
}
