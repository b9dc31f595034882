export { checkDestination, type DestinationCheck } from './check-destination.js';
export type { LockHolder } from './destination-lock.js';
export { errorCode, holds, realPath } from './file-system.js';
export { isBuiltSite, MANIFEST_NAME, type Manifest } from './manifest.js';
export { isUnfinished, type OpenDestination, type Opening, openDestination } from './open-destination.js';
export type { PublishResult } from './publication.js';
export { publish } from './publish.js';
export {
  type CopyUntil,
  copySome,
  endCopies,
  type FileCopy,
  type SharedCopies,
  shareCopies,
  timeSpent,
} from './shared-copies.js';
export {
  type CopiedFile,
  type CopyFailure,
  type CopyThreads,
  type GeneratedFile,
  type KnownFile,
  type KnownFiles,
  knownFiles,
  type OutputFile,
  type Staging,
  stageCopies,
  stageGenerated,
  startStaging,
} from './staging.js';
export { STAGING_NAME } from './staging-folder.js';
