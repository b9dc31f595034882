export { cacheFolder, cacheRefusal, cacheWarning } from './cache-folder.js';
export { courseSnapshot } from './course-snapshot.js';
export { findingIdentity, type KnownFindings, knownFindings } from './known-findings.js';
export { type PageKeys, pageKeys } from './page-keys.js';
export { programVersion, reportable } from './program-version.js';
export { createReads, type Reads } from './reads.js';
export { mapped, type SiteFacts, siteFacts } from './site-facts.js';
export {
  type BuiltSite,
  type RecalledSite,
  type RecordKey,
  recallSite,
  recordedFiles,
  recordKey,
  recordSite,
} from './site-record.js';
export { keepWritten, readWritten } from './written-files.js';
