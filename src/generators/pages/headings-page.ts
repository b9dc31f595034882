import { addPages, type Page, type SearchPlace, type Site, searchPlace, wordsFor } from '../../site/index.js';
import { generatedPage } from './generated-page.js';

/** What stands on the page for the list of headings until all pages are made. */
export const HEADINGS_PLACE = '<p data-lectern-headings></p>';

/** Layouts that the page can have, the best first. */
const LAYOUTS = ['page', 'default'] as const;

/**
 * The page with all headings of a course, which stands for its search in browsers without scripts. Only where lectern's own theme
 * is in use it has a title: other themes list the pages that have one.
 */
function headingsPage(site: Site, { page: path, folder }: SearchPlace): Page {
  const { search_headings: title } = wordsFor(site);
  const layout = LAYOUTS.find((name) => site.layouts.has(name)) ?? null;
  const isTitled = site.config.ownTheme && layout !== null;
  const page = generatedPage({
    path,
    template: `${isTitled ? '' : `<h1>${title}</h1>\n`}${HEADINGS_PLACE}\n`,
    data: {
      layout,
      ...(isTitled ? { title } : {}),
      toc: false,
      sitemap: false,
      search: false,
      nav_exclude: true,
    },
  });
  // The course has not asked for the layout, so it does not tell what the course is.
  return { ...page, url: `/${folder}/`, layout, ...(layout === null ? {} : { isLayoutUsual: true }) };
}

/** Whether a page is the list of all headings, which is no page of the course's own. */
export function isHeadingsPage({ file, body }: Page): boolean {
  return file.absolute === '' && body.text.includes(HEADINGS_PLACE);
}

/** The site with the page of its headings, where readers can search it. */
export function withHeadingsPage(site: Site): Site {
  const place = searchPlace(site);
  return place === null || site.files.has(place.page) ? site : addPages(site, [headingsPage(site, place)]);
}
