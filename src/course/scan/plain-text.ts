import { mapText } from '../../diagnostics/index.js';
import { createMarkdown, decodeEntities, readKramdownOptions } from '../../markdown/index.js';
import { texText } from '../../math/index.js';
import type { SiteConfig } from '../../site/index.js';

/**
 * Makes the function that reads a heading's Markdown as text without markup, for titles that pages take from
 * their first heading (jekyll-titles-from-headings: `strip_markup`).
 */
export function plainText(config: SiteConfig): (text: string) => string {
  const markdown = createMarkdown({
    dialect: 'kramdown',
    kramdown: readKramdownOptions(config.kramdown).options,
    dollars: false,
    mend: false,
    highlight: () => undefined,
    relativeLink: () => undefined,
  });
  return (text) => {
    const { html, formulas } = markdown(mapText(text));
    return decodeEntities(texText(html, formulas).replace(/<[^>]*>/g, '')).trim();
  };
}
