import type { JsonObject, MimeBundle, NotebookOutput } from '../reading/notebook.js';
import { isObject } from '../reading/notebook.js';
import { isPictureType, notebookPicture, type TakePicture, withoutPictures } from '../reading/picture.js';

/** What a page shows of an output. */
export type ShownOutput =
  | { readonly kind: 'text'; readonly text: string; readonly of: 'stdout' | 'stderr' | 'error' | 'plain' }
  | { readonly kind: 'html'; readonly html: string }
  | {
      readonly kind: 'picture';
      readonly url: string;
      /** In CSS pixels, where the notebook says so. */
      readonly width: number | null;
      readonly height: number | null;
    }
  | { readonly kind: 'latex'; readonly text: string }
  | { readonly kind: 'markdown'; readonly text: string }
  /** Something that only a running notebook shows. */
  | { readonly kind: 'note'; readonly of: 'script' | 'widget' };

/** Forms of an output, the one that is shown where there are several first, as in JupyterLab. */
const FORMS = [
  'text/html',
  'text/markdown',
  'text/latex',
  'image/svg+xml',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
] as const;

const WIDGET = 'application/vnd.jupyter.widget-view+json';

/** Forms that a script of theirs shows. */
const SCRIPTED =
  /^application\/(?:javascript|vnd\.(?:plotly|bokeh|vega|vegalite|holoviews|altair|dash|jupyter\.es6))/;

/** What is shown of a cell's outputs, with pictures taken out. Texts of one stream that follow each other are one. */
export function shownOutputs(outputs: readonly NotebookOutput[], take: TakePicture): ShownOutput[] {
  const shown: ShownOutput[] = [];
  for (const output of outputs) {
    if (output.kind === 'data') {
      shown.push(...shownData(output.data, output.metadata, take));
      continue;
    }
    const of = output.kind === 'error' ? 'error' : output.name === 'stderr' ? 'stderr' : 'stdout';
    const last = shown.at(-1);
    if (last?.kind === 'text' && last.of === of && of !== 'error')
      shown.splice(-1, 1, { ...last, text: last.text + output.text });
    else shown.push({ kind: 'text', text: output.text, of });
  }
  return shown.filter((one) => one.kind !== 'text' || one.text.trim() !== '');
}

function shownData(data: MimeBundle, metadata: JsonObject, take: TakePicture): ShownOutput[] {
  if (data.has(WIDGET)) return [{ kind: 'note', of: 'widget' }];
  const html = data.get('text/html') ?? '';
  const isScripted = /<script\b/i.test(html) || [...data.keys()].some((type) => SCRIPTED.test(type));
  const note: readonly ShownOutput[] = isScripted ? [{ kind: 'note', of: 'script' }] : [];
  for (const type of FORMS) {
    const content = data.get(type);
    if (content === undefined || content.trim() === '') continue;
    if (type === 'text/html') {
      if (isSeen(html)) return [{ kind: 'html', html: withoutPictures(html, take) }, ...note];
    } else if (isPictureType(type)) {
      const picture = notebookPicture(type, content);
      if (picture === undefined) continue;
      const size = isObject(metadata[type]) ? metadata[type] : {};
      const { width, height } = size;
      return [{ kind: 'picture', url: take(picture), width: lengthOf(width), height: lengthOf(height) }];
    } else if (type === 'text/latex' || type === 'text/markdown')
      return type === 'text/latex'
        ? [{ kind: 'latex', text: content }]
        : [{ kind: 'markdown', text: content }];
  }
  const plain = data.get('text/plain') ?? '';
  return note.length > 0 || plain === '' ? [...note] : [{ kind: 'text', text: plain, of: 'plain' }];
}

function lengthOf(value: unknown): number | null {
  const length = typeof value === 'string' ? Number.parseFloat(value) : value;
  return typeof length === 'number' && length >= 1 && length < 1e5 ? Math.round(length) : null;
}

/** Elements that are seen although they have no text. */
const SEEN = /<(?:img|svg|table|iframe|video|audio|hr|progress|meter)\b/i;

/** Whether anything of HTML is seen without its scripts. */
function isSeen(html: string): boolean {
  const still = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(script|style|template|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '');
  return SEEN.test(still) || /[^\s]/.test(still.replace(/<[^<>]*>/g, '').replace(/&nbsp;/g, ' '));
}
