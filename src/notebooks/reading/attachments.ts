import type { NotebookCell } from './notebook.js';
import { isPictureType, type NotebookPicture, notebookPicture } from './picture.js';

/** The pictures that are attached to a cell, by the names under which its text shows them (`attachment:NAME`). */
export function attachedPictures({ attachments }: NotebookCell): ReadonlyMap<string, NotebookPicture> {
  return new Map(
    [...attachments].flatMap(([name, bundle]): [string, NotebookPicture][] => {
      const [type, content] = [...bundle].find(([one]) => isPictureType(one)) ?? [];
      const picture =
        type === undefined || content === undefined ? undefined : notebookPicture(type, content);
      return picture === undefined ? [] : [[name, picture]];
    }),
  );
}
