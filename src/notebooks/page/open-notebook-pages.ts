import type { SourceText } from '../../diagnostics/index.js';
import type { NotebookPage, NotebookPageOptions } from './page-work.js';

/** Makes the page of a notebook (`notebook-page.ts`). */
export type MakeNotebookPage = (source: SourceText, options: NotebookPageOptions) => NotebookPage;

/** Loads what makes pages of notebooks, which courses without notebooks need not. */
export async function openNotebookPages(): Promise<MakeNotebookPage> {
  return (await import('./notebook-page.js')).notebookPage;
}
