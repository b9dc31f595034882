export { type Cache, type Kept, memoryCache, type Read } from './cache.js';
export { readChecked, writeChecked } from './checked-file.js';
export { fingerprint, textFingerprint } from './fingerprint.js';
export { type FolderCacheOptions, openFolderCache, RECORD } from './folder-cache.js';
