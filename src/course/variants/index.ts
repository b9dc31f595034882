export { createPictureVariants, type MadeVariants, type PictureVariants } from './picture-variants.js';
export { openVariantStore, type VariantStore } from './variant-store.js';
