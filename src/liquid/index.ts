export { absoluteUrl } from './filters/url.js';
export { createLiquid } from './liquid.js';
export type {
  ExtraBlock,
  ExtraTag,
  LiquidConfig,
  LiquidOptions,
  LiquidRenderer,
  LiquidResult,
  Lookup,
  TagCall,
} from './options.js';
export { timeFormat } from './time/time-format.js';
export { WatchedTime } from './time/watched-time.js';
export { drop } from './values/drop.js';
export { Float } from './values/float.js';
