export {
  ENCODING,
  findImageEncoder,
  type ImageEncoder,
  type InstalledEncoder,
  type VariantFormat,
} from './image-encoder.js';
export { IMAGE_NAME, type ImageHeader, imageHeader, readImageHeader } from './image-header.js';
