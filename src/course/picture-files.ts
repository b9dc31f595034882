import { notebookPictures } from '../notebooks/index.js';
import type { Page } from '../site/index.js';
import type { GeneratedSiteFile, RenderedPage } from './context/index.js';
import { CourseChanged } from './scan/index.js';

/** The pictures that stand in the files of pages, as files of the site, by their paths relative to the destination. */
export function pictureFiles(rendered: readonly RenderedPage[]): Map<string, GeneratedSiteFile> {
  const files = new Map<string, GeneratedSiteFile>();
  const read = lastRead((page: Page) => notebookPictures(page.body));
  for (const { page, pictures } of rendered) {
    for (const { path, name, hash } of pictures) {
      const content = (): Uint8Array => {
        const picture = read(page).get(name);
        if (picture?.hash !== hash) throw new CourseChanged(`${page.file.path} has changed.`);
        return picture.bytes;
      };
      files.set(path, { kind: 'generated', content, hash });
    }
  }
  return files;
}

/** Reads the pictures of one page after the other: of a course they can be gigabytes. */
function lastRead<Key extends object, Value>(read: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: read(key) };
    return last.value;
  };
}
