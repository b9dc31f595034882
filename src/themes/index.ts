export { type FoundTheme, findTheme, type MissingReason, type ThemeSearch } from './finding/find-theme.js';
export { OWN_THEME, ownTheme } from './finding/own-theme.js';
export { type ThemePlaces, themePlaces } from './finding/theme-places.js';
export {
  type RepositoryReference,
  readRepository,
  readThemeReference,
  repositoryText,
  type ThemeReference,
} from './finding/theme-reference.js';
export { isThemePath, type Theme, type ThemeFolders, themePath } from './theme.js';
