import { type Page, type Site, wordsFor } from '../../site/index.js';
import type { ElementOptions, ImageLookups, VariantOffers } from '../elements/index.js';
import { colabPage, type SiteLookups } from '../render/index.js';
import { rootOf } from '../typeset/index.js';

/** What the elements of pages are looked up with. */
export interface ElementSources {
  readonly site: Site;
  /** What the pictures of a page are looked up with. */
  readonly images: (page: Page) => ImageLookups;
  readonly lookups: SiteLookups;
  /** Told of what a page is made from, by the names that `site-facts.ts` gives it. */
  readonly note: (name: string) => void;
}

/** What is done to the elements of a page: nothing where the course is to be read as Jekyll reads it. */
export function elementOptions(
  page: Page,
  html: string,
  { site, images, lookups, note }: ElementSources,
): ElementOptions {
  const { config } = site;
  const { dimensions: keepsRoom, optimise } = config.lectern.images;
  if (config.mend === false) return { keepsRoom: false };
  return {
    keepsRoom,
    ...(keepsRoom || config.ownTheme ? { images: images(page) } : {}),
    ...(optimise ? { variants: offers() } : {}),
    ...(config.ownTheme ? ofOwnTheme() : {}),
  };

  function offers(): VariantOffers {
    if (!config.ownTheme) return { root: `${config.baseurl}/`, column: Number.POSITIVE_INFINITY, margins: 0 };
    const root = rootOf(html, page.outputPath, config.baseurl);
    // css/lectern.css: --column, and on a phone twice --edge.
    return { root, column: config.lectern.width * 9.6, margins: 40 };
  }

  function pageOf(address: string): ReturnType<typeof colabPage> {
    note(`colab-page ${address}`);
    const found = colabPage(address, site, lookups);
    return found === undefined || found.url === page.url
      ? undefined
      : { ...found, url: config.baseurl + found.url };
  }

  function ofOwnTheme(): Pick<ElementOptions, 'notebooks' | 'ownTheme' | 'videos'> {
    const { lang } = page.data;
    note(`words ${typeof lang === 'string' ? lang : ''}`);
    const words = wordsFor(site, lang);
    return {
      ownTheme: { table: words.table_scrolls, code: words.code_scrolls },
      videos: { isLoaded: config.lectern.embeds === 'load', name: words.video },
      notebooks: { words: words.read_notebook, from: config.baseurl + page.url, pageOf },
    };
  }
}
