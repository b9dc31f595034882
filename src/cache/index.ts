export type { Cache, Kept, Read } from './cache.js';
export { fingerprint, textFingerprint } from './fingerprint.js';
export { type FolderCacheOptions, openFolderCache } from './folder-cache.js';
export { memoryCache } from './memory-cache.js';
