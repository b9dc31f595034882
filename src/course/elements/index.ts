export { type ElementOptions, withElements } from './page-elements.js';
export type { ImageLookups } from './page-images.js';
export type { BoxNames } from './scroll-boxes.js';
export { NO_RULES, type StyleRules, styleRules } from './style-rules.js';
