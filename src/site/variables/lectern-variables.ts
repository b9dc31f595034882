import { drop } from '../../liquid/index.js';
import { isThemePath } from '../../themes/index.js';
import type { SiteConfig } from '../config/site-config.js';
import type { DataRecord } from '../data/data-value.js';
import type { Page } from '../pages/page.js';
import type { Site } from '../pages/site.js';
import type { Words } from '../words/word-keys.js';
import { wordsFor } from '../words/words-for.js';
import type { LectureOrder } from './lecture-order.js';
import { once } from './liquid-object.js';
import type { Navigation } from './navigation.js';
import { searchPlace } from './search-place.js';

/** What of a course lectern's layouts are told together, each made when it is first asked for. */
export interface CourseOutline {
  readonly lectures: () => LectureOrder;
  readonly navigation: () => Navigation;
}

/** What `lectern` is made with. */
export interface LecternVariablesOptions {
  readonly outline: CourseOutline;
  /** A page as templates see it. */
  readonly page: (page: Page) => DataRecord;
  readonly keyOf: (page: Page) => string;
  /** Told of what a template reads, by the names that facts of the site have. */
  readonly note: (name: string) => void;
}

/**
 * What templates see as `lectern` on a page: the settings of the same name, words for readers, the lectures and where the page
 * stands among them, and what its repository says of it.
 */
export function lecternVariables(
  site: Site,
  { outline, page: variables, keyOf, note }: LecternVariablesOptions,
): (current: Page) => DataRecord {
  const { lectern } = site.config;
  const settings = {
    accent: lectern.accent,
    fonts: lectern.fonts,
    width: lectern.width,
    logo: lectern.logo,
    licence: lectern.licence,
    show: lectern.show,
    solutions: lectern.solutions,
  };
  const languages = once(() => languagesOf(site));
  const search = once(() => {
    const place = searchPlace(site);
    return place === null ? null : { url: `/${place.folder}/`, script: `/${place.script}` };
  });
  const glossary = once(() => shownEntries(site));
  const notebooks = once(() => notebookUrls(site));
  const lectures = once(() => outline.lectures().lectures.map(variables));
  return (current) => {
    const beside = (side: 'previous' | 'next'): DataRecord | null => {
      note(`beside-lecture ${keyOf(current)}`);
      const found = outline.lectures().besides(current)[side];
      return found === undefined ? null : variables(found);
    };
    const fields = {
      ...settings,
      get words() {
        const { lang } = current.data;
        note(`words ${typeof lang === 'string' ? lang : ''}`);
        return wordsFor(site, lang);
      },
      get languages() {
        note('languages');
        return languages();
      },
      get navigation() {
        note('navigation');
        return outline.navigation().items.map((item) => ({ ...item, current: item.url === current.url }));
      },
      get lectures() {
        note('lectures');
        return lectures();
      },
      get nearby() {
        note(`nearby-lectures ${keyOf(current)}`);
        return outline.lectures().nearby(current).map(variables);
      },
      get glossary() {
        note('glossary');
        return glossary();
      },
      get notebooks() {
        note('notebooks');
        return notebooks();
      },
      get previous() {
        return beside('previous');
      },
      get next() {
        return beside('next');
      },
      get search() {
        note('search');
        return search();
      },
      get branch() {
        note('branch');
        return branchOf(site.config);
      },
      get edit_url() {
        note(`edit-url ${keyOf(current)}`);
        return editUrl(current, site.config);
      },
      get changed() {
        note(`changed ${keyOf(current)}`);
        return site.changes?.get(current.file.path) ?? null;
      },
    };
    return drop(fields, () => 'lectern');
  };
}

/** The words of all languages of a course: by their tags in lower case, and as the course and its pages spell them. */
export function languagesOf(site: Pick<Site, 'config' | 'pages' | 'words'>): Readonly<Record<string, Words>> {
  const spelled = [site.config.raw['lang'], ...site.pages.map(({ data }) => data['lang'])];
  return Object.fromEntries([
    ...site.words,
    ...[...new Set(spelled)].flatMap((lang) =>
      typeof lang === 'string' ? [[lang, wordsFor(site, lang)] as const] : [],
    ),
  ]);
}

/** The terms in a course's data as templates see them: null where the course asks for no glossary. */
export function shownEntries({ glossary }: Pick<Site, 'glossary'>): readonly DataRecord[] | null {
  return glossary?.entries.map(({ place: _, ...entry }) => entry) ?? null;
}

/** The URLs of the pages of a course's notebooks, by the paths of their files. */
export function notebookUrls({ pages }: Pick<Site, 'pages'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pages.flatMap(({ kind, file, url, written }) =>
      kind === 'notebook' && written ? [[file.path, url] as const] : [],
    ),
  );
}

/** The branch that a course is published from; null where neither its configuration nor git says so. */
export function branchOf({ repository }: Pick<SiteConfig, 'repository'>): string | null {
  return repository?.branch ?? null;
}

/** Where GitHub has a page's file edited; null where that is not known, or the page has no file in the course. */
export function editUrl(
  { file }: Page,
  { repository, theme }: Pick<SiteConfig, 'repository' | 'theme'>,
): string | null {
  if (repository?.branch === undefined || file.absolute === '' || isThemePath(theme, file.path)) return null;
  const { owner, name, branch, folder } = repository;
  const path = [...branch.split('/'), ...folder.split('/'), ...file.path.split('/')];
  const escaped = path.filter((part) => part !== '').map(encodeURIComponent);
  return `https://github.com/${owner}/${name}/edit/${escaped.join('/')}`;
}
