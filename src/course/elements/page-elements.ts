import { legibleColours } from './author-colours.js';
import { footnoteRoles } from './footnote-roles.js';
import { type ElementVisitor, walkElements } from './html/element.js';
import { type TextEdit, withEdits } from './html/tag-edit.js';
import { forbidsStyles } from './inline-style.js';
import { type NotebookPages, notebookLinks } from './notebook-links.js';
import { type ImageLookups, pageImages, type VariantOffers } from './page-images.js';
import { type BoxNames, scrollBoxes } from './scroll-boxes.js';
import { type VideoOptions, videoFrames } from './video-frames.js';

/** What is done to the elements of a page. */
export interface ElementOptions {
  /** How its pictures are looked up; absent where they are left alone. */
  readonly images?: ImageLookups;
  /** Whether their room is kept while they load. */
  readonly keepsRoom: boolean;
  /** How smaller variants of its pictures are offered; absent where there are none. */
  readonly variants?: VariantOffers;
  /** What boxes are called; absent where the page has a layout of the course's own, whose elements stay as they are. */
  readonly ownTheme?: BoxNames;
  /** How videos are shown; absent where they are left alone. */
  readonly videos?: VideoOptions;
  /** How pages of notebooks are offered; absent where they are not. */
  readonly notebooks?: NotebookPages;
}

/**
 * The HTML of a page, with what readers get besides what its author wrote: room for pictures while they load and, in
 * lectern's own theme, videos that wait until they are asked for, the pages of notebooks that are opened in Colab, boxes that scroll, frames around code, plates under pictures that are seen through, colours that
 * are legible in the dark, and footnotes' roles as WAI-ARIA has them. Anything but start tags stays byte for byte.
 */
export function withElements(
  html: string,
  { images, keepsRoom, variants, ownTheme, videos, notebooks }: ElementOptions,
): string {
  const pictures =
    images !== undefined && /<img\b/i.test(html)
      ? pageImages(html, {
          keepsRoom: keepsRoom && !forbidsStyles(html),
          withPlates: ownTheme !== undefined,
          variants,
        })
      : undefined;
  if (pictures === undefined && ownTheme === undefined) return html;
  const boxes = ownTheme === undefined ? undefined : scrollBoxes(html, ownTheme);
  const frames = videos !== undefined && /<(?:iframe|video)\b/i.test(html) ? videoFrames(videos) : undefined;
  const links = notebooks !== undefined && /colab/i.test(html) ? notebookLinks(notebooks) : undefined;
  const colours = legibleColours();
  const edits: TextEdit[] = [];
  const visitor: ElementVisitor = {
    open: (element) => {
      pictures?.open(element);
      boxes?.open(element);
      frames?.open(element);
      links?.open(element);
      if (boxes === undefined) return;
      const edit = footnoteRoles(element) ?? colours(element);
      if (edit !== undefined) edits.push(edit);
    },
    close: (element, from, to) => {
      boxes?.close(element, from, to);
      frames?.close(element, from, to);
      links?.close(element, from, to);
    },
    text: (from, to, parent) => pictures?.text(from, to, parent),
    raw: (name, from, to) => pictures?.raw(name, from, to),
  };
  walkElements(html, visitor);
  if (images !== undefined && pictures !== undefined) edits.push(...pictures.edits(images));
  if (boxes !== undefined) edits.push(...boxes.edits());
  if (frames !== undefined) edits.push(...frames.edits());
  if (links !== undefined) edits.push(...links.edits());
  return withEdits(html, edits);
}
