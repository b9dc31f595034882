import type { SourceText } from '../../diagnostics/index.js';
import { attachedPictures } from '../reading/attachments.js';
import { dataUrls, type NotebookPicture } from '../reading/picture.js';
import { readNotebook } from '../reading/read-notebook.js';
import { shownOutputs } from './shown-output.js';

/**
 * The pictures that a notebook's page shows and that stand in its file, by their names: those of outputs, those that are attached
 * to cells, and `data:` URLs in its text. None where the file is no notebook.
 */
export function notebookPictures({ text }: Pick<SourceText, 'text'>): ReadonlyMap<string, NotebookPicture> {
  const pictures = new Map<string, NotebookPicture>();
  const take = (picture: NotebookPicture): string => {
    pictures.set(picture.name, picture);
    return picture.name;
  };
  const notebook = readNotebook(text);
  if (notebook.kind !== 'notebook') return pictures;
  for (const cell of notebook.cells) {
    for (const picture of attachedPictures(cell).values()) take(picture);
    if (cell.type === 'markdown') for (const { picture } of dataUrls(cell.text)) take(picture);
    if (cell.type === 'code') {
      for (const shown of shownOutputs(cell.outputs, take))
        if (shown.kind === 'markdown') for (const { picture } of dataUrls(shown.text)) take(picture);
    }
  }
  return pictures;
}
