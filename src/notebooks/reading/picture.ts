import { textFingerprint } from '../../cache/index.js';
import { safeSvg } from './safe-svg.js';

/** A picture that a notebook has in itself, as a file of its own. */
export interface NotebookPicture {
  /** Name of the file, which its content decides. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The fingerprint of its bytes. */
  readonly hash: string;
}

/** Takes a picture out of a notebook; answers with the URL under which the page shows it. */
export type TakePicture = (picture: NotebookPicture) => string;

/** The media types of pictures that every browser shows, and what the names of their files end with. */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/jpg', 'jpg'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/svg+xml', 'svg'],
]);

/** Letters of its content's fingerprint that a picture's name has. */
const NAME_LENGTH = 16;

/** The picture of a media type whose content is given as in a notebook: in base64, or an SVG as it is. Undefined for what is none. */
export function notebookPicture(type: string, content: string): NotebookPicture | undefined {
  const extension = EXTENSIONS.get(type);
  if (extension === undefined) return undefined;
  const bytes =
    extension === 'svg'
      ? new TextEncoder().encode(safeSvg(svgDocument(svgText(content))))
      : Buffer.from(content, 'base64');
  if (bytes.length === 0) return undefined;
  const hash = textFingerprint(bytes);
  return { name: `${hash.replace(/[^A-Za-z0-9]/g, '').slice(0, NAME_LENGTH)}.${extension}`, bytes, hash };
}

/** Whether the pictures of a media type are known. */
export function isPictureType(type: string): boolean {
  return EXTENSIONS.has(type);
}

/** An SVG as it is, or in base64. */
function svgText(content: string): string {
  return content.includes('<') ? content : Buffer.from(content, 'base64').toString();
}

/** An SVG alone in a file needs the namespace that it can do without in HTML. */
function svgDocument(svg: string): string {
  const from = svg.search(/<svg\b/i);
  const [tag = ''] = /<svg\b[^>]*>?/i.exec(svg) ?? [];
  return from < 0 || /\sxmlns\s*=/.test(tag)
    ? svg
    : `${svg.slice(0, from)}<svg xmlns="http://www.w3.org/2000/svg"${svg.slice(from + '<svg'.length)}`;
}

/** A picture that a text has in itself, and what of the text it takes. */
interface Embedded {
  readonly from: number;
  readonly to: number;
  readonly picture: NotebookPicture;
}

const DATA_URL = /data:(image\/[a-z+]+);base64,([A-Za-z0-9+/=\s]*)/gi;

/** The pictures that stand in a text as `data:` URLs, in the order of the text. */
export function dataUrls(text: string): Embedded[] {
  return [...text.matchAll(DATA_URL)].flatMap(({ 0: url, 1: type = '', 2: content = '', index }) => {
    const trimmed = content.trimEnd();
    const picture = notebookPicture(type.toLowerCase(), trimmed);
    return picture === undefined
      ? []
      : [{ from: index, to: index + url.length - (content.length - trimmed.length), picture }];
  });
}

/** HTML with pictures taken out that stand in it: `data:` URLs, and drawings (`<svg>…</svg>`), which become `<img>`. */
export function withoutPictures(html: string, take: TakePicture): string {
  const urls = withoutDrawings(html, take);
  let shown = '';
  let last = 0;
  for (const { from, to, picture } of dataUrls(urls)) {
    shown += urls.slice(last, from) + take(picture);
    last = to;
  }
  return shown + urls.slice(last);
}

function withoutDrawings(html: string, take: TakePicture): string {
  if (!/<svg\b/i.test(html)) return html;
  let shown = '';
  let last = 0;
  let depth = 0;
  let from = 0;
  for (const { 0: tag, 1: end, index } of html.matchAll(/<(\/)?svg\b[^<>]*>/gi)) {
    if (end === undefined) {
      if (tag.endsWith('/>')) continue;
      if (depth === 0) from = index;
      depth++;
    } else if (depth > 0 && --depth === 0) {
      const to = index + tag.length;
      const picture = notebookPicture('image/svg+xml', html.slice(from, to));
      if (picture === undefined) continue;
      shown += `${html.slice(last, from)}<img src="${take(picture)}" alt="">`;
      last = to;
    }
  }
  return shown + html.slice(last);
}
