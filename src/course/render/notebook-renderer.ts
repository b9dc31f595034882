import { type Diagnostic, guarded } from '../../diagnostics/index.js';
import { imageHeader } from '../../images/index.js';
import { hasReferenceMarks } from '../../labels/index.js';
import { decodePath, folderOf, joinPath } from '../../links/index.js';
import { createHighlighter, type Markdown, type Numbering } from '../../markdown/index.js';
import {
  type MakeNotebookPage,
  type NotebookPage,
  type NotebookPicture,
  openNotebookPages,
  type PictureAddress,
} from '../../notebooks/index.js';
import { escapePath, once, type Page, type Site, wordsFor } from '../../site/index.js';
import type { PagePicture } from '../context/index.js';
import { colabPage } from './colab-page.js';
import type { SiteLookups } from './site-lookups.js';

/** A notebook's page, and the pictures of it that become files of the site. */
export interface RenderedNotebook extends NotebookPage {
  readonly pictures: readonly PagePicture[];
}

/** Makes the pages of a course's notebooks. */
export type NotebookRenderer = (
  page: Page,
  markdown: Markdown,
  numbering: Numbering | undefined,
) => RenderedNotebook;

/** What notebooks are rendered with. */
export interface NotebookRendererOptions {
  readonly lookups: SiteLookups;
  /** Told of what a page is made from, by the names that `site-facts.ts` gives it. */
  readonly note: (name: string) => void;
}

/** Makes the renderer of a course's notebooks. What it needs is loaded only where the course has any. */
export async function createNotebookRenderer(
  site: Site,
  options: NotebookRendererOptions,
): Promise<NotebookRenderer> {
  if (!site.pages.some(({ kind }) => kind === 'notebook')) return noNotebooks;
  const make = await openNotebookPages();
  const highlight = once(createHighlighter);
  return (page, markdown, numbering) =>
    renderNotebook(page, markdown, { ...options, numbering, site, make, highlight: highlight() });
}

function noNotebooks({ file }: Page): never {
  throw new Error(`${file.path} is no notebook.`);
}

interface Work extends NotebookRendererOptions {
  readonly numbering: Numbering | undefined;
  readonly site: Site;
  readonly make: MakeNotebookPage;
  readonly highlight: (code: string, language: string) => string | undefined;
}

function renderNotebook(page: Page, markdown: Markdown, work: Work): RenderedNotebook {
  const { site, lookups, note, make, highlight, numbering } = work;
  const { lang } = page.data;
  note(`words ${typeof lang === 'string' ? lang : ''}`);
  const source = page.body.runs[0]?.source ?? { file: page.file.path, text: page.body.text };
  const pictures = new Map<string, PagePicture>();
  const folder = picturesFolder(page);
  const faults: Diagnostic[] = [];
  const link = (url: string): string | undefined => {
    if (/^(?:#|\/|[a-z][a-z0-9+.-]*:)/i.test(url) || url === '' || hasReferenceMarks(url)) return undefined;
    return guarded(
      {
        failing: `looking up where ${url} leads failed, so it stays as it is written`,
        place: page.file.path,
        severity: 'error',
        tell: (fault) => faults.push(fault),
      },
      () => {
        note(`notebook-link ${page.file.path}\n${url}`);
        return notebookLink(url, page.file.path, site, lookups);
      },
      () => undefined,
    );
  };
  const made = make(source, {
    markdown,
    numbering,
    highlight,
    words: wordsFor(site, lang),
    link,
    file: link(encodeURIComponent(source.file.slice(source.file.lastIndexOf('/') + 1))) ?? '',
    isRepeated: (url) => {
      if (!site.config.ownTheme || !site.config.lectern.show.notebook) return false;
      note(`colab-page ${url}`);
      return colabPage(url, site, lookups)?.url === page.url;
    },
    picture: (picture) => {
      const { name, hash } = picture;
      const path = `${folder}/${name}`;
      pictures.set(path, { path, name, hash });
      return { url: escapePath(`${folder.slice(folder.lastIndexOf('/') + 1)}/${name}`), ...looksOf(picture) };
    },
    titleAbove: site.config.ownTheme ? page.title : null,
  });
  return { ...made, diagnostics: [...made.diagnostics, ...faults], pictures: [...pictures.values()] };
}

/** The folder beside a page in which its pictures lie. */
function picturesFolder({ outputPath }: Page): string {
  return `${outputPath.replace(/\.[^./]*$/, '')}_files`;
}

function looksOf({ bytes }: NotebookPicture): Omit<PictureAddress, 'url'> {
  const header = imageHeader((from, length) => bytes.subarray(from, from + length));
  if (header === undefined) return {};
  const { isTransparent } = header;
  if (header.isRatio) return { isTransparent };
  return {
    isTransparent,
    width: Math.round(header.width),
    height: Math.round(header.height),
  };
}

/**
 * Where a relative link of a notebook leads on the site: to the page of another notebook, or to what the file has become.
 * Undefined where there is nothing like it.
 */
export function notebookLink(
  url: string,
  from: string,
  { config }: Site,
  { notebooks, relativeLink }: SiteLookups,
): string | undefined {
  const [, path = '', rest = ''] = /^([^#?]*)(.*)$/s.exec(url) ?? [];
  const target = joinPath(folderOf(from), decodePath(path));
  // A link to the notebook itself is the one by which it is downloaded.
  const found = target === undefined || target === from ? undefined : notebooks.get(target);
  return found === undefined ? relativeLink(url, from) : config.baseurl + found + rest;
}
