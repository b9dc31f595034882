import { mapText } from '../../diagnostics/index.js';
import {
  type DataRecord,
  escapePath,
  outputExtension,
  outputPath,
  type Page,
  sanitizeUrl,
  withOutputExtension,
} from '../../site/index.js';

/** What a plugin says of a page that no file of the course stands behind. */
export interface GeneratedPage {
  /** Path from the site's root, as a configuration may have it: `feed/news.xml`. */
  readonly path: string;
  /** Its Liquid template. */
  readonly template: string;
  /** What the template reads as `page.…` besides the page's path and URL. */
  readonly data?: DataRecord;
}

/** A page without a layout (Jekyll: `PageWithoutAFile`). Its path cannot lead out of the site. */
export function generatedPage({ path, template, data = {} }: GeneratedPage): Page {
  const target = targetOf(sanitizeUrl(escapePath(path)), '');
  const relativePath = target.outputPath;
  return {
    kind: 'page',
    file: { path: relativePath, absolute: '', size: template.length, mtimeMs: 0, ctimeMs: 0, ino: 0 },
    relativePath,
    collection: null,
    data: { layout: null, ...data },
    body: mapText(template, relativePath),
    format: 'other',
    ...target,
    written: true,
    date: null,
    title: null,
    slug: relativePath.slice(relativePath.lastIndexOf('/') + 1).replace(/(?<=.)\.[^.]*$/, ''),
    categories: [],
    tags: [],
    layout: null,
    excerptSeparator: '',
  };
}

/** Where a page goes that has a URL: the file is given `extension` unless the URL ends in another. */
export function targetOf(
  url: string,
  extension: string,
): Pick<Page, 'url' | 'outputExtension' | 'outputPath'> {
  const written = outputExtension(extension, 'other', url);
  return { url, outputExtension: written, outputPath: withOutputExtension(outputPath(url), url, written) };
}
