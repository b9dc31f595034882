import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import { isFigure } from './faults/resource-kind.js';

/** A file that is published as it lies in the course. */
export interface StaticSource {
  /** Path relative to the course. */
  readonly path: string;
  readonly outputPath: string;
  /** In bytes. */
  readonly size: number;
}

const MEGABYTE = 1024 * 1024;

/** What git pushes to GitHub at all (GitHub Docs, "About large files on GitHub"). */
const REFUSED = 100 * MEGABYTE;
/** Where GitHub begins to warn. */
const DOUBTFUL = 50 * MEGABYTE;
/** A picture larger than a whole page should be: ten seconds of a good mobile connection. */
const LARGE_FIGURE = 10 * MEGABYTE;

/** Files that are too large for GitHub, or for a page's readers. */
export function hugeFiles(files: readonly StaticSource[]): Diagnostic[] {
  return files.flatMap(({ path, size }) => {
    const place = { file: path, line: 1, column: 1 };
    const large = `This file has ${Math.round(size / MEGABYTE)} MB`;
    if (size > REFUSED) {
      const hint = 'Store it elsewhere and link to it, or use Git LFS.';
      return [
        diagnostic('error', 'file-huge', place, `${large}: GitHub takes no file above 100 MB.`, { hint }),
      ];
    }
    if (size > DOUBTFUL) {
      const hint = 'Store it elsewhere and link to it.';
      return [
        diagnostic('warning', 'file-huge', place, `${large}: GitHub advises against files above 50 MB.`, {
          hint,
        }),
      ];
    }
    if (size > LARGE_FIGURE && isFigure(path)) {
      const hint = 'Save it smaller: a picture seldom needs more than 2000 pixels and 1 MB.';
      return [
        diagnostic('warning', 'file-huge', place, `${large}: its pages take long to appear.`, { hint }),
      ];
    }
    return [];
  });
}

/** Names that browsers, crawlers and GitHub Pages look for without any link. */
const FETCHED_UNLINKED =
  /(?:^|\/)(?:favicon\.(?:ico|png|svg)|apple-touch-icon[^/]*\.png|robots\.txt|sitemap\.xml|CNAME|\.nojekyll|\.well-known\/.*|manifest\.(?:json|webmanifest)|browserconfig\.xml|humans\.txt|ads\.txt|LICENSE[^/]*|README[^/]*)$/i;

/**
 * Published files to which no page and no style sheet of the course leads, and that no notebook names. `used` are the
 * output paths that are linked, `notebooks` the texts of the course's notebooks.
 */
export function unusedFiles(
  files: readonly StaticSource[],
  used: ReadonlySet<string>,
  notebooks: readonly string[],
): Diagnostic[] {
  const named = new Set(notebooks.flatMap((text) => text.match(/[^\s"'()\\/<>]+\.\w{2,5}(?!\w)/g) ?? []));
  return files
    .filter(
      ({ path, outputPath }) =>
        !used.has(outputPath) &&
        !FETCHED_UNLINKED.test(outputPath) &&
        !named.has(path.slice(path.lastIndexOf('/') + 1)),
    )
    .map(({ path }) =>
      diagnostic(
        'info',
        'file-unused',
        { file: path, line: 1, column: 1 },
        'No page of the course links to this file or shows it.',
        { text: path, hint: 'Link to it, or take it out of the course.' },
      ),
    );
}
