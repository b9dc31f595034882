export { createPageRenderer, type PageRenderer, type PageRendererOptions } from './page-renderer.js';
export { createPageTools, type PageTools } from './page-tools.js';
export { type SiteDollars, siteDollars } from './site-dollars.js';
export { type SiteLookups, siteLookups } from './site-lookups.js';
export {
  createTextRenderer,
  type RenderedText,
  type TextRenderer,
  type TextRendererOptions,
} from './text-renderer.js';
