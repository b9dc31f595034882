import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileImporter, Importer } from 'sass';

/** A style sheet to be compiled. Plain data, as another thread may be told of it. */
export interface Sheet {
  readonly text: string;
  readonly syntax: 'scss' | 'sass';
}

/** How a site's style sheets are compiled. */
export interface SheetOptions {
  /** Absolute paths of the folders in which `@use` and `@import` look. */
  readonly loadPaths: readonly string[];
  readonly style: 'expanded' | 'compressed';
  /** Whether style sheets that are not there are taken for empty, since the theme that brings them is not to be had. */
  readonly takesMissing: boolean;
}

/** What Sass makes of a style sheet, or what it says against it. Plain data. */
export type CompiledSheet = {
  /** As it is written, the first style sheet that was taken for empty. */
  readonly missing: string | undefined;
} & (
  | {
      readonly css: string;
      /** Absolute paths of the files that were read. */
      readonly files: readonly string[];
    }
  | {
      readonly fault: string;
      /** Absolute path of the file in which it is; undefined for the style sheet itself. */
      readonly file: string | undefined;
      /** Counted from 0. */
      readonly start: { readonly line: number; readonly column: number; readonly offset: number };
    }
);

/**
 * Compiles a style sheet. Sass, which takes a fifth of a second to load, is loaded with the first, and synchronously,
 * since a filter of Liquid may ask for it.
 */
export function compileSheet(
  { text, syntax }: Sheet,
  { style, loadPaths, takesMissing }: SheetOptions,
): CompiledSheet {
  let missing: string | undefined;
  const sass: typeof import('sass') = createRequire(import.meta.url)('sass');
  try {
    const { css, loadedUrls } = sass.compileString(text, {
      syntax: syntax === 'scss' ? 'scss' : 'indented',
      style,
      loadPaths: loadPaths.filter((folder) => existsSync(folder)),
      importers: takesMissing
        ? missingAsEmpty(loadPaths, (url) => {
            missing ??= url;
          })
        : [],
      logger: { warn: () => {}, debug: () => {} },
    });
    const files = loadedUrls.filter(({ protocol }) => protocol === 'file:').map((url) => fileURLToPath(url));
    return { css, files, missing };
  } catch (error) {
    if (error instanceof sass.Exception) {
      const { url, start } = error.span;
      const { line, column, offset } = start;
      // Of a style sheet that is given as text, Sass says null where its types say undefined.
      const file = url?.protocol === 'file:' ? fileURLToPath(url) : undefined;
      return { fault: error.sassMessage, file, start: { line, column, offset }, missing };
    }
    // A style sheet that goes on until JavaScript gives up. Any other error is a bug.
    if (!(error instanceof RangeError)) throw error;
    const fault = 'A function or mixin in it calls itself without end.';
    return { fault, file: undefined, start: { line: 0, column: 0, offset: 0 }, missing };
  }
}

/** What finds the style sheets of folders, and takes any other for empty, of which it tells. */
function missingAsEmpty(
  folders: readonly string[],
  tell: (url: string) => void,
): (FileImporter<'sync'> | Importer<'sync'>)[] {
  const present: FileImporter<'sync'>[] = folders.map((folder) => ({
    findFileUrl: (url) => new URL(url, `${pathToFileURL(folder)}/`),
  }));
  const empty: Importer<'sync'> = {
    canonicalize: (url) => new URL(`missing:${encodeURIComponent(url)}`),
    load: ({ pathname }) => {
      tell(decodeURIComponent(pathname));
      return { contents: '', syntax: 'scss' };
    },
  };
  return [...present, empty];
}
