import { addPages, type Page, type Site, wordsFor } from '../../site/index.js';
import { generatedPage } from './generated-page.js';

/** Names of the page's folder, of which the first counts that the course has not. */
const FOLDERS = ['glossary', 'lectern-glossary'] as const;

/** Layouts that the page can have, the best first. */
const LAYOUTS = ['page', 'default'] as const;

/** What shows the terms of the course's data. */
const TEMPLATE = '{% include lectern/glossary.html %}\n';

/** The page of the terms in a course's data, where no page of its own shows them. */
export function withGlossaryPage(site: Site): Site {
  const { glossary, files } = site;
  if (glossary === undefined || glossary.isShown || glossary.entries.length === 0) return site;
  const taken = (name: string): boolean =>
    [...files.keys()].some((path) => path === name || path === `${name}.html` || path.startsWith(`${name}/`));
  const folder = FOLDERS.find((name) => !taken(name)) ?? FOLDERS[1];
  return files.has(`${folder}/index.html`) ? site : addPages(site, [glossaryPage(site, folder)]);
}

function glossaryPage(site: Site, folder: string): Page {
  const { glossary: title } = wordsFor(site);
  const layout = LAYOUTS.find((name) => site.layouts.has(name)) ?? null;
  const page = generatedPage({
    path: `${folder}/index.html`,
    template: layout === null ? `<h1>${title}</h1>\n${TEMPLATE}` : TEMPLATE,
    data: { layout, title, toc: false },
  });
  // The course has not asked for the layout, so it does not tell what the course is.
  const usual = layout === null ? {} : { isLayoutUsual: true as const };
  return { ...page, format: 'html', url: `/${folder}/`, title, layout, ...usual };
}

/** Whether a page is the one of the terms in data, which no file of the course stands behind. */
export function isGlossaryPage({ file, body }: Page): boolean {
  return file.absolute === '' && body.text.endsWith(TEMPLATE);
}
