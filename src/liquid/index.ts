export type {
  ExtraTag,
  HighlightOptions,
  LiquidConfig,
  LiquidOptions,
  LiquidRenderer,
  LiquidResult,
  Lookup,
  TagCall,
} from './options.js';
