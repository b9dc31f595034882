export { absoluteUrl } from './filters/url.js';
export { createLiquid } from './liquid.js';
export type {
  ExtraTag,
  LiquidConfig,
  LiquidOptions,
  LiquidRenderer,
  LiquidResult,
  Lookup,
  TagCall,
} from './options.js';
export { showTime } from './time/show-time.js';
export { WatchedTime } from './time/watched-time.js';
export { Float } from './values/float.js';
