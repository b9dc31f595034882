export { CODES, codeMatches, hasLine, isKnownCode, isWebCode, severitiesOf } from './codes.js';
export { columnFinder } from './column-finder.js';
export { type Diagnostic, diagnostic, type Edit, type Severity } from './diagnostic.js';
export { editDistance } from './edit-distance.js';
export { escapePattern } from './escape-pattern.js';
export { firstFrom } from './first-from.js';
export {
  ControlFlow,
  type GuardedOperation,
  guarded,
  guardedLater,
  hasInternalFault,
  internalFault,
  isControlFlow,
  type Operation,
} from './internal-fault.js';
export { nearestName } from './nearest-name.js';
export {
  joinMapped,
  locator,
  type MappedText,
  mapSource,
  mapText,
  type Place,
  type Run,
  type SourceText,
  sliceMapped,
  textLocator,
} from './place.js';
export { isSteering, printableJson, printableLine, printableLines, withoutCommands } from './printable.js';
export {
  type CodeCount,
  countByCode,
  distinctDiagnostics,
  type FoldedCause,
  type FoldedDiagnostic,
  foldCauses,
  foldDiagnostics,
  formatDiagnostic,
  formatPlace,
} from './report.js';
export { type CodeSelection, selectDiagnostics } from './select.js';
export { faultText, systemFault } from './system-fault.js';
