export { checkDestination, type DestinationCheck } from './destination.js';
export { MANIFEST_NAME, type Manifest } from './manifest.js';
export type { CopiedFile, GeneratedFile, OutputFile } from './output-file.js';
export { type PublishResult, publish } from './publish.js';
export {
  type CopyFailure,
  STAGING_NAME,
  type Staging,
  stageAllGenerated,
  stageCopies,
  stageGenerated,
  startStaging,
} from './staging.js';
