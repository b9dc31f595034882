export { type CellPlaces, cellPlaces } from './cell-places.js';
export { jsonFaultAt, jsonValueAt } from './json-text.js';
export { isObject, type Notebook, type NotebookCell, type NotebookReading } from './notebook.js';
export { type NotebookHead, notebookHead } from './notebook-head.js';
export type { NotebookPage, NotebookPageOptions, NotebookWords, PictureAddress } from './notebook-page.js';
export { notebookPictures } from './notebook-pictures.js';
export { type MakeNotebookPage, openNotebookPages } from './open-notebook-pages.js';
export type { NotebookPicture } from './picture.js';
export { readNotebook } from './read-notebook.js';
