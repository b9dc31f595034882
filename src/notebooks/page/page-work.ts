import { joinMapped, type MappedText, sliceMapped } from '../../diagnostics/index.js';
import type { MarkdownResult, Numbering } from '../../markdown/index.js';
import { escapeAttribute, escapeText } from '../../math/index.js';
import type { CellPlaces } from '../reading/cell-places.js';
import { dataUrls, type NotebookPicture } from '../reading/picture.js';
import type { PageParts } from './page-parts.js';

/** What readers of a notebook are told besides its own text; `%` stands for a number. */
export type NotebookWords = Readonly<
  Record<
    | 'code'
    | 'download_notebook'
    | 'notebook_cut'
    | 'notebook_long_output'
    | 'notebook_output'
    | 'notebook_script'
    | 'notebook_unread'
    | 'notebook_widget',
    string
  >
>;

/** What a notebook's page is made with. */
export interface NotebookPageOptions {
  /** Markdown in which `$…$` is a formula; what is numbered in it is numbered as `numbering` says. */
  readonly markdown: (text: MappedText, numbering?: Numbering) => MarkdownResult;
  /** How what cells have of theorems, figures and the like is numbered; undefined where it is not. */
  readonly numbering: Numbering | undefined;
  /** Code of a language in colours, as HTML; undefined where the language is not known. */
  readonly highlight: (code: string, language: string) => string | undefined;
  readonly words: NotebookWords;
  /** The URL on the site of what a link or a picture of the notebook leads to, undefined where it stays as it is. */
  readonly link: (url: string) => string | undefined;
  /** Whether a link opens this notebook as the page does above its text, which then need not do so again. */
  readonly isRepeated: (url: string) => boolean;
  /** The URL of a picture as a file beside the page, and how large it is where that is known. */
  readonly picture: (picture: NotebookPicture) => PictureAddress;
  /** The URL of the notebook itself. */
  readonly file: string;
  /** The title that stands above the page, so that the notebook need not begin with it; null where it stays. */
  readonly titleAbove: string | null;
}

/** Where a picture lies, and its size in CSS pixels. */
export interface PictureAddress {
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
  /** Whether what lies behind it is seen through it. */
  readonly isTransparent?: boolean;
}

/** The HTML of a notebook with marks for formulas, and what was found in it. */
export type NotebookPage = Omit<MarkdownResult, 'foreign'>;

/** Characters that are shown of one cell's source, or of one output. */
export const MOST_OUTPUT = 100_000;

/** What the making of one page hands from cell to cell. */
export interface PageWork extends NotebookPageOptions {
  readonly places: CellPlaces;
  readonly parts: PageParts;
  readonly language: string;
  readonly sizes: Map<string, PictureAddress>;
  /** How much may still be shown. */
  left: number;
  isTitleDue: boolean;
}

/** A text with addresses of files in the place of pictures that stand in it. */
export function withPictures(text: MappedText, work: PageWork): MappedText {
  const found = dataUrls(text.text);
  if (found.length === 0) return text;
  const parts: MappedText[] = [];
  let last = 0;
  for (const { from, to, picture } of found) {
    const runs = sliceMapped(text, from, from + 1).runs.map((run) => ({ ...run, at: 0, verbatim: false }));
    parts.push(sliceMapped(text, last, from), { text: taken(picture, work), runs });
    last = to;
  }
  return joinMapped([...parts, sliceMapped(text, last)]);
}

/** The address of a picture that a page shows, whose size is kept. */
export function taken(picture: NotebookPicture, work: PageWork): string {
  const address = work.picture(picture);
  work.sizes.set(address.url, address);
  return address.url;
}

/** The attributes of a picture's size, where that is known. */
export function sizeOf(url: string, { sizes }: PageWork): Record<string, string> {
  const { width, height } = sizes.get(url) ?? {};
  return width === undefined || height === undefined ? {} : { width: String(width), height: String(height) };
}

/** A part of a page that is seen when a reader asks for it. */
export function folded(summary: string, html: string): string {
  return `<details><summary>${escapeText(summary)}</summary>\n${html}</details>`;
}

/** As much of a text as there is room for on its page, `most` characters at the most, up to the end of a line. */
export function within(
  text: string,
  most: number,
  work: PageWork,
): { readonly text: string; readonly isCut: boolean } {
  const room = Math.min(work.left, most);
  work.left -= Math.min(text.length, room);
  if (text.length <= room) return { text, isCut: false };
  const end = text.lastIndexOf('\n', room);
  return { text: text.slice(0, end > room / 2 ? end : room), isCut: true };
}

/** A note in the place of what a page does not show, with a link to the notebook. */
export function note(
  words: string,
  { file, words: { download_notebook: download } }: NotebookPageOptions,
): string {
  return `<p class="cell-note">${escapeText(words)} <a href="${escapeAttribute(file)}" download>${escapeText(download)}</a></p>\n`;
}
