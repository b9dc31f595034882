export type { Collection } from './collection.js';
export {
  type ConfigOptions,
  type ConfigResult,
  namedTheme,
  readConfig,
  withInferredBaseurl,
} from './config.js';
export { isHtml, isMarkdown, outputExtension, withOutputExtension } from './converter.js';
export { decodeText } from './decode.js';
export type { FileSystem, ScanEffects, SiteEffects } from './effects.js';
export { excerptSource } from './excerpt.js';
export type { FileMemory, FileReadings, FileStart } from './file-memory.js';
export { extensionName } from './file-name.js';
export { type FrontMatter, splitFrontMatter } from './front-matter.js';
export { globMatcher } from './glob.js';
export { type KeptText, keptText, revivedText } from './kept-text.js';
export { keyPlace } from './key-places.js';
export type { Layout } from './layout.js';
export { once } from './lazy-object.js';
export { deepMerge } from './merge.js';
export type { DataRecord, Page, PageBody, PageFormat } from './page.js';
export { namesMath } from './page-source.js';
export type { VariableHooks } from './page-variables.js';
export { mapConcurrently } from './read-file.js';
export { isUserSite, type Repository } from './repository.js';
export { type ScanResult, scanSite } from './scan.js';
export { type OutputLimits, type SettledOutputs, settleOutputs } from './settle-outputs.js';
export type { Site } from './site.js';
export type {
  AcceptedFinding,
  CollectionConfig,
  DiagnosticsConfig,
  FrontMatterDefault,
  SiteConfig,
  TableConfig,
} from './site-config.js';
export type { SourceFile } from './source-file.js';
export type { StaticFile } from './static-file.js';
export { isTruthy } from './truthy.js';
export { escapePath, outputPath, sanitizeUrl } from './url.js';
export { type SiteVariables, siteVariables } from './variables.js';
export { isRecord } from './yaml.js';
