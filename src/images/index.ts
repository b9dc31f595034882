export { IMAGE_NAME, type ImageHeader, imageHeader, readImageHeader } from './image-header.js';
