import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type BuiltSite,
  compareSites,
  type Difference,
  readBuiltSite,
  type SiteComparison,
  type SiteFiles,
} from '../../../src/compare/index.js';

/** The files of a site by their paths. */
export type Files = Readonly<Record<string, string>>;

/** A small site as Jekyll with GitHub Pages' plugins (`jekyll`) and as lectern (`lectern`) has built it. */
export function fixtureSite(name: 'jekyll' | 'lectern'): Files {
  const folder = path.join(import.meta.dirname, 'fixtures', name);
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')]),
  );
}

export function siteFiles(files: Files, name = 'a site'): SiteFiles {
  return {
    name,
    sizes: new Map(Object.entries(files).map(([file, text]) => [file, text.length])),
    read: async (file) => files[file],
    close: async () => {},
  };
}

/** Sites that were read already. */
const READ = new WeakMap<Files, Promise<BuiltSite>>();

/** Compares sites; `unmended` is the new one without mends, and `mended` what it would be now. */
export async function compared(
  old: Files,
  young: Files,
  unmended?: Files,
  mended = young,
): Promise<SiteComparison> {
  const read = (files: Files, name: string) => {
    const known = READ.get(files) ?? readBuiltSite(siteFiles(files, name), () => {});
    READ.set(files, known);
    return known;
  };
  return compareSites({
    old: await read(old, 'old'),
    new: await read(young, 'new'),
    ...(unmended === undefined
      ? {}
      : { mends: { with: await read(mended, 'mended'), without: await read(unmended, 'unmended') } }),
  });
}

/** All differences, as `page: subject kind what`. */
export function told({ pages, repeated, files }: SiteComparison): string[] {
  const one = ({ subject, kind, what, isMended }: Difference): string =>
    `${isMended ? 'mended ' : ''}${subject} ${kind}: ${what}`;
  return [
    ...repeated.map(({ difference, pages: number }) => `${number} pages: ${one(difference)}`),
    ...pages.flatMap(({ address, differences }) =>
      differences.map((difference) => `${address}: ${one(difference)}`),
    ),
    ...files.map(one),
  ];
}

/** A page with a body. */
export function page(body: string, head = ''): string {
  return `<!DOCTYPE html><html><head><title>A page</title>${head}</head><body>${body}</body></html>`;
}
