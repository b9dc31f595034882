export { contrast, legible, writtenColour } from './colour.js';
export { type Element, walkElements } from './html/element.js';
export { declared, groundOf, styleOf } from './inline-style.js';
export { type ElementOptions, withElements } from './page-elements.js';
export type { ImageLookups, VariantOffers } from './page-images.js';
export type { BoxNames } from './scroll-boxes.js';
export { NO_RULES, type StyleRules, styleRules } from './style-rules.js';
export type { VideoOptions } from './video-frames.js';
