export { type Cache, type CachedResult, memoryCache, type Read } from './cache.js';
export { type CheckedPart, readChecked, tryWriteChecked } from './checked-file.js';
export { fingerprint, textFingerprint } from './fingerprint.js';
export { type FolderCacheOptions, openFolderCache, RECORD_PREFIX } from './folder-cache.js';
export { type HashedText, hashedText } from './pack.js';
