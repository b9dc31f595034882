export { keyPlace } from './config/key-places.js';
export {
  type ConfigOptions,
  type ConfigResult,
  namedTheme,
  readConfig,
  withInferredBaseurl,
} from './config/read-config.js';
export { isUserSite, type Repository } from './config/repository.js';
export type {
  AcceptedFinding,
  CollectionConfig,
  DiagnosticsConfig,
  FrontMatterDefault,
  SiteConfig,
  TableConfig,
} from './config/site-config.js';
export { type FrontMatter, splitFrontMatter } from './data/front-matter.js';
export { deepMerge } from './data/merge.js';
export { isTruthy } from './data/truthy.js';
export { isRecord } from './data/yaml.js';
export { decodeText } from './files/decode.js';
export type { FileSystem, ScanEffects, SiteEffects } from './files/effects.js';
export type { FileMemory, FileReadings, FileStart } from './files/file-memory.js';
export { extensionName } from './files/file-name.js';
export { globMatcher } from './files/glob.js';
export { type KeptText, keptText, revivedText } from './files/kept-text.js';
export { mapConcurrently } from './files/read-file.js';
export type { SourceFile } from './files/source-file.js';
export type { Collection } from './pages/collection.js';
export { excerptSource } from './pages/excerpt.js';
export type { Layout } from './pages/layout.js';
export type { DataRecord, Page, PageBody, PageFormat } from './pages/page.js';
export { isHtml, isMarkdown, outputExtension, withOutputExtension } from './pages/page-format.js';
export { namesMath } from './pages/page-source.js';
export { type OutputLimits, type SettledOutputs, settleOutputs } from './pages/settle-outputs.js';
export type { Site } from './pages/site.js';
export type { StaticFile } from './pages/static-file.js';
export { escapePath, outputPath, sanitizeUrl } from './permalinks/url.js';
export { type ScanResult, scanSite } from './scan/scan.js';
export { once } from './variables/lazy-object.js';
export type { VariableHooks } from './variables/page-variables.js';
export { type SiteVariables, siteVariables } from './variables/site-variables.js';
