export { checkDestination, type DestinationCheck, holds, realPath } from './destination.js';
export type { LockHolder } from './destination-lock.js';
export { type KnownFile, type KnownFiles, knownFiles } from './known-files.js';
export { errorCode, isBuiltSite, MANIFEST_NAME, type Manifest } from './manifest.js';
export { isUnfinished, type OpenDestination, type Opening, openDestination } from './open-destination.js';
export type { CopiedFile, GeneratedFile, OutputFile } from './output-file.js';
export { type PublishResult, publish } from './publish.js';
export { type CopyFailure, type Staging, stageCopies, stageGenerated, startStaging } from './staging.js';
export { STAGING_NAME } from './staging-folder.js';
