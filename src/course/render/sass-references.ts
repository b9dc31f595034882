import { readFileSync } from 'node:fs';
import { locator, type MappedText, mapSource } from '../../diagnostics/index.js';
import { type Reference, stylesheetReferences } from '../../markdown/index.js';
import { namedPath, type SiteConfig } from '../../site/index.js';

/**
 * What compiled Sass loads, each URL where the Sass writes it: in the style sheet itself, or in one of the `files`
 * (absolute paths) that it uses. A URL that Sass has put together stands at the start of the style sheet.
 */
export function sassReferences(
  css: string,
  text: MappedText,
  files: readonly string[],
  site: Pick<SiteConfig, 'source' | 'theme'>,
): Reference[] {
  const loaded = stylesheetReferences(mapSource({ file: '', text: css }));
  if (loaded.length === 0) return [];
  const written = [
    { text: text.text, place: locator(text) },
    ...files.flatMap((file) => {
      const name = namedPath(site, file);
      const content = readText(file);
      return content === undefined
        ? []
        : [{ text: content, place: locator(mapSource({ file: name, text: content })) }];
    }),
  ];
  return loaded.map((reference) => {
    const found = written.find((one) => one.text.includes(reference.url));
    const place = found?.place(found.text.indexOf(reference.url)) ?? locator(text)(0);
    return { ...reference, place };
  });
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n');
  } catch {
    return undefined;
  }
}
