/// <reference lib="dom" />
import type { IndexHead } from '../index-parts.js';
import { type CourseSearch, courseSearch } from './course-search.js';
import { indexLoader } from './index-loader.js';
import { pageSearch } from './page-search.js';
import { type SearchDialog, searchDialog } from './search-dialog.js';

/* What `open.ts` loads when a reader asks for the search. */

let dialog: SearchDialog | undefined;

pageSearch().open = (link, folder) => {
  dialog ??= openedDialog(link, folder);
  dialog.open();
};

function openedDialog(link: HTMLElement, folder: URL): SearchDialog {
  const root = new URL('..', folder);
  let version = '';
  const loader = indexLoader(folder, () => version);
  let course: Promise<CourseSearch> | undefined;
  const opened = (head: IndexHead): void => {
    version = `?${head.version}`;
    for (const style of head.styles) addStyle(new URL(style, root).href);
  };
  const search = (): Promise<CourseSearch> => {
    course ??= courseSearch(loader, opened).catch((error: unknown) => {
      course = undefined;
      throw error;
    });
    return course;
  };
  return searchDialog({ words: link.dataset, root, search });
}

/** The fonts of formulas are the page's, also those that the dialog shows. */
function addStyle(href: string): void {
  const links = [...document.querySelectorAll('link')];
  if (links.some((link) => link.href === href)) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  document.head.append(link);
}
