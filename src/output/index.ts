export { checkDestination, type DestinationCheck } from './destination.js';
export { type KnownFile, type KnownFiles, knownFiles } from './known-files.js';
export { MANIFEST_NAME, type Manifest } from './manifest.js';
export type { CopiedFile, GeneratedFile, OutputFile } from './output-file.js';
export { type PublishResult, publish } from './publish.js';
export {
  type CopyFailure,
  dropStaging,
  STAGING_NAME,
  type Staging,
  stageCopies,
  stageGenerated,
  startStaging,
} from './staging.js';
