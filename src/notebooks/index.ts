export { notebookPictures } from './page/notebook-pictures.js';
export { type MakeNotebookPage, openNotebookPages } from './page/open-notebook-pages.js';
export type { NotebookPage, NotebookPageOptions, NotebookWords, PictureAddress } from './page/page-work.js';
export { type CellPlaces, cellPlaces } from './reading/cell-places.js';
export { jsonFaultAt, jsonValueAt } from './reading/json-text.js';
export { isObject, type Notebook, type NotebookCell, type NotebookReading } from './reading/notebook.js';
export { type NotebookHead, notebookHead } from './reading/notebook-head.js';
export type { NotebookPicture } from './reading/picture.js';
export { readNotebook } from './reading/read-notebook.js';
