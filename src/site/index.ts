export { keyPlace } from './config/config-files.js';
export { type Rgb, readColour } from './config/css-colour.js';
export { LECTERN_KEYS, type LecternSettings } from './config/lectern-settings.js';
export type { Licence } from './config/licence.js';
export { PACKAGE_FILES } from './config/package-files.js';
export {
  type ConfigOptions,
  type ConfigResult,
  readConfig,
  withInferredBaseurl,
} from './config/read-config.js';
export {
  type AcceptedFinding,
  type CollectionConfig,
  type DiagnosticsConfig,
  type FrontMatterDefault,
  isUserSite,
  type Repository,
  type SiteConfig,
} from './config/site-config.js';
export { type DataRecord, deepMerge, isRecord, isTruthy } from './data/data-value.js';
export { type FrontMatter, splitFrontMatter } from './data/front-matter.js';
export type { TableConfig } from './data/table.js';
export { absolutePath, namedPath } from './files/absolute-path.js';
export { decodeText } from './files/decode.js';
export type { FileSystem, ScanEffects, SiteEffects } from './files/effects.js';
export type {
  FileMemory,
  FileReadings,
  FileStart,
  ImageReading,
  PictureReading,
  TextReading,
} from './files/file-memory.js';
export { extensionName } from './files/file-name.js';
export { globMatcher } from './files/glob.js';
export { namesMath, type PageBody } from './files/page-body.js';
export { mapConcurrently } from './files/read-file.js';
export type { SourceFile } from './files/source-file.js';
export { deserializeReading, type SerializedReading, serializeReading } from './files/text-file.js';
export { textPage } from './pages/build-page.js';
export { excerptSource } from './pages/excerpt.js';
export type { Layout } from './pages/layout.js';
export type { Page } from './pages/page.js';
export {
  isHtml,
  isMarkdown,
  outputExtension,
  type PageFormat,
  withOutputExtension,
} from './pages/page-format.js';
export { type OutputLimits, type SettledOutputs, settleOutputs } from './pages/settle-outputs.js';
export { addPages, type Collection, type Glossary, type Site } from './pages/site.js';
export type { StaticFile } from './pages/static-file.js';
export { slugify } from './permalinks/placeholders.js';
export { escapePath, outputPath, sanitizeUrl } from './permalinks/url.js';
export { changedSite } from './scan/changed-site.js';
export { type ScanResult, scanSite } from './scan/scan.js';
export { ownTemplates } from './scan/stand-ins.js';
export {
  branchOf,
  type CourseOutline,
  editUrl,
  languagesOf,
  lecternVariables,
  notebookUrls,
  shownEntries,
} from './variables/lectern-variables.js';
export { type LectureOrder, lectureOrder } from './variables/lecture-order.js';
export { once } from './variables/liquid-object.js';
export { type Navigation, siteNavigation } from './variables/navigation.js';
export type { VariableHooks } from './variables/page-variables.js';
export { type SearchPlace, searchPlace } from './variables/search-place.js';
export { type SiteVariables, siteVariables } from './variables/site-variables.js';
export { isWordKey, WORD_KEYS, type WordKey, type Words } from './words/word-keys.js';
export { type SiteWords, wordsFor } from './words/words-for.js';
