export { isLiquidError } from './core/fault.js';
export type {
  CallSite,
  ExtraBlock,
  ExtraFilter,
  ExtraTag,
  LiquidConfig,
  LiquidOptions,
  LiquidRenderer,
  LiquidResult,
  Lookup,
  TagCall,
} from './core/options.js';
export { type UnknownName, unknownName } from './core/unknown-name.js';
export { isStandardFilter } from './filters/apply-filters.js';
export { absoluteUrl } from './filters/url.js';
export { createLiquid } from './liquid.js';
export { isStandardTag } from './tag-table.js';
export { DAY_NAMES, MONTH_NAMES } from './time/calendar-names.js';
export { parseDate, parseTime } from './time/parse-time.js';
export { timeFormat } from './time/strftime.js';
export { Time } from './time/time.js';
export { WatchedTime } from './time/watched-time.js';
export { WrittenTime } from './time/written-time.js';
export { createZone, type Zone } from './time/zone.js';
export { drop } from './values/drop.js';
export { Float, isNumeric, numberOf } from './values/float.js';
