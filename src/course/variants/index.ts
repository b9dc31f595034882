export type { MadeVariants, PictureVariants } from './picture-variants.js';
export { createVariantMaker } from './variant-maker.js';
