import { hostedVideo } from '../../links/index.js';
import { attributeOf, decodeReferences, escapeAttribute, escapeText } from '../../math/index.js';
import { type Element, within } from './html/element.js';
import { changedTag, type TextEdit, tagAttributes } from './html/tag-edit.js';

/** How videos of other hosts are shown. */
export interface VideoOptions {
  /** Whether they are loaded with the page rather than when a reader asks for them. */
  readonly isLoaded: boolean;
  /** What a video without a title is called, in the language of the page. */
  readonly name: string;
}

/** Collects the videos of a page as it is walked through. */
export interface VideoFrames {
  readonly open: (element: Element) => void;
  readonly close: (element: Element, from: number, to: number) => void;
  readonly edits: () => readonly TextEdit[];
}

/** Titles that hosts write into what they give for copying: these say nothing. */
const NO_TITLE = /^(?:youtube|vimeo|niconico)?[\s-]*(?:video)?[\s-]*(?:player)?$/i;

/**
 * Videos that other hosts show: until a reader asks for one, it is a frame with its title that leads to its page, and nothing is
 * asked of the host. Videos of the course load no more than their first bytes, and play where they stand.
 */
export function videoFrames({ isLoaded, name }: VideoOptions): VideoFrames {
  const edits: TextEdit[] = [];
  const isLinked = within((one) => one.name === 'a' || one.name === 'button');
  return {
    open: (element) => {
      if (element.name === 'video') edits.push(...ownVideo(element));
    },
    close: (element, _from, to) => {
      const { tag, from, parent } = element;
      if (element.name !== 'iframe' || isLinked(parent)) return;
      const video = hostedVideo(textOf(tag, 'src') ?? '');
      if (video === undefined) return;
      const stated = textOf(tag, 'title') ?? '';
      const title = NO_TITLE.test(stated) ? '' : stated;
      if (isLoaded) {
        const added = [
          ['src', video.player] as const,
          ...(attributeOf(tag, 'loading') === undefined ? [['loading', 'lazy'] as const] : []),
          ...(stated === '' ? [['title', `${name} (${video.host})`] as const] : []),
        ];
        const removed = ['src', ...(stated === '' ? ['title'] : [])];
        edits.push({ from, to: element.to, text: changedTag(tag, { added, removed }) });
        return;
      }
      const text =
        `<span class="video" data-embed="${escapeAttribute(video.playing)}"${shape(tag)}>` +
        `<a href="${escapeAttribute(video.page)}"><span class="video-title">${escapeText(title === '' ? name : title)}</span> ` +
        `<span class="video-host">${escapeText(video.host)}</span></a></span>`;
      edits.push({ from, to, text });
    },
    edits: () => edits,
  };
}

/** The width and the proportions that an author has given a frame. */
function shape(tag: string): string {
  const [width, height] = ['width', 'height'].map(
    (key) => /^\s*(\d+)(?:px)?\s*;?\s*$/.exec(textOf(tag, key) ?? '')?.[1],
  );
  const style = [
    ...(width === undefined || Number(width) === 0 ? [] : [`max-width:${width}px`]),
    ...(width === undefined || height === undefined || Number(width) * Number(height) === 0
      ? []
      : [`aspect-ratio:${width} / ${height}`]),
  ];
  return style.length === 0 ? '' : ` style="${style.join(';')}"`;
}

function ownVideo({ tag, from, to }: Element): readonly TextEdit[] {
  const has = new Set(tagAttributes(tag).map((attribute) => attribute.name));
  const added = [
    ...(has.has('preload') || has.has('autoplay') ? [] : [['preload', 'metadata'] as const]),
    ...(has.has('playsinline') ? [] : [['playsinline', ''] as const]),
  ];
  return added.length === 0 ? [] : [{ from, to, text: changedTag(tag, { added }) }];
}

function textOf(tag: string, name: string): string | undefined {
  const value = attributeOf(tag, name);
  return value === undefined ? undefined : decodeReferences(value).text.trim();
}
