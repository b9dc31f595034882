export { colabPage } from './colab-page.js';
export type { Sheet } from './compile-sheet.js';
export { createNotebookRenderer, notebookLink } from './notebook-renderer.js';
export { isNumbered, lecturePrefix } from './page-numbering.js';
export { createPageRenderer, type PageRenderer, type PageRendererOptions } from './page-renderer.js';
export { createPageTools, type PageTools } from './page-tools.js';
export { createSheetCompiler, type SheetCompiler } from './sheet-compiler.js';
export { type SiteDollars, siteDollars } from './site-dollars.js';
export { type SiteLookups, siteLookups } from './site-lookups.js';
export {
  createTextRenderer,
  type RenderedText,
  type TextRenderer,
  type TextRendererOptions,
} from './text-renderer.js';
