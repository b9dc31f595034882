import { fingerprint } from '../../cache/index.js';
import type { ImageHeader } from '../../images/index.js';
import { pageUrl, siteLocation, targetOf } from '../../links/index.js';
import type { Page, Site } from '../../site/index.js';
import { type ImageLookups, NO_RULES } from '../elements/index.js';
import type { ImageHeaders } from '../scan/index.js';
import { createStyleFiles } from './style-files.js';

/** What pages' pictures and the style sheets that they load say of the sizes of pictures. */
export interface ImageFiles {
  /** What is looked up for a page, noted as `image PATH` and `style PATH`. */
  readonly lookups: (page: Page) => ImageLookups;
  /** The present fingerprint of what has been noted under such a name. */
  readonly printOf: (kind: 'image' | 'style', sitePath: string) => string;
}

/** What they are found with. */
export interface ImageFilesOptions {
  readonly site: Site;
  readonly headers: ImageHeaders;
  readonly note: (name: string) => void;
}

/** Style sheets of other hosts that have fonts or colours of code in them, and nothing of pictures. */
const NOTHING_OF_PICTURES =
  /^https?:\/\/(?:fonts\.googleapis\.com|fonts\.bunny\.net|use\.typekit\.net)\/|(?:font-?awesome|academicons|bootstrap-icons|katex|mathjax|highlight|hljs|prism)/i;

type Target = ReturnType<typeof targetOf>;

/** Finds them, each read once in a build. */
export function createImageFiles({ site, headers, note }: ImageFilesOptions): ImageFiles {
  const { url, baseurl } = site.config;
  const location = siteLocation({ url, baseurl });
  const styles = createStyleFiles(site);
  const headerAt = (sitePath: string): ImageHeader | undefined => {
    const file = site.files.get(sitePath);
    return file?.kind === 'static' ? headers(file.file) : undefined;
  };
  const targets = new Map<string, Target>();
  const prints = new Map<string, string>();
  /** Where an address on a page leads, which is the same on all pages of a folder. */
  const find = (address: string, folder: string): Target => {
    const key = address.startsWith('/') ? address : `${folder} ${address}`;
    const known = targets.get(key);
    if (known !== undefined) return known;
    const target = targetOf(address, pageUrl(`${folder}page`, location), location);
    targets.set(key, target);
    return target;
  };
  return {
    lookups: ({ outputPath }) => {
      const folder = outputPath.slice(0, outputPath.lastIndexOf('/') + 1);
      return {
        header: (src) => {
          const target = find(src, folder);
          if (target.kind !== 'site') return undefined;
          note(`image ${target.path}`);
          return headerAt(target.path);
        },
        pathOf: (src) => {
          const target = find(src, folder);
          return target.kind === 'site' ? target.path : undefined;
        },
        styles: (href) => {
          const target = find(href, folder);
          if (target.kind === 'site') {
            note(`style ${target.path}`);
            return styles.rulesAt(target.path);
          }
          return target.kind === 'web' && NOTHING_OF_PICTURES.test(target.url.href) ? NO_RULES : undefined;
        },
      };
    },
    printOf: (kind, sitePath) => {
      const name = `${kind} ${sitePath}`;
      const known = prints.get(name);
      if (known !== undefined) return known;
      const print = fingerprint((kind === 'image' ? headerAt(sitePath) : styles.rulesAt(sitePath)) ?? null);
      prints.set(name, print);
      return print;
    },
  };
}
