export { type FoundTheme, findTheme, type MissingReason, type ThemeSearch } from './finding/find-theme.js';
export { lockedVersion } from './finding/installed-gem.js';
export { languagesFolder, OWN_FONTS, OWN_THEME, ownInclude, ownTheme } from './finding/own-theme.js';
export { isThemePath, type Theme, type ThemeFolders, themeFiles, themePath } from './finding/theme.js';
export { type ThemePlaces, themePlaces, userCacheFolder } from './finding/theme-places.js';
export {
  type RepositoryReference,
  readRepository,
  readThemeReference,
  repositoryText,
  type ThemeReference,
} from './finding/theme-reference.js';
export { themeRepository } from './finding/theme-repository.js';
export { ARCHIVES, type FetchedTheme, type FetchOptions, fetchTheme } from './store/fetch-theme.js';
export { LOCK_FILE, readLock, writeLock } from './store/theme-lock.js';
export { findStored, listThemes, removeStored, type StoredTheme } from './store/theme-store.js';
