import { mapText } from '../../diagnostics/index.js';
import { type FrontMatterDefaults, frontMatterDefaults } from '../config/front-matter-defaults.js';
import type { SiteConfig } from '../config/site-config.js';
import { type DataRecord, deepMerge } from '../data/data-value.js';
import { momentOfDate, UTC, type Zone, zoneOf } from '../data/time.js';
import { directoryName, extensionName } from '../files/file-name.js';
import { fillTemplate, withPermalinkSuffix } from '../permalinks/permalink.js';
import { outputPath, sanitizeUrl } from '../permalinks/url.js';
import type { Page } from './page.js';
import { formatOf, isHtml, outputExtension, withOutputExtension } from './page-format.js';
import {
  excerptSeparator,
  layoutName,
  names,
  type PageSource,
  pageBaseName,
  pageValue,
  permalinkOf,
  titleOf,
} from './page-source.js';

/** What the rules for pages go by. */
export interface PageContext {
  readonly config: SiteConfig;
  readonly defaults: FrontMatterDefaults;
  readonly zone: Zone;
  /** The moment of the build. */
  readonly time: Date;
}

/** Where a page goes. */
interface Target {
  readonly url: string;
  readonly outputExtension: string;
  readonly outputPath: string;
}

/** The URL and file of a page (Jekyll: `page.rb`). */
export function pageTarget(source: PageSource, context: PageContext): Target {
  const { config, defaults } = context;
  const extension = extensionName(source.relativePath);
  const permalink = permalinkOf(pageValue(source, 'permalink', defaults));
  const outputExt = outputExtension(extension, formatOf(extension, config), permalink);
  const baseName = pageBaseName(source.relativePath);
  const directory = directoryName(source.relativePath);
  const url = sanitizeUrl(
    fillTemplate(permalink ?? pageTemplate(baseName, outputExt, config.permalink), [
      ['path', directory === '' ? '' : `/${directory}`],
      ['basename', baseName],
      ['output_ext', outputExt],
    ]),
  );
  return {
    url,
    outputExtension: outputExt,
    outputPath: withOutputExtension(outputPath(url), url, outputExt),
  };
}

/** `Page#template`. */
function pageTemplate(baseName: string, outputExt: string, permalinkStyle: string): string {
  if (!isHtml(outputExt)) return '/:path/:basename:output_ext';
  return baseName === 'index' ? '/:path/' : withPermalinkSuffix('/:path/:basename', permalinkStyle);
}

/** Makes a page of its file. */
export function buildPage(source: PageSource, context: PageContext): Page {
  const { config, defaults, zone } = context;
  const data = deepMerge(defaults.all(source.relativePath, 'pages'), source.data);
  const target = pageTarget(source, context);
  const format = formatOf(extensionName(source.relativePath), config);
  const hasExcerpt = config.pageExcerpts && isHtml(target.outputExtension);
  return {
    kind: 'page',
    file: source.file,
    relativePath: source.relativePath,
    collection: null,
    data,
    body: source.body,
    format,
    ...target,
    written: true,
    date: pageDate(data, zone),
    title: titleOf(data),
    slug: typeof data['slug'] === 'string' ? data['slug'] : pageBaseName(source.relativePath),
    categories: names(data['categories']),
    tags: names(data['tags']),
    layout: layoutName(pageValue(source, 'layout', defaults), format),
    excerptSeparator: hasExcerpt ? excerptSeparator(data, config) : '',
  };
}

/** A page that no file of the course stands behind, as a file at this path with this front matter would be one. */
export function textPage(path: string, text: string, data: DataRecord, { config, time }: PageSite): Page {
  const relativePath = path.replace(/^(?:\.{0,2}\/)+/, '');
  const place = { file: relativePath, line: 1, column: 1 };
  return buildPage(
    {
      file: { path: relativePath, absolute: '', size: text.length, mtimeMs: 0, ctimeMs: 0, ino: 0 },
      relativePath,
      data,
      body: mapText(text, relativePath),
      placeOf: () => place,
    },
    { config, time, defaults: frontMatterDefaults(config), zone: zoneOf(config.timezone) ?? UTC },
  );
}

/** What of a site a page is made by. */
type PageSite = Pick<PageContext, 'config' | 'time'>;

function pageDate({ date }: DataRecord, zone: Zone): Date | null {
  return date instanceof Date || typeof date === 'string' ? momentOfDate(date, zone) : null;
}
